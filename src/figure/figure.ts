import type { MetricUnit } from "../metrics/unit";

export type SampleClass = "correct" | "incorrect" | "unknown";

export interface Axis {
  /** Name, unit and definition, for instance "JS Divergence (nats, against the answer key)". */
  readonly label: string;
  readonly min: number;
  readonly max: number;
}

export interface LegendEntry {
  readonly sampleClass: SampleClass;
  readonly label: string;
  readonly count: number;
}

/** A dashed line across the plot with its label, which contains the value. */
export interface ReferenceLine {
  readonly value: number;
  readonly label: string;
}

/** What is said of one of the four parts that the two lines make, on the picture. */
export interface RegionLabel {
  readonly isLeft: boolean;
  readonly isBelow: boolean;
  readonly label: string;
}

/** One scatter panel: what to draw, without its points. All values are in the figure's unit. */
export interface FigurePanel {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly legend: readonly LegendEntry[];
  /** Horizontal, on the JS divergence axis. */
  readonly threshold: ReferenceLine;
  /** Vertical, on the entropy axis, or where the user has put it; null where no answer is incorrect. */
  readonly lowestEntropyIncorrect: ReferenceLine | null;
  /** Empty where there is no vertical line. */
  readonly regions: readonly RegionLabel[];
  /** Number of points. */
  readonly count: number;
  /** "n of N answers" where a filter is on, else null. */
  readonly selection: string | null;
}

export interface Figure {
  readonly unit: MetricUnit;
  readonly panels: readonly FigurePanel[];
}

/** The points of one panel as parallel columns, in the figure's unit. */
export interface FigurePoints {
  readonly entropy: Float64Array<ArrayBuffer>;
  readonly jsDivergence: Float64Array<ArrayBuffer>;
  /** 0 incorrect, 1 correct, 2 unknown. */
  readonly correct: Uint8Array<ArrayBuffer>;
}
