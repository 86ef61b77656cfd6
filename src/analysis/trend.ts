import { CORRECT, INCORRECT } from "../results/sampleTable";
import type { Interval } from "./interval";
import type { AnalysedColumns, ClassSpreads, PanelAnalysis } from "./panelAnalysis";
import { spearmanInterval } from "./spearmanInterval";
import { theilSen, type RobustLine } from "./theilSen";

/** How JS divergence goes with entropy within one class. */
export interface ClassTrend {
  readonly count: number;
  readonly spearman: number | null;
  /** 95% bounds of `spearman`. */
  readonly interval: Interval | null;
  /** JS divergence as a line over entropy, in nats. */
  readonly line: RobustLine | null;
  /** The entropies that the line is of, lowest and highest; null where there is no line. */
  readonly lineEntropy: Interval | null;
}

export interface PanelTrend {
  readonly correct: ClassTrend;
  readonly incorrect: ClassTrend;
}

/** The trend of either class of a panel. */
export function panelTrend(
  { entropy, jsDivergence, correct }: AnalysedColumns,
  { spearman, ofClass }: Pick<PanelAnalysis, "spearman" | "ofClass">,
): PanelTrend {
  const trendOf = (sampleClass: number, r: number | null, spreads: ClassSpreads): ClassTrend => {
    const members = samplesOf(correct, sampleClass);
    const { median, min, max } = spreads.entropy;
    const line = theilSen(entropy, jsDivergence, members, { x: median, y: spreads.jsDivergence.median });
    return {
      count: members.length,
      spearman: r,
      interval: r === null ? null : spearmanInterval(r, members.length),
      line,
      lineEntropy: line && min !== null && max !== null ? { low: min, high: max } : null,
    };
  };
  return {
    correct: trendOf(CORRECT, spearman.correct, ofClass.correct),
    incorrect: trendOf(INCORRECT, spearman.incorrect, ofClass.incorrect),
  };
}

function samplesOf(correct: Uint8Array, sampleClass: number): Uint32Array {
  const members = new Uint32Array(correct.length);
  let count = 0;
  for (let sample = 0; sample < correct.length; sample++) {
    if (correct[sample] === sampleClass) members[count++] = sample;
  }
  return members.subarray(0, count);
}
