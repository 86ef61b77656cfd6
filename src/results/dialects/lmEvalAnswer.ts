import { argmax } from "../../metrics/distributions";
import { readText, structured } from "../fieldValues";
import type { Fields } from "../recordBytes";
import { metricScore, type Request, type Responses } from "./lmEvalRecord";

type Options = Extract<Responses, { readonly kind: "options" }>;

/** Whether targets such as "2" are the option's position, or its text: the tool writes both alike. */
export type TargetReading = "position" | "text";

/** The options as the tool measures them: the continuations without the delimiter before them. */
export function optionTexts(requests: readonly Request[], options: number): string[] | null {
  const texts = requests.slice(0, options).map(({ continuation }) => continuation);
  if (texts.length < options || !texts.every((text) => text !== null)) return null;
  const isDelimited = texts.every((text) => text.startsWith(" "));
  return isDelimited ? texts.map((text) => text.slice(1)) : texts;
}

/**
 * The option that is the answer: where several are accepted, the most probable of them. Follows
 * `process_results` of the tool's `ConfigurableTask`.
 *
 * @param texts of the options, null where they are not known
 * @returns -1 when the record does not say
 */
export function targetOption(
  fields: Fields,
  { logLikelihoods }: Options,
  texts: readonly string[] | null,
  reading: TargetReading,
): number {
  const accepted = accepting(fields.target, logLikelihoods.length, texts, reading);
  if (accepted.length > 0) return argmaxAmong(logLikelihoods, accepted);
  return areAlike(texts) ? fromAccuracy(fields, logLikelihoods) : -1;
}

/**
 * Which reading of the targets agrees with the accuracy that the tool computed.
 *
 * @param records with their options
 */
export function readingOfTargets(
  records: readonly {
    readonly fields: Fields;
    readonly responses: Options;
    readonly texts: readonly string[] | null;
  }[],
): TargetReading {
  const contradictions = (reading: TargetReading) =>
    records.filter(({ fields, responses, texts }) => {
      const target = targetOption(fields, responses, texts, reading);
      const accuracy = metricScore(fields.acc);
      return accuracy !== null && Number(argmax(responses.logLikelihoods) === target) !== accuracy;
    }).length;
  return contradictions("text") < contradictions("position") ? "text" : "position";
}

/** The option that a metric takes for the model's answer: some compare log-likelihoods by length of the option. */
export function predictedOption(
  metric: string | null,
  { logLikelihoods, unconditional }: Options,
  texts: readonly string[] | null,
): number {
  if (metric === "acc_mutual_info" && unconditional !== null) {
    return argmax(logLikelihoods.map((value, i) => value - (unconditional[i] ?? NaN)));
  }
  if (texts === null || (metric !== "acc_norm" && metric !== "acc_bytes")) return argmax(logLikelihoods);
  return argmax(logLikelihoods.map((value, i) => value / lengthFor(metric, texts[i] ?? "")));
}

function lengthFor(metric: "acc_norm" | "acc_bytes", text: string): number {
  return metric === "acc_norm" ? Array.from(text).length : Buffer.byteLength(text);
}

/** The options that the target accepts: one, or each of a list. */
function accepting(
  target: unknown,
  options: number,
  texts: readonly string[] | null,
  reading: TargetReading,
): number[] {
  const list = structured(target);
  const targets: readonly unknown[] = Array.isArray(list) ? list : [target];
  return targets
    .map((one) => optionOf(readText(one), options, texts, reading))
    .filter((option) => option >= 0);
}

function optionOf(
  text: string | null,
  options: number,
  texts: readonly string[] | null,
  reading: TargetReading,
): number {
  if (text === null) return -1;
  const position = /^\d+$/.test(text) && Number(text) < options ? Number(text) : -1;
  const named = areAlike(texts) ? -1 : (texts?.findIndex((option) => isSameText(option, text)) ?? -1);
  const [first, second] = reading === "position" ? [position, named] : [named, position];
  return first >= 0 ? first : second;
}

/** readText has trimmed the target. */
function isSameText(option: string, target: string): boolean {
  return option.trim() === target;
}

/** Where the options are in the prompts and one text continues all of them, the target is that text. */
function areAlike(texts: readonly string[] | null): boolean {
  return texts !== null && texts.length > 1 && texts.every((text) => text === texts[0]);
}

/** The answer as far as the accuracy tells: the most probable option when it was right, else the other of two. */
function fromAccuracy(fields: Fields, logLikelihoods: readonly number[]): number {
  const accuracy = metricScore(fields.acc);
  const best = argmax(logLikelihoods);
  if (accuracy === 1) return best;
  return accuracy === 0 && logLikelihoods.length === 2 ? 1 - best : -1;
}

function argmaxAmong(values: readonly number[], positions: readonly number[]): number {
  return positions.reduce((best, i) => ((values[i] ?? NaN) > (values[best] ?? NaN) ? i : best));
}
