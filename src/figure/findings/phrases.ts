import * as l10n from "@vscode/l10n";
import type { Interval } from "../../analysis/interval";

const PERCENT = new Intl.NumberFormat("en", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** Three significant digits, as a sentence bears. */
export function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A share as a percentage with one decimal; what is not all or nothing is not rounded to it. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  if (share > 0 && share < 0.0005) return "<0.1%";
  if (share < 1 && share >= 0.9995) return ">99.9%";
  return PERCENT.format(share);
}

/** A difference of shares in percentage points. */
export function points(difference: number): string {
  return l10n.t("{0} points", inPoints(difference));
}

/** The same without the word. */
export function inPoints(difference: number): string {
  return rounded(difference * 100);
}

/** "95% interval 0.1 to 0.2". */
export function interval({ low, high }: Interval, format: (value: number) => string): string {
  return l10n.t("95% interval {0} to {1}", format(low), format(high));
}

/** The same of the difference the other way round. */
export function reversed({ low, high }: Interval): Interval {
  return { low: -high, high: -low };
}

/** Whether an interval is known and leaves the value out: then, and only then, a claim is made. */
export function excludes(bounds: Interval | null, value: number): bounds is Interval {
  return bounds !== null && (bounds.low > value || bounds.high < value);
}
