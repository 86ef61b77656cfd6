import * as l10n from "@vscode/l10n";
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

function remedyOf(tool: RecordingTool): Remedy {
  switch (tool) {
    case "lmEval":
      return {
        tool: "lm-evaluation-harness",
        advice: l10n.t(
          "run a multiple-choice variant of the task with --log_samples, which keeps the log-likelihood of every option; of generated answers it keeps the text only.",
        ),
      };
    case "inspect":
      return {
        tool: "Inspect",
        advice: l10n.t(
          "run inspect eval with --logprobs --top-logprobs 20, where the model's provider returns them.",
        ),
      };
    case "openai":
      return {
        tool: "OpenAI, vLLM, SGLang, llama.cpp",
        advice: l10n.t(
          'ask for them in the request, and keep the response: "logprobs": true, "top_logprobs": 20 in chat completions, "logprobs": 5 in completions.',
        ),
      };
  }
}

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
  const statement =
    records === 1
      ? l10n.t(
          "The file holds answers but no probabilities (1 record): there is nothing to compute entropy and JS divergence from.",
        )
      : l10n.t(
          "The file holds answers but no probabilities ({0} records): there is nothing to compute entropy and JS divergence from.",
          records.toLocaleString("en"),
        );
  const order = RECORDING_TOOLS.toSorted((a, b) => Number(b === tool) - Number(a === tool));
  const answers: AnswersOnly = {
    tool,
    statement: found === "" ? statement : `${statement} ${found}`,
    scores,
    remedies: order.map(remedyOf),
  };
  return new UnreadableResultsError("noProbabilities", inOneLine(answers), null, answers);
}

const PERCENT = { style: "percent", maximumFractionDigits: 2 } as const;

/** A total for people: "75% correct (3 of 4)", or its mean where it is no accuracy. */
export function totalInWords({ count, mean, correct }: ScoreTotal): string {
  return correct === null
    ? l10n.t("mean {0} of {1}", Number(mean.toPrecision(4)), count.toLocaleString("en"))
    : l10n.t(
        "{0} correct ({1} of {2})",
        mean.toLocaleString("en", PERCENT),
        correct.toLocaleString("en"),
        count.toLocaleString("en"),
      );
}

/** What is missing, and what the records say of their answers, as sentences. */
export function withScores({ statement, scores }: AnswersOnly): string {
  const totals = scores.map((total) => `${total.name}: ${totalInWords(total)}`).join("; ");
  return totals === "" ? statement : `${statement} ${totals}.`;
}

function inOneLine(answers: AnswersOnly): string {
  const advice = answers.remedies.map(({ tool, advice: how }) => `${tool}: ${how}`);
  return [withScores(answers), l10n.t("To record them:"), ...advice].join(" ");
}
