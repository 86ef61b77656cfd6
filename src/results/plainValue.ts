/** Makes a value as JSON would have it: numbers, texts, truth values, lists and objects; null where there is none. */
export type ValueReader = (value: unknown) => unknown;

/** A value as libraries give it, as JSON would have it. */
export function plainValue(value: unknown): unknown {
  // Ids beyond 2^53 keep their digits as text.
  if (typeof value === "bigint")
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value === undefined || value === null) return null;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  if (isNumberArray(value)) return Array.from<unknown, unknown>(value, plainValue);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Map) {
    return Object.fromEntries(Array.from(value, ([key, member]) => [String(key), plainValue(member)]));
  }
  return mapValues(value, plainValue);
}

/** Reads decimals, which libraries give as products or sums, with the digits that they have: 35 hundredths are 0.35. */
export function roundedTo(scale: number): ValueReader {
  const factor = 10 ** scale;
  return (value) => {
    if (typeof value !== "number") return plainValue(value);
    const digits = Math.round(value * factor);
    return Number.isSafeInteger(digits) ? digits / factor : value;
  };
}

export function mapValues(value: object, read: (value: unknown, key: string) => unknown): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, read(member, key)]));
}

function isNumberArray(value: object): value is Iterable<unknown> & ArrayBufferView {
  return ArrayBuffer.isView(value) && Symbol.iterator in value;
}
