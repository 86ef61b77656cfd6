/** One figure under a panel, formatted for people. */
export interface Fact {
  /** Stable key, for tests and for linking. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** What it means and how it is computed, in words. */
  readonly help: string;
  /** True when its definition uses the answer key. */
  readonly usesAnswerKey: boolean;
}

export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}
