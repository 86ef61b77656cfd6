import type { Fields } from "./recordBytes";

/**
 * JSON.parse that also understands Python's bare NaN, Infinity and -Infinity. NaN comes back as the string
 * "NaN", which every number of a record may be.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!text.includes("NaN") && !text.includes("Infinity")) throw error;
    return JSON.parse(withStandardTokens(text));
  }
}

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withStandardTokens(text: string): string {
  const parts: string[] = [];
  for (let position = 0; position < text.length;) {
    const quote = text.indexOf('"', position);
    const end = quote < 0 ? text.length : quote;
    parts.push(
      text
        .slice(position, end)
        .replaceAll(/\bNaN\b/g, '"NaN"')
        .replaceAll(/\bInfinity\b/g, "1e999"),
    );
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
