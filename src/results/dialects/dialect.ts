import type { Role } from "../columnRoles";
import type { MemberPlace } from "../formats/jsonScanner";
import type { RecordingTool } from "../noProbabilities";
import type { ReadOptions } from "../readOptions";
import type { Fields } from "../recordBytes";
import type { OpenChoice } from "../sampleTable";
import type { ScoreReader } from "../scores";

/** Which column has a role; null: none has, whatever the columns' names say. */
export type RoleAssignment = Readonly<Partial<Record<Role, string | null>>>;

/**
 * How one evaluation tool writes its records: what tells them apart from others, and how each becomes a flat one.
 * A dialect knows records, not files: the same serves JSON Lines, JSON, and what an archive holds.
 */
export interface Dialect {
  readonly name: string;
  /** Whose way to record probabilities is advised first when a file holds none. */
  readonly tool?: RecordingTool;
  /** Whether the first records of a file were written by this tool. */
  recognises(samples: readonly Fields[]): boolean;
  /** Whether an array's element says that the document as a whole is a record of the tool's, and not the element. */
  isPartOfRecord?(array: MemberPlace, element: Fields): boolean;
  /** @param samples the first records, from which choices that the user left open are made */
  open(samples: readonly Fields[], options: ReadOptions): DialectReader;
}

/** A dialect at work on one file. */
export interface DialectReader {
  /** Which of the flat records' columns serves which purpose. */
  readonly roles: RoleAssignment;
  /** A record as a flat one, or why it cannot be read. */
  flatten(fields: Fields): Fields | string;
  /** Why a choice leaves a record out that can be read, or null. Asked before `flatten` of every record. */
  leavesOut?(fields: Fields): string | null;
  /**
   * What a record says of its answer by every metric or scorer; asked only where no record has probabilities. Without
   * it, the flat records' columns say so.
   */
  readonly scores?: ScoreReader;
  /** What the first records have instead where they have no probabilities of their answers, as a sentence. */
  readonly instead?: string;
  /** Whether records with the same id are one sample that was answered several times, and become one point. */
  readonly mergesSameId?: boolean;
  /** What could have been chosen otherwise, as far as seen. */
  choices(): readonly OpenChoice[];
  /** Sentences that must be read with the figure. */
  notes?(): readonly string[];
}
