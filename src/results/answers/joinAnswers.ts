import * as l10n from "@vscode/l10n";
import { chooseColumns } from "../columnChoice";
import type { ColumnMapping } from "../columnMapping";
import type { RoleAssignment } from "../dialects/dialect";
import { isText, readText } from "../fieldValues";
import type { Fields } from "../recordBytes";
import type { JoinedAnswers } from "../sampleTable";
import type { AnswerKey, KnownAnswer } from "./answerKey";

/** Adds to records, by their ids, what another file says of their answers. */
export interface AnswerJoin {
  /** The columns that are added. */
  readonly columns: readonly string[];
  readonly roles: RoleAssignment;
  readonly join: (fields: Fields) => Fields;
  /** What has been joined since the last call. */
  takeCounts(): JoinedAnswers;
}

/**
 * @param samples the first records
 * @returns null when the records have no ids
 */
export function joinAnswers(
  key: AnswerKey,
  columns: readonly string[],
  samples: readonly Fields[],
  roles: RoleAssignment,
  mapping: ColumnMapping | null,
): AnswerJoin | null {
  const { files, unusable, lookUp } = key;
  const idColumn = chooseColumns(columns, samples, roles, mapping).best("id", isText)?.column;
  if (idColumn === undefined) return null;
  const added = addedColumns(key);
  let counts = { matched: 0, unmatched: 0, ambiguous: 0 };
  return {
    columns: added.map(({ column }) => column),
    roles: Object.fromEntries(added.map(({ role, column }) => [role, column])),
    join(fields) {
      const id = readText(fields[idColumn]);
      const answer = id === null ? null : lookUp(id);
      if (answer === null) counts.unmatched++;
      else if (answer === "ambiguous") counts.ambiguous++;
      else counts.matched++;
      if (answer === null || answer === "ambiguous") return fields;
      return { ...fields, ...asFields(added, answer) };
    },
    takeCounts() {
      const taken = { files, ...counts, unusable };
      counts = { matched: 0, unmatched: 0, ambiguous: 0 };
      return taken;
    },
  };
}

/** What is joined to the record with an id; nothing when there is no answer, or no single one. */
export function joinedFields(key: AnswerKey, id: string): Fields {
  const answer = key.lookUp(id);
  return answer === null || answer === "ambiguous" ? {} : asFields(addedColumns(key), answer);
}

interface AddedColumn {
  readonly role: "correct" | "target" | "choices";
  readonly column: string;
}

function addedColumns({ files, columns }: AnswerKey): AddedColumn[] {
  return (["correct", "target", "choices"] as const).flatMap((role) => {
    const column = columns[role];
    return column === null ? [] : [{ role, column: `${column} (${files.join(", ")})` }];
  });
}

function asFields(added: readonly AddedColumn[], answer: KnownAnswer): Fields {
  return Object.fromEntries(added.map(({ role, column }) => [column, answer[role]]));
}

/** What was joined, and what was not, in sentences to be read with the figure. */
export function joinNote({ files, matched, unmatched, ambiguous, unusable }: JoinedAnswers): string {
  const from = files.join(", ");
  const records = matched + unmatched + ambiguous;
  const sentences = [
    records === 1
      ? l10n.t("Answers of {0} joined by id: {1} of 1 record.", from, matched)
      : l10n.t(
          "Answers of {0} joined by id: {1} of {2} records.",
          from,
          matched.toLocaleString("en"),
          records.toLocaleString("en"),
        ),
    unmatched === 1 && l10n.t("1 record without an answer there."),
    unmatched > 1 && l10n.t("{0} records without an answer there.", unmatched.toLocaleString("en")),
    ambiguous === 1 && l10n.t("1 record with answers there that contradict each other."),
    ambiguous > 1 &&
      l10n.t("{0} records with answers there that contradict each other.", ambiguous.toLocaleString("en")),
    unusable > 0 &&
      l10n.t(
        "Not used of its rows: {0}, without an id or an answer, or not readable.",
        unusable.toLocaleString("en"),
      ),
  ];
  return sentences.filter((sentence) => sentence !== false).join(" ");
}
