import type { PlotPanel } from "../analysis/plot";
import { perNat, type MetricUnit } from "../metrics/unit";
import { CORRECT, INCORRECT, type StringColumn } from "../results/sampleTable";

/** A panel with the ids of the table that its samples come from. */
export interface IdentifiedPanel {
  readonly panel: PlotPanel;
  readonly ids: StringColumn;
}

/** Rows per piece of text, so that millions of rows never stand in memory at once. */
const ROWS_PER_CHUNK = 10_000;

/**
 * Every plotted sample as CSV (RFC 4180, line ends of \n): id, model, entropy, js_divergence, correct. Numbers
 * have full precision, in `unit`; correct is 1, 0 or, when unknown, empty.
 */
export function* pointsCsv(panels: readonly IdentifiedPanel[], unit: MetricUnit): Generator<string> {
  yield "id,model,entropy,js_divergence,correct\n";
  const scale = perNat(unit);
  const decoder = new TextDecoder();
  for (const { panel, ids } of panels) {
    const { samples } = panel;
    const model = quoted(samples.model.name);
    let rows: string[] = [];
    for (let sample = 0; sample < samples.correct.length; sample++) {
      const tableIndex = samples.tableIndex?.[sample] ?? sample;
      const id = decoder.decode(
        ids.bytes.subarray(tableIndex === 0 ? 0 : ids.ends[tableIndex - 1], ids.ends[tableIndex]),
      );
      const entropy = (samples.entropy[sample] ?? NaN) * scale;
      const jsDivergence = (samples.jsDivergence[sample] ?? NaN) * scale;
      rows.push(
        `${quoted(id)},${model},${entropy},${jsDivergence},${correctness(samples.correct[sample])}\n`,
      );
      if (rows.length === ROWS_PER_CHUNK) {
        yield rows.join("");
        rows = [];
      }
    }
    yield rows.join("");
  }
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function correctness(sampleClass: number | undefined): string {
  if (sampleClass === CORRECT) return "1";
  return sampleClass === INCORRECT ? "0" : "";
}
