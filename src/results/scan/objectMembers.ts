import { afterSpace, endOfString, UNRECOGNISED } from "./jsonTokens";
import { memberGaps } from "./memberGaps";
import type { ScannedBytes } from "./scannedBytes";
import { CLOSING_BRACE, COLON, COMMA, OPENING_BRACE, QUOTE } from "../asciiBytes";

/** Finds the values of objects one after the other, of which most have the same members in the same order. */
export interface ObjectMembers {
  /** The index of the last value's name among those given, or their number when it is none of them. */
  slot: number;
  /**
   * @param index of the object's opening brace, or after the value before
   * @param position of the member in its object, from 0
   * @returns the value's index; when there is no further member that of the object's end, negative; NaN when this is
   *   no JSON, or none that is recognised here
   */
  next(scanned: ScannedBytes, index: number, position: number): number;
}

export function objectMembers(names: readonly string[]): ObjectMembers {
  const slots = new Map(names.map((name, slot) => [name, slot]));
  const unwanted = names.length;
  const gaps = memberGaps();

  const read = (scanned: ScannedBytes, index: number, position: number): number => {
    const { bytes } = scanned;
    let i = position === 0 ? index : afterSpace(scanned, index);
    if (position > 0 && bytes[i] === CLOSING_BRACE) return -i - 1;
    if (bytes[i] !== (position === 0 ? OPENING_BRACE : COMMA)) return NaN;
    i = afterSpace(scanned, i + 1);
    if (position === 0 && bytes[i] === CLOSING_BRACE) return -i - 1;
    const end = bytes[i] === QUOTE ? endOfString(scanned, i + 1) : UNRECOGNISED;
    if (end < 0) return NaN;
    const key: unknown = JSON.parse(bytes.toString("utf8", i, end + 1));
    const slot = slots.get(String(key)) ?? unwanted;
    i = afterSpace(scanned, end + 1);
    if (bytes[i] !== COLON) return NaN;
    i = afterSpace(scanned, i + 1);
    gaps.learn(scanned, index, i, position, slot);
    members.slot = slot;
    return i;
  };

  const members: ObjectMembers = {
    slot: unwanted,
    next(scanned, index, position) {
      const gap = gaps.match(scanned, index, position);
      if (gap > 0) {
        members.slot = gaps.slots[position] ?? unwanted;
        return index + gap;
      }
      if (position > 0 && scanned.bytes[index] === CLOSING_BRACE) return -index - 1;
      return read(scanned, index, position);
    },
  };
  return members;
}
