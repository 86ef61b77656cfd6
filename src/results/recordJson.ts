import * as l10n from "@vscode/l10n";
import { isObject } from "./parseJson";
import type { Fields } from "./recordBytes";

/** A text is shown up to this length, a list or an object up to so many members. */
const MAX_TEXT = 20_000;
const MAX_MEMBERS = 1000;
const MAX_DEPTH = 40;
/** Characters in all, after which nothing more is shown. */
const MAX_LENGTH = 1_000_000;

/** A record as JSON for a person to read, indented; what is too large for an editor is shortened, and says so. */
export function recordJson(record: Fields): string {
  let left = MAX_LENGTH;
  const shortened = (value: unknown, depth: number): unknown => {
    if (typeof value === "string") {
      const kept = value.slice(0, Math.max(0, Math.min(MAX_TEXT, left)));
      left -= kept.length;
      return kept.length === value.length
        ? value
        : l10n.t("{0}… ({1} characters)", kept, count(value.length));
    }
    left -= 8;
    if (Array.isArray(value)) {
      if (depth === MAX_DEPTH || left < 0) return l10n.t("… ({0} values)", count(value.length));
      const kept: unknown[] = value.slice(0, MAX_MEMBERS).map((member) => shortened(member, depth + 1));
      if (kept.length < value.length) kept.push(l10n.t("… ({0} values)", count(value.length)));
      return kept;
    }
    if (!isObject(value)) return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
    const members = Object.entries(value);
    if (depth === MAX_DEPTH || left < 0) return l10n.t("… ({0} members)", count(members.length));
    const kept = members.slice(0, MAX_MEMBERS).map(([key, member]): [string, unknown] => {
      const name = shortened(key, depth);
      return [String(name), shortened(member, depth + 1)];
    });
    if (kept.length < members.length) kept.push(["…", l10n.t("{0} members", count(members.length))]);
    return Object.fromEntries(kept);
  };
  return `${JSON.stringify(shortened(record, 0), null, 2)}\n`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
