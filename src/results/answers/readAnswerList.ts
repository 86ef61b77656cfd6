import * as l10n from "@vscode/l10n";
import type { ByteSource } from "../byteSource";
import { findDialect } from "../dialects/dialects";
import { foundColumns } from "../missingColumns";
import { UnreadableResultsError, type ReadHooks, type ReadOptions } from "../readOptions";
import { readInto } from "../readResults";
import type { Fields } from "../recordBytes";
import type { RecordCollector } from "../recordCollector";
import { answerColumns, type AnswerColumns } from "./answerColumns";
import { answerKeyBuilder, type AnswerList } from "./answerKey";

const PLAN_RECORDS = 1000;

/**
 * Reads from a file which answers are correct, or what they should be, by id.
 *
 * @throws UnreadableResultsError when it cannot be read, or says nothing of the kind
 */
export function readAnswerList(
  source: ByteSource,
  options: ReadOptions,
  hooks: ReadHooks = {},
): Promise<AnswerList> {
  return readInto(answerKeyCollector(source.name, options), source, options, hooks);
}

/** How to read every record, once that is known. */
interface Plan {
  readonly columns: AnswerColumns;
  readonly flatten: (fields: Fields) => Fields | string;
}

function answerKeyCollector(file: string, options: ReadOptions): RecordCollector<AnswerList> {
  const builder = answerKeyBuilder();
  const declared: string[] = [];
  let pending: Fields[] = [];
  let plan: Plan | null = null;

  const start = (): Plan => {
    const started = planOf(pending, declared, options);
    for (const fields of pending) add(fields, started);
    pending = [];
    plan = started;
    return started;
  };
  const add = (fields: Fields, { columns, flatten }: Plan) => {
    const flat = flatten(fields);
    if (typeof flat === "string") builder.skip();
    else builder.add(flat, columns);
  };
  return {
    declare: (columns) => void declared.push(...columns),
    wanted: () => null,
    needed: () => null,
    record(fields) {
      if (plan !== null) {
        add(fields, plan);
        return;
      }
      pending.push(fields);
      if (pending.length === PLAN_RECORDS) start();
    },
    skip() {
      builder.skip();
    },
    finish() {
      if (plan === null) start();
      return builder.finish(file);
    },
  };
}

function planOf(records: readonly Fields[], declared: readonly string[], options: ReadOptions): Plan {
  const reader = findDialect(records)?.open(records, options) ?? null;
  const flatten = (fields: Fields) => reader?.flatten(fields) ?? fields;
  const samples = records.map(flatten).filter((fields) => typeof fields !== "string");
  const names = [...new Set([...declared, ...samples.flatMap((fields) => Object.keys(fields))])];
  const columns = answerColumns(names, samples, reader?.roles);
  if (columns !== null) return { columns, flatten };
  throw new UnreadableResultsError(
    "noColumns",
    `${l10n.t("No answers by id: ids (id, doc_id, custom_id) and correctness (correct, score) or the right answers (target, label) are needed.")} ${foundColumns(names)}`,
  );
}
