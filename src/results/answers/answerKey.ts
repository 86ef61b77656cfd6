import { readCorrectness, readText } from "../fieldValues";
import type { Fields } from "../recordBytes";
import type { AnswerColumns } from "./answerColumns";

/** What a file says of one record's answer, as it stands there. */
export interface KnownAnswer {
  readonly correct: unknown;
  readonly target: unknown;
  readonly choices: unknown;
}

/** Answers by id, from one file or several of their own. */
export interface AnswerKey {
  /** The files' names. */
  readonly files: readonly string[];
  /** What the answers' values are called, null for what no file has. */
  readonly columns: Omit<AnswerColumns, "id">;
  /** Rows of the files that say nothing of any record: without an id, without an answer, or not readable. */
  readonly unusable: number;
  /** Null: there is none. "ambiguous": the id has answers that contradict each other. */
  readonly lookUp: (id: string) => KnownAnswer | "ambiguous" | null;
}

/** Answers of one file, as they can be sent from thread to thread. */
export interface AnswerList extends Omit<AnswerKey, "files" | "lookUp"> {
  readonly file: string;
  readonly byId: ReadonlyMap<string, KnownAnswer | "ambiguous">;
}

/** Collects answers; an id that comes again with the same answer says nothing new. */
export interface AnswerKeyBuilder {
  add(fields: Fields, columns: AnswerColumns): void;
  /** A row that could not be read. */
  skip(): void;
  finish(file: string): AnswerList;
}

export function answerKeyBuilder(): AnswerKeyBuilder {
  const byId = new Map<string, KnownAnswer | "ambiguous">();
  let named: Omit<AnswerColumns, "id"> = { correct: null, target: null, choices: null };
  let unusable = 0;
  return {
    add(fields, columns) {
      const { id: idColumn, correct, target, choices } = columns;
      const id = readText(fields[idColumn]);
      named = columns;
      const valueOf = (column: string | null) => (column === null ? undefined : fields[column]);
      const answer = { correct: valueOf(correct), target: valueOf(target), choices: valueOf(choices) };
      if (id === null || (isBlank(answer.correct) && isBlank(answer.target))) {
        unusable++;
        return;
      }
      const known = byId.get(id);
      if (known === undefined) byId.set(id, answer);
      else if (known !== "ambiguous" && !isSame(known, answer)) byId.set(id, "ambiguous");
    },
    skip() {
      unusable++;
    },
    finish: (file) => ({ file, columns: named, unusable, byId }),
  };
}

/** Answers of several files together, null of none. What two of them say differently is ambiguous. */
export function answerKey(lists: readonly AnswerList[]): AnswerKey | null {
  const [first, ...others] = lists.map(keyOf);
  return first === undefined ? null : others.reduce(merge, first);
}

function keyOf({ file, columns, unusable, byId }: AnswerList): AnswerKey {
  const lookUp = (id: string) => byId.get(id) ?? byId.get(asOtherNumber(id)) ?? null;
  return { files: [file], columns, unusable, lookUp };
}

function merge(a: AnswerKey, b: AnswerKey): AnswerKey {
  return {
    files: [...a.files, ...b.files],
    columns: {
      correct: a.columns.correct ?? b.columns.correct,
      target: a.columns.target ?? b.columns.target,
      choices: a.columns.choices ?? b.columns.choices,
    },
    unusable: a.unusable + b.unusable,
    lookUp(id) {
      const [one, other] = [a.lookUp(id), b.lookUp(id)];
      if (one === null || other === null) return one ?? other;
      return one === "ambiguous" || other === "ambiguous" || !isSame(one, other) ? "ambiguous" : one;
    },
  };
}

/** A whole number as tables write it where a column has gaps: 7 for 7.0, and 7.0 for 7. */
function asOtherNumber(id: string): string {
  return id.endsWith(".0") ? id.slice(0, -2) : `${id}.0`;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

function isSame(a: KnownAnswer, b: KnownAnswer): boolean {
  return (
    readCorrectness(a.correct) === readCorrectness(b.correct) && readText(a.target) === readText(b.target)
  );
}
