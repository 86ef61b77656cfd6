/** Two-sided 95% bounds of an estimate. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The normal distribution's 0.975 quantile. */
export const NORMAL_975 = 1.959963984540054;
