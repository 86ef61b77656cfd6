export interface TestWorkspace {
  readonly folder: string;
  readonly setSettings: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly remove: () => Promise<void>;
}

export function makeTestWorkspace(): Promise<TestWorkspace>;
