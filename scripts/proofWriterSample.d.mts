export interface ProofWriterDesign {
  readonly model: string;
}

export interface ProofWriterRecord {
  readonly id: string;
  readonly dataset: string;
  readonly model: string;
  readonly question: string;
  readonly target: string;
  readonly prediction: string;
  readonly correct: boolean;
  readonly entropy: number;
  readonly js_divergence: number;
}

export const PROOFWRITER_MODELS: readonly ProofWriterDesign[];
export function proofWriterRecords(design: ProofWriterDesign): ProofWriterRecord[];
