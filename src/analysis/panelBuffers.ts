import type { PlotPanel } from "./plot";

/** The buffers of a panel's columns, some of which may be its table's, for handing them to another thread. */
export function panelBuffers({ samples, orders }: PlotPanel): ArrayBuffer[] {
  const { entropy, jsDivergence, correct, confidence, tableIndex } = samples;
  const columns = [entropy, jsDivergence, correct, orders.byEntropy, orders.byJsDivergence];
  if (confidence !== null) columns.push(confidence);
  if (tableIndex !== null) columns.push(tableIndex);
  return columns.map(({ buffer }) => buffer);
}
