import * as l10n from "@vscode/l10n";
import { readCorrectness, readText } from "../fieldValues";
import { isObject } from "../parseJson";
import type { Fields } from "../recordBytes";
import { UnreadableResultsError, type ReadOptions } from "../readOptions";
import type { OpenChoice } from "../sampleTable";
import type { Dialect, DialectReader } from "./dialect";
import { inputText, messageText } from "./inspectMessages";
import { correctnessOf, scoreNumber, scoresOf, type InspectScore } from "./inspectScores";
import { phrase } from "../phrase";

/** The members of a sample that are read. */
export const INSPECT_MEMBERS: ReadonlySet<string> = new Set([
  "id",
  "epoch",
  "input",
  "choices",
  "target",
  "output",
  "scores",
  "score",
  "metadata",
  "error",
]);

/** What a log of Inspect without samples gets. */
export function noInspectSamples(): UnreadableResultsError {
  const message = l10n.t(
    "The log of Inspect holds no samples: no sample of the run is finished yet, or it was run with --no-log-samples.",
  );
  return new UnreadableResultsError("noRows", message);
}

/** Whether a JSON document with these members at its top is a log of Inspect. */
export function isInspectLog(keys: readonly string[]): boolean {
  return keys.includes("eval") && keys.includes("plan");
}

const NO_SAMPLE = phrase(() => l10n.t("not a sample of Inspect"));
const FAILED = phrase(() => l10n.t("the sample ended with an error"));
const LOGPROBS = "output.choices[0].logprobs";
const MAX_CHOICES = 50;

/** Samples of Inspect AI, as its logs hold them. */
export const inspect: Dialect = {
  name: "inspect",
  tool: "inspect",
  recognises: (samples) => samples.some(isSample),
  open: (samples, { choices = {} }) => inspectReader(samples.filter(isSample), choices),
};

function inspectReader(
  samples: readonly Fields[],
  { scorer, epochs }: NonNullable<ReadOptions["choices"]>,
): DialectReader {
  const mergesSameId = epochs === "mean";
  let hasEpochs = false;
  const first = samples.map(scoresOf);
  // One that does not turn up is said to be taken though not possible: the file is then read without it.
  const taken = scorer ?? decidingScorer(first.flat());
  const seen = new Set<string>();
  const see = (scores: readonly InspectScore[]) => {
    for (const { name } of scores) if (seen.size < MAX_CHOICES || name === taken) seen.add(name);
  };
  first.forEach(see);
  const correct = taken === null ? null : `scores.${taken}`;

  return {
    roles: {
      id: "id",
      model: null,
      dataset: null,
      question: "input",
      choices: "choices",
      target: "target",
      prediction: "answer",
      correct,
      tokenLogprobs: LOGPROBS,
    },
    flatten(sample) {
      if (!isSample(sample)) return NO_SAMPLE();
      const scores = scoresOf(sample);
      see(scores);
      hasEpochs ||= sample.epoch !== 1;
      const score = scores.find(({ name }) => name === taken) ?? null;
      return flattened(sample, mergesSameId ? readText(sample.id) : sampleId(sample), score, correct);
    },
    scores: (sample) =>
      (isSample(sample) ? scoresOf(sample) : []).map(({ name, value }) => {
        const number = scoreNumber(value);
        return { name, value: Number.isNaN(number) ? null : number };
      }),
    mergesSameId,
    choices() {
      const choices: OpenChoice[] = [];
      if (taken !== null && (seen.size > 1 || !seen.has(taken))) {
        choices.push({ name: "scorer", taken, possible: [...seen] });
      }
      if (hasEpochs) {
        choices.push({ name: "epochs", taken: mergesSameId ? "mean" : "all", possible: ["all", "mean"] });
      }
      return choices;
    },
    notes: () => (mergesSameId && hasEpochs ? [meansOfEpochs()] : []),
  };
}

function meansOfEpochs(): string {
  return l10n.t(
    "A point is a sample: entropy and JS divergence are the means over its epochs, and it is correct where most epochs are. A tie is no majority: unknown.",
  );
}

/** The first score that tells correct from incorrect, else the first. */
function decidingScorer(scores: readonly InspectScore[]): string | null {
  const deciding = scores.find(({ value }) => readCorrectness(correctnessOf(value)) !== null) ?? scores[0];
  return deciding?.name ?? null;
}

function flattened(
  sample: Fields,
  id: string | null,
  score: InspectScore | null,
  correct: string | null,
): Fields | string {
  const choice = firstChoice(sample.output);
  const logprobs = isObject(choice.logprobs) ? choice.logprobs.content : choice.logprobs;
  if (isObject(sample.error) && score === null && !Array.isArray(logprobs)) {
    return FAILED();
  }
  const columns: [string, unknown][] = [
    ...ownColumns(score?.metadata),
    ...ownColumns(sample.metadata),
    ["id", id],
    ["epoch", sample.epoch],
    ["input", inputText(sample.input)],
    ["choices", sample.choices],
    ["target", targetText(sample.target)],
    ["answer", score?.answer ?? messageText(choice.message)],
    ["stop_reason", choice.stop_reason],
    [LOGPROBS, logprobs],
  ];
  if (correct !== null) columns.push([correct, correctnessOf(score?.value)]);
  return Object.fromEntries(columns);
}

function isSample(fields: Fields): boolean {
  const { id, epoch, output, scores, score } = fields;
  const isIdentified = (typeof id === "string" || typeof id === "number") && typeof epoch === "number";
  return isIdentified && "input" in fields && [output, scores, score].some(isObject);
}

/** A sample's id; that of a further epoch says which. */
function sampleId({ id, epoch }: Fields): string | null {
  const text = readText(id);
  return text === null || epoch === 1 ? text : `${text} (epoch ${readText(epoch) ?? ""})`;
}

function targetText(target: unknown): string | null {
  const targets: readonly unknown[] = Array.isArray(target) ? target : [target];
  const texts = targets.map(readText).filter((text) => text !== null);
  return texts.length === 0 ? null : texts.join(", ");
}

function firstChoice(output: unknown): Fields {
  const choices: unknown = isObject(output) ? output.choices : null;
  const first: unknown = Array.isArray(choices) ? choices[0] : null;
  return isObject(first) ? first : {};
}

function ownColumns(metadata: unknown): [string, unknown][] {
  return isObject(metadata) ? Object.entries(metadata) : [];
}
