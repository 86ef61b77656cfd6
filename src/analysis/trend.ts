import { CORRECT, INCORRECT } from "../results/sampleTable";
import type { Interval } from "./interval";
import type { AnalysedColumns, PanelAnalysis } from "./panelAnalysis";
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
  spearman: PanelAnalysis["spearman"],
): PanelTrend {
  const trendOf = (sampleClass: number, r: number | null): ClassTrend => {
    const members = samplesOf(correct, sampleClass);
    const line = theilSen(entropy, jsDivergence, members);
    return {
      count: members.length,
      spearman: r,
      interval: r === null ? null : spearmanInterval(r, members.length),
      line,
      lineEntropy: line && extentOf(entropy, members),
    };
  };
  return { correct: trendOf(CORRECT, spearman.correct), incorrect: trendOf(INCORRECT, spearman.incorrect) };
}

function extentOf(values: Float64Array, members: Uint32Array): Interval {
  let [low, high] = [Infinity, -Infinity];
  for (const member of members) {
    const value = values[member] ?? NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

function samplesOf(correct: Uint8Array, sampleClass: number): Uint32Array {
  const members = new Uint32Array(correct.length);
  let count = 0;
  for (let sample = 0; sample < correct.length; sample++) {
    if (correct[sample] === sampleClass) members[count++] = sample;
  }
  return members.subarray(0, count);
}
