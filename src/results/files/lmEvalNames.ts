import { isObject } from "../parseJson";

/** What the name of a file of samples says: `samples_<task>_<date>.jsonl`. */
export interface SamplesName {
  readonly task: string;
  /** As in the name, such as 2024-07-08T12-30-00.123456; later dates sort after earlier ones. */
  readonly date: string;
}

const DATE = String.raw`\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}(?:\.\d+)?`;
const SAMPLES = new RegExp(String.raw`^samples_(.+)_(${DATE})\.jsonl?(?:\.(?:gz|zst))?$`, "i");
/** Named after --output_path when that is a file. */
const RESULTS = new RegExp(String.raw`^(.+)_(${DATE})\.json$`, "i");

export function parseSamplesName(name: string): SamplesName | null {
  const [, task, date] = SAMPLES.exec(name) ?? [];
  return task === undefined || date === undefined ? null : { task, date };
}

/** The date in the name of a file of aggregated results, such as `results_<date>.json`; null for other files. */
export function resultsDate(name: string): string | null {
  return parseSamplesName(name) === null ? (RESULTS.exec(name)?.[2] ?? null) : null;
}

/** Of files of aggregated results the one of this date, else the nearest `results_<date>.json`, by name. */
export function resultsFor(date: string, names: readonly string[]): string | null {
  const exact = names.find((name) => resultsDate(name) === date);
  if (exact !== undefined) return exact;
  const at = timeOf(date);
  const distance = (name: string) => Math.abs(timeOf(resultsDate(name) ?? "") - at);
  const candidates = names.filter((name) => name.startsWith("results_") && resultsDate(name) !== null);
  return candidates.reduce<string | null>(
    (best, name) => (best === null || distance(name) < distance(best) ? name : best),
    null,
  );
}

function timeOf(date: string): number {
  const [day = "", time = ""] = date.split("T");
  return Date.parse(`${day}T${time.replaceAll("-", ":")}Z`);
}

/** The model that a folder is named after: the tool writes `__` for the characters that a name may not have. */
export function modelOfFolder(name: string): string {
  return name.replaceAll("__", "/");
}

/** The model that a file of aggregated results is about, as the tool itself finds it; null where it does not say. */
export function modelOfResults(results: unknown): string | null {
  if (!isObject(results)) return null;
  if (typeof results.model_name === "string" && results.model_name !== "") return results.model_name;
  const args = argumentsOf(isObject(results.config) ? results.config.model_args : null);
  // Adapters and deltas are given together with the model that they change.
  for (const key of ["peft", "delta", "pretrained", "model", "path", "engine"]) {
    const value = args.get(key);
    if (value !== undefined) return value;
  }
  return null;
}

/**
 * What a file's name says up to version 0.4.2, where it is `<model_args>_<task>.jsonl` beside `results.json`.
 *
 * @returns the task, or null when the file is not of this run
 */
export function taskOfOldName(name: string, results: unknown): string | null {
  const modelArgs = isObject(results) && isObject(results.config) ? results.config.model_args : null;
  if (typeof modelArgs !== "string") return null;
  const start = `${modelArgs.replaceAll(/[/=]/g, "__")}_`;
  const stem = name.replace(/\.jsonl(?:\.(?:gz|zst))?$/i, "");
  return stem !== name && stem.startsWith(start) && stem.length > start.length
    ? stem.slice(start.length)
    : null;
}

function argumentsOf(modelArgs: unknown): Map<string, string> {
  const entries: [string, unknown][] = isObject(modelArgs)
    ? Object.entries(modelArgs)
    : (typeof modelArgs === "string" ? modelArgs : "")
        .split(",")
        .map((argument) => [argument.split("=", 1)[0] ?? "", argument.slice(argument.indexOf("=") + 1)]);
  return new Map(
    entries.flatMap(([key, value]) => (typeof value === "string" && value !== "" ? [[key, value]] : [])),
  );
}
