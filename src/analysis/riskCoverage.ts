const CURVE_POINTS = 512;

/** How the share of mistakes falls when the most uncertain answers are rejected. */
export interface RiskCoverage {
  /**
   * Area under the risk-coverage curve: mean over k = 1..n of the share of mistakes among the k least uncertain
   * answers (Geifman and El-Yaniv 2017). Lower is better; `errorRate` at random.
   */
  readonly aurc: number;
  /** The same area when every mistake is rejected before any correct answer: the least that is possible. */
  readonly optimalAurc: number;
  /**
   * Prediction rejection ratio: (errorRate - aurc) / (errorRate - optimalAurc); 1 is optimal, 0 is random
   * rejection, negative is worse (Malinin et al. 2017, on the risk of the accepted answers as in LM-Polygraph).
   * Null when all answers are of one class.
   */
  readonly prr: number | null;
  readonly errorRate: number;
  /** At most 512 points in ascending order of coverage, the last at coverage 1. */
  readonly curve: {
    /** Share of answers accepted. */
    readonly coverage: Float64Array<ArrayBuffer>;
    /** Share of mistakes among them. */
    readonly risk: Float64Array<ArrayBuffer>;
  };
}

/**
 * Accepts answers from the least uncertain on. Equal uncertainties are accepted in the order given.
 *
 * @param order indices of the labelled entries in ascending order of uncertainty
 * @param isIncorrect 1 for an incorrect answer
 * @returns null without entries
 */
export function riskCoverage(order: Uint32Array, isIncorrect: Uint8Array): RiskCoverage | null {
  const n = order.length;
  if (n === 0) return null;
  const points = Math.min(n, CURVE_POINTS);
  const coverage = new Float64Array(points);
  const risk = new Float64Array(points);
  let mistakes = 0;
  let area = 0;
  let point = 0;
  order.forEach((index, position) => {
    const accepted = position + 1;
    if (isIncorrect[index] === 1) mistakes++;
    area += mistakes / accepted;
    if (accepted < Math.ceil(((point + 1) * n) / points)) return;
    coverage[point] = accepted / n;
    risk[point] = mistakes / accepted;
    point++;
  });
  const aurc = area / n;
  const errorRate = mistakes / n;
  const optimalAurc = optimalArea(n, mistakes) / n;
  const isOneClass = mistakes === 0 || mistakes === n;
  return {
    aurc,
    optimalAurc,
    prr: isOneClass ? null : (errorRate - aurc) / (errorRate - optimalAurc),
    errorRate,
    curve: { coverage, risk },
  };
}

function optimalArea(n: number, mistakes: number): number {
  let area = 0;
  for (let found = 1; found <= mistakes; found++) area += found / (n - mistakes + found);
  return area;
}
