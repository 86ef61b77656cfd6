import { createHash } from "node:crypto";

/** A multiple-choice question as lm-evaluation-harness has it in memory when it has been answered. */
export interface AnsweredQuestion {
  readonly docId: number | string;
  readonly doc: Readonly<Record<string, unknown>>;
  readonly prompt: string;
  readonly options: readonly {
    readonly text: string;
    readonly logLikelihood: number;
    readonly isGreedy: boolean;
  }[];
  /** The option that is right. */
  readonly target: number;
  readonly filter: string;
  /** By name, 0 or 1. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Versions of the tool that write differently. */
export const LM_EVAL_VERSIONS = ["0.4.2", "0.4.3", "0.4.7"] as const;
export type LmEvalVersion = (typeof LM_EVAL_VERSIONS)[number];

/** A float of Python, which writes 1.0 where JavaScript writes 1. */
class PythonFloat {
  constructor(readonly value: number) {}
}

/** What the tool writes with --log_samples: one JSON array up to 0.4.2, then a record per line. */
export function writeLmEval(questions: readonly AnsweredQuestion[], version: LmEvalVersion): string {
  const records = questions.map((question) => recordOf(question, version));
  if (version === "0.4.2") return pythonJson(records, 2);
  return records.map((record) => `${pythonJson(record)}\n`).join("");
}

function recordOf(
  { docId, doc, prompt, options, target, filter, metrics }: AnsweredQuestion,
  version: string,
) {
  const isOld = version === "0.4.2";
  const numbers = options.map(({ logLikelihood, isGreedy }) =>
    isOld
      ? [new PythonFloat(logLikelihood), isGreedy]
      : [pythonFloat(logLikelihood), isGreedy ? "True" : "False"],
  );
  const requests = options.map(({ text }) => [prompt, ` ${text}`] as const);
  const named = requests.map(
    ([context, continuation], i) => [`gen_args_${i}`, { arg_0: context, arg_1: continuation }] as const,
  );
  return {
    doc_id: docId,
    doc,
    target: version === "0.4.7" ? String(target) : target,
    arguments: isOld ? requests : Object.fromEntries(named),
    resps: numbers.map((response) => [response]),
    filtered_resps: numbers,
    ...(version === "0.4.7" && { filter, metrics: Object.keys(metrics) }),
    ...(!isOld && {
      doc_hash: hash(pythonJson(doc, 2)),
      prompt_hash: hash(prompt),
      target_hash: hash(String(target)),
    }),
    ...Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, new PythonFloat(value)])),
  };
}

/** json.dumps with ensure_ascii=False. */
export function pythonJson(value: unknown, indent = 0, level = 0): string {
  if (value instanceof PythonFloat) return pythonFloat(value.value, "NaN", "Infinity");
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((entry: unknown) => pythonJson(entry, indent, level + 1))
    : Object.entries(value).map(
        ([key, entry]) => `${JSON.stringify(key)}: ${pythonJson(entry, indent, level + 1)}`,
      );
  const [open, close] = isList ? "[]" : "{}";
  if (entries.length === 0) return `${open}${close}`;
  const lineBreak = (depth: number) => (indent > 0 ? `\n${" ".repeat(indent * depth)}` : "");
  const separator = indent > 0 ? "," : ", ";
  return [
    open,
    lineBreak(level + 1),
    entries.join(`${separator}${lineBreak(level + 1)}`),
    lineBreak(level),
    close,
  ].join("");
}

/** str(value) of a Python float, or what json.dumps writes for it. */
function pythonFloat(value: number, nan = "nan", infinity = "inf"): string {
  if (Number.isNaN(value)) return nan;
  if (!Number.isFinite(value)) return value < 0 ? `-${infinity}` : infinity;
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function hash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
