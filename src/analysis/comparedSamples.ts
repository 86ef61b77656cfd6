import { CORRECT, INCORRECT, UNKNOWN } from "../results/sampleTable";
import type { PanelOrders } from "./orders";
import type { SamplePairs } from "./pairing";
import type { AnalysedColumns } from "./panelAnalysis";

/** The samples of one panel that take part in a comparison. */
export interface ComparedSamples {
  readonly columns: AnalysedColumns;
  readonly orders: PanelOrders;
  /** The orders of the samples whose correctness counts. */
  readonly known: PanelOrders;
}

/** All samples of a panel, for a comparison with one that answered other questions. */
export function allSamples(columns: AnalysedColumns, orders: PanelOrders): ComparedSamples {
  const isKnown = (sample: number) => isLabelled(columns.correct[sample]);
  return { columns, orders, known: filtered(orders, isKnown) };
}

/**
 * The paired samples of both panels: sample i of either is pair i. The correctness of a pair counts only where both
 * are known; it is set to UNKNOWN where one is not.
 */
export function pairedSamples(
  first: { readonly columns: AnalysedColumns; readonly orders: PanelOrders },
  second: { readonly columns: AnalysedColumns; readonly orders: PanelOrders },
  pairs: Pick<SamplePairs, "first" | "second">,
): [ComparedSamples, ComparedSamples] {
  const isKnown = (pair: number) =>
    isLabelled(first.columns.correct[pairs.first[pair] ?? -1]) &&
    isLabelled(second.columns.correct[pairs.second[pair] ?? -1]);
  const ofPanel = (
    { columns, orders }: { readonly columns: AnalysedColumns; readonly orders: PanelOrders },
    samples: Uint32Array,
  ): ComparedSamples => {
    const paired = inPairOrder(orders, samples, columns.correct.length);
    return {
      columns: {
        entropy: gathered(columns.entropy, samples),
        jsDivergence: gathered(columns.jsDivergence, samples),
        correct: Uint8Array.from(samples, (sample, pair) =>
          isKnown(pair) ? (columns.correct[sample] ?? UNKNOWN) : UNKNOWN,
        ),
      },
      orders: paired,
      known: filtered(paired, isKnown),
    };
  };
  return [ofPanel(first, pairs.first), ofPanel(second, pairs.second)];
}

/** The panel's orders of its paired samples, as numbers of pairs: no sorting again. */
function inPairOrder(orders: PanelOrders, samples: Uint32Array, count: number): PanelOrders {
  const pairAfter = new Uint32Array(count);
  samples.forEach((sample, pair) => {
    pairAfter[sample] = pair + 1;
  });
  const translated = (order: Uint32Array) => {
    const result = new Uint32Array(samples.length);
    let length = 0;
    for (const sample of order) {
      const after = pairAfter[sample] ?? 0;
      if (after > 0) result[length++] = after - 1;
    }
    return result;
  };
  return { byEntropy: translated(orders.byEntropy), byJsDivergence: translated(orders.byJsDivergence) };
}

function filtered(orders: PanelOrders, keep: (sample: number) => boolean): PanelOrders {
  return { byEntropy: orders.byEntropy.filter(keep), byJsDivergence: orders.byJsDivergence.filter(keep) };
}

function gathered(values: Float64Array, indices: Uint32Array): Float64Array {
  return Float64Array.from(indices, (index) => values[index] ?? NaN);
}

function isLabelled(sampleClass: number | undefined): boolean {
  return sampleClass === CORRECT || sampleClass === INCORRECT;
}
