/** What stands for the class of a sample where the full reading has to tell. */
export const UNTOLD = 255;

/** The metrics of rows, or a table's columns of them. */
export interface MetricRows {
  readonly entropy: Float64Array;
  readonly jsDivergence: Float64Array;
  /** Classes of samples. */
  readonly correct: Uint8Array;
}

/**
 * Copies the metrics of the rows [from, to) as far as they are the usual ones: in nats, at least 0 and at most infinite or
 * ln 2, with a class that is known.
 *
 * @param entropyScale what makes nats of the entropies
 * @param at where the first of the rows goes; there is room for all of them
 * @returns the first row that is none of them, else `to`
 */
export function copyMetrics(
  rows: MetricRows,
  from: number,
  to: number,
  entropyScale: number,
  jsScale: number,
  into: MetricRows,
  at: number,
): number {
  const { entropy, jsDivergence, correct } = rows;
  const { entropy: entropies, jsDivergence: divergences, correct: classes } = into;
  let next = at;
  for (let row = from; row < to; row++) {
    const h = (entropy[row] ?? NaN) * entropyScale;
    const js = (jsDivergence[row] ?? NaN) * jsScale;
    const sample = correct[row] ?? UNTOLD;
    if (!(h >= 0 && h < Infinity && js >= 0 && js <= Math.LN2) || sample === UNTOLD) return row;
    // Adding 0 turns -0 into 0.
    entropies[next] = h + 0;
    divergences[next] = js + 0;
    classes[next++] = sample;
  }
  return to;
}
