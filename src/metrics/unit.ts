/** Unit of information: nats (natural logarithm) or bits (base 2). */
export type MetricUnit = "nats" | "bits";

/** Factor from nats to `unit`: 1, or 1 / ln 2. */
export function perNat(unit: MetricUnit): number {
  return unit === "bits" ? Math.LOG2E : 1;
}
