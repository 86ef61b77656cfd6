import type { SchemaElement, SchemaTree } from "hyparquet";
import { isObject } from "../parseJson";
import { mapValues, plainValue, roundedTo, type ValueReader } from "../plainValue";

/** How to make plain values of a column's, which hyparquet gives as its types have them. */
export function valueReader(column: SchemaTree): ValueReader {
  return hasDecimals(column) ? decimalReader(column) : plainValue;
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
