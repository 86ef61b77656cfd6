import type { PackedTexts } from "../packedTexts";
import { areSameBytes, isPlain } from "../plainBytes";
import type { RowColumn } from "../rowFields";
import { CORRECT, INCORRECT } from "../sampleTable";
import type { ByRow } from "./codeReader";

/**
 * Whether the texts of two columns are the same, as a class of samples; -1 where their bytes alone do not tell.
 *
 * @returns null when the columns are not texts throughout
 */
export function sameTexts(a: RowColumn | undefined, b: RowColumn | undefined): ByRow<number> | null {
  const [texts, others] = [a?.texts, b?.texts];
  return texts && others ? (row) => comparison(texts, others, row) : null;
}

function comparison(a: PackedTexts, b: PackedTexts, row: number): number {
  const [start = 0, end = 0] = [a.starts[row], a.ends[row]];
  const [otherStart = 0, otherEnd = 0] = [b.starts[row], b.ends[row]];
  if (!isPlain(a.bytes, start, end) || !isPlain(b.bytes, otherStart, otherEnd)) return -1;
  const isSame =
    end - start === otherEnd - otherStart && areSameBytes(a.bytes, start, end, b.bytes, otherStart);
  return isSame ? CORRECT : INCORRECT;
}
