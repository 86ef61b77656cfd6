import * as l10n from "@vscode/l10n";

const COUNT = new Intl.NumberFormat("en", { useGrouping: true });
const PERCENT = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 2 });

/** Four significant digits without trailing zeros; "undefined" for null. */
export function formatNumber(value: number | null): string {
  return value === null ? l10n.t("undefined") : String(Number(value.toPrecision(4)));
}

/** With thousands separators. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** A share as a percentage with at most two decimals; "undefined" for null. */
export function formatShare(share: number | null): string {
  return share === null ? l10n.t("undefined") : PERCENT.format(share);
}
