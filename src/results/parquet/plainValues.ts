import type { SchemaElement, SchemaTree } from "hyparquet";
import { isObject } from "../parseJson";

/** A value as JSON would have it: numbers, texts, truth values, lists and objects; null where there is none. */
export type ValueReader = (value: unknown) => unknown;

/** How to make plain values of a column's, which hyparquet gives as its types have them. */
export function valueReader(column: SchemaTree): ValueReader {
  return hasDecimals(column) ? decimalReader(column) : plainValue;
}

export function plainValue(value: unknown): unknown {
  // Ids beyond 2^53 keep their digits as text.
  if (typeof value === "bigint")
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value === undefined || value === null) return null;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  return mapValues(value, plainValue);
}

function mapValues(value: object, read: (value: unknown, key: string) => unknown): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, read(member, key)]));
}

function isDecimal({ converted_type, logical_type }: SchemaElement): boolean {
  return converted_type === "DECIMAL" || logical_type?.type === "DECIMAL";
}

function hasDecimals({ element, children }: SchemaTree): boolean {
  return isDecimal(element) || children.some(hasDecimals);
}

/** As {@link plainValue}, with decimals rounded to the digits that they have: 35 hundredths are 0.35, not 35 * 0.01. */
function decimalReader(column: SchemaTree): ValueReader {
  const { element, children } = column;
  if (children.length === 0) {
    const read = isDecimal(element) ? roundedTo(element.scale ?? 0) : plainValue;
    return (value) => (Array.isArray(value) ? value.map(read) : read(value));
  }
  const [first] = children;
  if (first !== undefined && children.length === 1 && first.element.repetition_type === "REPEATED") {
    const [key, mapped] = first.children;
    if (key !== undefined && mapped !== undefined && element.converted_type === "MAP") {
      const read = decimalReader(mapped);
      return (value) => (isObject(value) ? mapValues(value, read) : plainValue(value));
    }
    const read = decimalReader(first.children.length === 1 && key !== undefined ? key : first);
    return (value) => (Array.isArray(value) ? value.map(read) : plainValue(value));
  }
  const readers = new Map(children.map((child) => [child.element.name, decimalReader(child)]));
  return (value) =>
    isObject(value)
      ? mapValues(value, (member, name) => (readers.get(name) ?? plainValue)(member))
      : plainValue(value);
}

function roundedTo(scale: number): ValueReader {
  const factor = 10 ** scale;
  return (value) => {
    if (typeof value !== "number") return plainValue(value);
    const digits = Math.round(value * factor);
    return Number.isSafeInteger(digits) ? digits / factor : value;
  };
}
