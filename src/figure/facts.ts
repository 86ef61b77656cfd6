import { usesAnswerKey } from "../analysis/plot";
import type { Regions } from "../analysis/regions";
import type { PanelSummary } from "../analysis/summary";
import type { RecordUnit } from "../results/recordUnit";
import type { Provenance, SkippedRows } from "../results/sampleTable";
import { answers } from "./facts/answers";
import { description } from "./facts/description";
import type { FactGroup } from "./facts/fact";
import { location } from "./facts/location";
import { notes } from "./facts/notes";
import { regionFacts } from "./facts/regions";
import { separation } from "./facts/separation";
import { threshold } from "./facts/threshold";
import { trend } from "./facts/trend";

export type { Fact, FactGroup } from "./facts/fact";

/** What is said under one panel. */
export interface PanelFacts {
  readonly groups: readonly FactGroup[];
  /** Figures for those who want to know more. */
  readonly more: readonly FactGroup[];
  /** Sentences that must be read with the figure: which definition is used, what is missing and why. */
  readonly notes: readonly string[];
  readonly rows: {
    readonly read: number;
    readonly plotted: number;
    /** Left out by a filter. */
    readonly filteredOut: number;
    readonly skipped: readonly SkippedRows[];
    /** What the lines of skipped rows count. */
    readonly unit: RecordUnit;
  };
  /** The text alternative of the scatter, for screen readers. */
  readonly description: string;
}

/**
 * Puts a panel's figures into words.
 *
 * @param regions null where there is no vertical line
 */
export function panelFacts(
  summary: PanelSummary,
  provenance: Provenance,
  regions: Regions | null = null,
): PanelFacts {
  const answerKey = usesAnswerKey(provenance);
  return {
    groups: [
      answers(summary),
      threshold(summary, answerKey),
      location(summary, answerKey),
      separation(summary, answerKey),
      trend(summary, answerKey),
    ],
    more: regions === null ? [] : [regionFacts(regions, answerKey)],
    notes: notes(summary, provenance),
    rows: {
      read: summary.rows,
      plotted: summary.plotted,
      filteredOut: summary.filteredOut,
      skipped: summary.skipped,
      unit: summary.recordUnit,
    },
    description: description(summary),
  };
}
