import type { Role } from "../columnRoles";
import type { ReadOptions } from "../readOptions";
import type { Fields } from "../recordBytes";
import type { OpenChoice } from "../sampleTable";

/** Which column has a role; null: none has, whatever the columns' names say. */
export type RoleAssignment = Readonly<Partial<Record<Role, string | null>>>;

/**
 * How one evaluation tool writes its records: what tells them apart from others, and how each becomes a flat one.
 * A dialect knows records, not files: the same serves JSON Lines, JSON, and what an archive holds.
 */
export interface Dialect {
  readonly name: string;
  /** What to do so that the tool records probabilities, one sentence, said when a file holds none. */
  readonly howToRecord?: string;
  /** Whether the first records of a file were written by this tool. */
  recognises(samples: readonly Fields[]): boolean;
  /** @param samples the first records, from which choices that the user left open are made */
  open(samples: readonly Fields[], options: ReadOptions): DialectReader;
}

/** A dialect at work on one file. */
export interface DialectReader {
  /** Which of the flat records' columns serves which purpose. */
  readonly roles: RoleAssignment;
  /** A record as a flat one, or why it is left out. */
  flatten(fields: Fields): Fields | string;
  /** What could have been chosen otherwise, as far as seen. */
  choices(): readonly OpenChoice[];
}
