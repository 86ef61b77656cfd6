/** What a curve is of; it decides colour and dashes. */
export type CurveRole = "correct" | "incorrect" | "entropy" | "jsDivergence" | "measured" | "reference";

/** A curve as data: parallel columns in ascending order of x. */
export interface Curve {
  readonly label: string;
  readonly role: CurveRole;
  /** Whether a value holds from its x to the next one, as in a histogram, or goes there in a line. */
  readonly isStepped: boolean;
  readonly usesAnswerKey: boolean;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface SmallPlotAxis {
  readonly label: string;
  readonly min: number;
  readonly max: number;
}

/** A plot beside the scatter: what to draw, and what it says in words. */
export interface SmallPlot {
  readonly id: "riskCoverage" | "reliability" | "entropyDensity" | "jsDivergenceDensity";
  readonly title: string;
  readonly x: SmallPlotAxis;
  readonly y: SmallPlotAxis;
  /** In the order of the legend. */
  readonly curves: readonly Curve[];
  /** What is drawn and how it is computed, in words, with its source. */
  readonly help: string;
  /** The text alternative, for screen readers. */
  readonly description: string;
}

/** Every so manyth value, so that at most `most` are left, the last among them. */
export function thinned(values: readonly number[], most: number): number[] {
  const stride = Math.ceil(values.length / most);
  return values.filter((_, i) => (values.length - 1 - i) % stride === 0);
}
