import { UnreadableResultsError } from "./readOptions";
import type { ScoreTotal } from "./scores";

/** Tools that can record probabilities. */
export const RECORDING_TOOLS = ["lmEval", "inspect", "openai"] as const;
export type RecordingTool = (typeof RECORDING_TOOLS)[number];

/** How to record probabilities with a tool. */
export interface Remedy {
  readonly tool: string;
  readonly advice: string;
}

/** What is known of a file that holds answers, but no probabilities to compute metrics from. */
export interface AnswersOnly {
  /** The tool that wrote the file; null where it is not known: the metrics may then be columns under other names. */
  readonly tool: RecordingTool | null;
  /** What is missing, as one or two sentences. */
  readonly statement: string;
  /** What the records say of their answers, by metric or scorer; empty where they say nothing. */
  readonly scores: readonly ScoreTotal[];
  /** The tool that wrote the file comes first. */
  readonly remedies: readonly Remedy[];
}

const REMEDIES: Readonly<Record<RecordingTool, Remedy>> = {
  lmEval: {
    tool: "lm-evaluation-harness",
    advice:
      "run a multiple-choice variant of the task with --log_samples, which keeps the log-likelihood of every option; of generated answers it keeps the text only.",
  },
  inspect: {
    tool: "Inspect",
    advice: "run inspect eval with --logprobs --top-logprobs 20, where the model's provider returns them.",
  },
  openai: {
    tool: "OpenAI, vLLM, SGLang, llama.cpp",
    advice:
      'ask for them in the request, and keep the response: "logprobs": true, "top_logprobs": 20 in chat completions, "logprobs": 5 in completions.',
  },
};

/**
 * The error of a file that holds answers but no probabilities.
 *
 * @param tool that wrote the file, null where it is not known
 * @param records read
 * @param found a sentence on what the file has instead, or ""
 */
export function noProbabilities(
  tool: RecordingTool | null,
  records: number,
  scores: readonly ScoreTotal[],
  found = "",
): UnreadableResultsError {
  const read = records === 1 ? "1 record" : `${COUNT.format(records)} records`;
  const statement = `The file holds answers but no probabilities (${read}): there is nothing to compute entropy and JS divergence from.`;
  const order = RECORDING_TOOLS.toSorted((a, b) => Number(b === tool) - Number(a === tool));
  const answers: AnswersOnly = {
    tool,
    statement: found === "" ? statement : `${statement} ${found}`,
    scores,
    remedies: order.map((name) => REMEDIES[name]),
  };
  return new UnreadableResultsError("noProbabilities", inOneLine(answers), null, answers);
}

const COUNT = new Intl.NumberFormat("en");
const PERCENT = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 2 });

/** A total for people: "75% correct (3 of 4)", or its mean where it is no accuracy. */
export function totalInWords({ count, mean, correct }: ScoreTotal): string {
  return correct === null
    ? `mean ${String(Number(mean.toPrecision(4)))} of ${COUNT.format(count)}`
    : `${PERCENT.format(mean)} correct (${COUNT.format(correct)} of ${COUNT.format(count)})`;
}

/** What is missing, and what the records say of their answers, as sentences. */
export function withScores({ statement, scores }: AnswersOnly): string {
  const totals = scores.map((total) => `${total.name}: ${totalInWords(total)}`).join("; ");
  return totals === "" ? statement : `${statement} ${totals}.`;
}

function inOneLine(answers: AnswersOnly): string {
  const advice = answers.remedies.map(({ tool, advice: how }) => `${tool}: ${how}`);
  return [withScores(answers), "To record them:", ...advice].join(" ");
}
