import { argsort } from "../../../src/analysis/argsort";
import { auroc } from "../../../src/analysis/auroc";
import { gathered } from "../../../src/analysis/gathered";
import { medianOfSorted } from "../../../src/analysis/ranks";
import { theilSen, type RobustLine } from "../../../src/analysis/theilSen";
import { spearman } from "../../../src/analysis/spearman";

/** Statistics of values in any order. */
export function aurocOf(scores: Float64Array, isPositive: Uint8Array): number | null {
  const order = argsort(scores);
  return auroc(
    gathered(scores, order),
    Uint8Array.from(order, (entry) => isPositive[entry] ?? 0),
  );
}

export function spearmanOf(x: Float64Array, y: Float64Array): number | null {
  const sorted = (values: Float64Array) => {
    const order = argsort(values);
    return { order, values: gathered(values, order) };
  };
  return spearman(sorted(x), sorted(y));
}

export function medianOf(values: Float64Array): number | null {
  return medianOfSorted(values.toSorted());
}

export function theilSenOf(x: Float64Array, y: Float64Array, indices: Uint32Array): RobustLine | null {
  const medians = { x: medianOf(gathered(x, indices)), y: medianOf(gathered(y, indices)) };
  return theilSen(x, y, indices, medians);
}
