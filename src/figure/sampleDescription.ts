import * as l10n from "@vscode/l10n";
import type { PlotPanel } from "../analysis/plot";
import { perNat, type MetricUnit } from "../metrics/unit";
import type { RecordText } from "../results/readRecord";
import type { RecordUnit } from "../results/recordUnit";
import { CORRECT, INCORRECT } from "../results/sampleTable";
import { formatNumber } from "./format";

/** What a hover card shows. All strings come from files: text, never markup. */
export interface SampleDescription {
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  /** The first lines of the question, or null when the record has none. */
  readonly question: string | null;
}

/** @param sample index into the panel's samples */
export function describeSample(
  { samples }: PlotPanel,
  sample: number,
  record: RecordText,
  line: number,
  unit: MetricUnit,
): SampleDescription {
  const inUnit = (nats: number | undefined) => `${formatNumber((nats ?? NaN) * perNat(unit))} ${unit}`;
  const fields = [
    { label: l10n.t("id"), value: record.id },
    { label: l10n.t("Entropy"), value: inUnit(samples.entropy[sample]) },
    { label: l10n.t("JS divergence"), value: inUnit(samples.jsDivergence[sample]) },
    { label: l10n.t("Correct"), value: correctness(samples.correct[sample]) },
    { label: l10n.t("Prediction"), value: record.prediction },
    { label: l10n.t("Target"), value: record.target },
    { label: placeLabel(samples.recordUnit), value: String(line) },
  ];
  return {
    fields: fields.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }])),
    question: record.question,
  };
}

function placeLabel(unit: RecordUnit): string {
  switch (unit) {
    case "line":
      return l10n.t("Line");
    case "sample":
      return l10n.t("Sample");
    case "row":
      return l10n.t("Row");
  }
}

function correctness(sampleClass: number | undefined): string {
  if (sampleClass === CORRECT) return l10n.t("yes");
  return sampleClass === INCORRECT ? l10n.t("no") : l10n.t("unknown");
}
