import type { SampleClass } from "../src/figure/figure";

/** By the values of the points' `correct` column. */
export const SAMPLE_CLASSES = ["incorrect", "correct", "unknown"] as const satisfies readonly SampleClass[];

/** Per class, in the order of SAMPLE_CLASSES, whether it is drawn. */
export type ClassVisibility = readonly boolean[];

export function classVisibility(hidden: readonly string[]): ClassVisibility {
  return SAMPLE_CLASSES.map((sampleClass) => !hidden.includes(sampleClass));
}
