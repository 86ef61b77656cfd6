import type { DataType } from "@uwdata/flechette";
import { plainValue, roundedTo, type ValueReader } from "../plainValue";

/** How to make plain values of those that flechette gives for a type: decimals have the digits that were written. */
export function arrowValueReader(type: DataType): ValueReader {
  if ("scale" in type) return roundedTo(type.scale);
  const [element] = "children" in type ? type.children : [];
  if (element !== undefined && "scale" in element.type) {
    const read = roundedTo(element.type.scale);
    return (value) => {
      const plain = plainValue(value);
      return Array.isArray(plain) ? plain.map(read) : plain;
    };
  }
  return plainValue;
}
