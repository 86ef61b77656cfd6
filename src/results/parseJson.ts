import type { Fields } from "./recordBytes";

/** Integers of 16 digits or more, where JSON has them: a double may not hold them. */
const LARGE_INTEGERS = /(^|[[,:\s])(-?[1-9]\d{15,})(?=[\s,\]}]|$)/g;

/**
 * JSON.parse that also understands Python's bare NaN, Infinity and -Infinity. NaN comes back as the string
 * "NaN", which every number of a record may be, and so does an integer that a number would change: ids keep their
 * digits.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  try {
    return parseExactly(text);
  } catch (error) {
    if (!text.includes("NaN") && !text.includes("Infinity")) throw error;
    return parseExactly(outsideStrings(text, standardTokens));
  }
}

/** A number as it is when its text says the same, else that text; only of integers. */
export function exactNumber(number: number, text: string): number | string {
  return /^-?\d+$/.test(text) && String(number) !== text ? text : number;
}

function parseExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // The first test is far quicker than the second, where it fails.
  if (!/\d{16}/.test(text) || text.search(LARGE_INTEGERS) < 0) return value;
  return JSON.parse(outsideStrings(text, largeIntegersAsText));
}

function largeIntegersAsText(json: string): string {
  return json.replaceAll(LARGE_INTEGERS, (whole, before: string, digits: string) =>
    String(Number(digits)) === digits ? whole : `${before}"${digits}"`,
  );
}

function standardTokens(json: string): string {
  return json.replaceAll(/\bNaN\b/g, '"NaN"').replaceAll(/\bInfinity\b/g, "1e999");
}

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text with what is outside of its strings changed. */
function outsideStrings(text: string, change: (json: string) => string): string {
  const parts: string[] = [];
  for (let position = 0; position < text.length;) {
    const quote = text.indexOf('"', position);
    const end = quote < 0 ? text.length : quote;
    parts.push(change(text.slice(position, end)));
    position = quote < 0 ? end : endOfString(text, quote);
    parts.push(text.slice(end, position));
  }
  return parts.join("");
}

function endOfString(text: string, quote: number): number {
  for (let i = quote + 1; i < text.length; i++) {
    const character = text[i];
    if (character === "\\") i++;
    else if (character === '"') return i + 1;
  }
  return text.length;
}
