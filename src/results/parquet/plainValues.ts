import type { SchemaElement, SchemaTree } from "hyparquet";
import { isObject } from "../parseJson";
import { mapValues, plainValue, type ValueReader } from "../plainValue";

/** Doubles hold the powers of ten up to this one. */
const MAX_EXACT_POWER = 22;

/** More digits than a decimal can have. */
const MAX_SCALE = 1000;

/** How to make plain values of a column's, which hyparquet gives as its types have them, and decimals without a point. */
export function valueReader(column: SchemaTree): ValueReader {
  return hasDecimals(column) ? decimalReader(column) : plainValue;
}

export function isDecimal({ converted_type, logical_type }: SchemaElement): boolean {
  return converted_type === "DECIMAL" || logical_type?.type === "DECIMAL";
}

function hasDecimals({ element, children }: SchemaTree): boolean {
  return isDecimal(element) || children.some(hasDecimals);
}

/** As {@link plainValue}, with points in decimals: 35 with two digits behind it is 0.35. */
function decimalReader(column: SchemaTree): ValueReader {
  const { element, children } = column;
  if (children.length === 0) {
    const read = isDecimal(element) ? pointed(element.scale ?? 0) : plainValue;
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

/** Reads decimals by their digits: as numbers, or as text where they are integers that no double holds. */
function pointed(scale: number): ValueReader {
  if (!(scale >= 0 && scale <= MAX_SCALE)) throw new RangeError(`decimals of ${scale} digits`);
  const unit = 10n ** BigInt(scale);
  const numberOf = (digits: number | bigint) =>
    typeof digits === "number" && scale <= MAX_EXACT_POWER
      ? digits / 10 ** scale
      : Number(`${digits}e-${scale}`);
  return (value) => {
    const digits = value instanceof Uint8Array ? integerOf(value) : value;
    if (typeof digits === "number") return numberOf(digits);
    if (typeof digits !== "bigint") return plainValue(value);
    return digits % unit === 0n ? plainValue(digits / unit) : numberOf(digits);
  };
}

/** A signed integer whose highest byte comes first. */
function integerOf(bytes: Uint8Array): bigint {
  const digits = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
  return digits === "" ? 0n : BigInt.asIntN(4 * digits.length, BigInt(`0x${digits}`));
}
