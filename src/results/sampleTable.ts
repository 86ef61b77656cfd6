import type { SequenceEntropy, Truncation } from "../metrics/truncatedDistribution";
import type { ChoiceName, PlottedDefinition } from "./readOptions";
import type { LengthColumn } from "./textLengths";

/** Values of {@link SampleTable.correct}. */
export const INCORRECT = 0;
export const CORRECT = 1;
export const UNKNOWN = 2;

/** Text of variable length as two typed arrays: entry i is the UTF-8 in bytes[ends[i-1] or 0, ends[i]). */
export interface StringColumn {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Float64Array<ArrayBuffer>;
}

/** Rows that were read but not plotted, or plotted without correctness, for one reason. */
export interface SkippedRows {
  /** A phrase for people, such as "entropy is NaN". */
  readonly reason: string;
  readonly count: number;
  /** 1-based lines of the first few such rows; see recordUnit. */
  readonly firstLines: readonly number[];
}

/** One model of a file: its samples become one panel. */
export interface ModelRows {
  readonly name: string;
  /** The datasets its records name, in order of appearance; empty when the file names none. */
  readonly datasets: readonly string[];
  /** Records read for this model: plotted plus skipped. */
  readonly rows: number;
  readonly skipped: readonly SkippedRows[];
  /** Plotted rows whose correctness the file does not state though it states that of others. */
  readonly undecided: readonly SkippedRows[];
}

/** Something that a file leaves open, such as which of several scorers counts, and what was taken. */
export interface OpenChoice {
  readonly name: ChoiceName;
  readonly taken: string;
  /** Everything that could be taken, in order of appearance. */
  readonly possible: readonly string[];
}

/** A column of few distinct values, such as a category or a split: sample i has `values[codes[i] - 1]`, none at 0. */
export interface FacetColumn {
  readonly name: string;
  readonly values: readonly string[];
  readonly codes: Uint8Array<ArrayBuffer>;
}

/**
 * The distributions of a table's samples, one after the other in the same columns: those of sample i are
 * [sampleEnds[i-1] or 0, sampleEnds[i]) of `ends`, and distribution j is [ends[j-1] or 0, ends[j]) of `values`.
 */
export interface KeptDistributions {
  /** One distribution over the options per sample, or one per token of the answer. */
  readonly kind: "options" | "tokens";
  /** Probabilities of options; log probabilities of the most probable tokens. */
  readonly values: Float64Array<ArrayBuffer>;
  /** What each value is of, as index into `names`; 0 for an option that is known by its place only. */
  readonly outcomes: Uint32Array<ArrayBuffer>;
  readonly ends: Float64Array<ArrayBuffer>;
  /** Per distribution the token that the answer has, as index into `names`, 0 where not known; empty for options. */
  readonly chosen: Uint32Array<ArrayBuffer>;
  readonly sampleEnds: Float64Array<ArrayBuffer>;
  readonly names: readonly string[];
}

/** Which JS divergences a file supports. */
export interface DefinitionChoice {
  /** Best first. */
  readonly possible: readonly PlottedDefinition[];
  /** True when the one plotted was not asked for, but taken as the best. */
  readonly isAutomatic: boolean;
}

/** What another file said of the answers of a table's records. */
export interface JoinedAnswers {
  /** The other files' names. */
  readonly files: readonly string[];
  /** Records whose id has an answer there. */
  readonly matched: number;
  readonly unmatched: number;
  /** Records whose id has answers there that contradict each other. */
  readonly ambiguous: number;
  /** Rows of the other files that have no id or no answer, or could not be read. */
  readonly unusable: number;
}

/** A table whose JS divergence is still to be computed between its samples and another model's. */
export interface BetweenModels {
  /** Null when the table has no samples. */
  readonly distributions: KeptDistributions | null;
  /** What to say when there is no other model to compare with. */
  readonly otherwise: string;
}

/** Where the numbers of a table came from, so that the panel can say so. */
export interface Provenance {
  readonly entropy:
    | { readonly from: "column"; readonly column: string }
    | { readonly from: "distribution"; readonly column: string }
    /** The mean of a list of distributions. */
    | { readonly from: "ensemble"; readonly column: string }
    | {
        readonly from: "tokens";
        readonly column: string;
        readonly aggregate: SequenceEntropy;
        readonly truncated: Truncation;
      };
  readonly jsDivergence:
    | { readonly definition: "column"; readonly column: string }
    | {
        readonly definition: "reference";
        readonly column: string;
        readonly referenceColumn: string;
        /** True when the reference is the one-hot of the answer key. */
        readonly usesAnswerKey: boolean;
        /** What the column holds where it is no distribution over the options. */
        readonly of?: "ensemble" | "answerToken";
        /** Of an answer's token, whose distribution is known in part. */
        readonly truncated?: Truncation;
      }
    /** Among the distributions of a record. */
    | { readonly definition: "ensemble"; readonly column: string }
    /** Between two passes over the same tokens, the mean over the tokens. */
    | {
        readonly definition: "tokens";
        readonly column: string;
        readonly otherColumn: string;
        readonly truncated: Truncation;
      }
    /** Between two models' samples of one id. */
    | {
        readonly definition: "models";
        readonly column: string;
        readonly of: "options" | "ensemble" | "tokens";
        readonly truncated: Truncation;
        /** The panel's model and the other one; null as long as the divergence is not computed. */
        readonly between: readonly [string, string] | null;
      };
  readonly correct:
    | { readonly from: "column"; readonly column: string }
    | {
        readonly from: "argmax";
        readonly targetColumn: string;
        /** What is compared where it is not the most probable option: the answer's only token, else its text. */
        readonly of?: "answerToken";
        readonly textColumn?: string | null;
      }
    | { readonly from: "match"; readonly predictionColumn: string; readonly targetColumn: string }
    | { readonly from: "none" };
}

/** Where a column's cells are in delimited text, from 0. */
export interface CellColumn {
  readonly name: string;
  readonly position: number;
}

/** How to find one record's texts again: the shape of the file, and its columns by role (null: no such column). */
export interface RecordLayout {
  readonly shape:
    | { readonly kind: "json" }
    /** Offsets are of entries in a ZIP archive, lines are positions among its samples. */
    | { readonly kind: "inspectLog" }
    /** Offsets are positions of rows from 0, lines the same from 1. */
    | { readonly kind: "rows"; readonly container: "parquet" | "arrow" }
    | {
        readonly kind: "delimited";
        readonly delimiter: string;
        readonly width: number;
        readonly cells: readonly CellColumn[];
      };
  /** The dialect that flattens a record, by name, or null when records are flat. */
  readonly dialect: string | null;
  readonly id: string | null;
  readonly prediction: string | null;
  readonly target: string | null;
  readonly question: string | null;
  readonly choices: string | null;
  readonly distribution: string | null;
}

/**
 * The plotted samples of one file as parallel columns of `length` entries, in file order.
 * Entropy and JS divergence are in nats. Text other than ids stays in the file: `byteOffset` finds it again.
 */
export interface SampleTable {
  readonly length: number;
  readonly entropy: Float64Array<ArrayBuffer>;
  /** NaN throughout as long as `betweenModels` is not null. */
  readonly jsDivergence: Float64Array<ArrayBuffer>;
  /** INCORRECT, CORRECT or UNKNOWN. */
  readonly correct: Uint8Array<ArrayBuffer>;
  /** The model's probability of its own answer, in [0, 1], NaN where not known; null where no record says. */
  readonly confidence: Float64Array<ArrayBuffer> | null;
  /** Index into `models`. */
  readonly model: Uint16Array<ArrayBuffer>;
  /** Where the sample's record starts, in bytes of the source as UTF-8 without byte order mark. */
  readonly byteOffset: Float64Array<ArrayBuffer>;
  /** 1-based line on which the record starts. */
  readonly line: Uint32Array<ArrayBuffer>;
  /** The records' ids, or their 1-based position where a file has none. */
  readonly id: StringColumn;
  readonly facets: readonly FacetColumn[];
  /** Lengths that are known of the samples, as long as they are not made into facets. */
  readonly lengths: readonly LengthColumn[];
  readonly models: readonly ModelRows[];
  readonly choices: readonly OpenChoice[];
  /** Sentences of the reader that must be read with the figure. */
  readonly notes: readonly string[];
  readonly definitions: DefinitionChoice;
  readonly betweenModels: BetweenModels | null;
  /** Present where answers of other files were joined. */
  readonly joined?: JoinedAnswers;
  readonly provenance: Provenance;
  readonly layout: RecordLayout;
  /** The share of the file's bytes that were read; only present when the read was stopped early. */
  readonly stoppedAt?: number;
}
