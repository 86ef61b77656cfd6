import type { PackedTexts } from "../packedTexts";
import { areSameBytes, isPlain } from "../plainBytes";
import type { RowColumn } from "../rowFields";
import { CORRECT, INCORRECT } from "../sampleTable";
import { UNTOLD } from "./metricRows";

/**
 * The classes of rows by whether two texts are the same, {@link UNTOLD} where their bytes alone do not tell.
 *
 * @returns null when the columns are not texts throughout
 */
export function sameTexts(
  a: RowColumn | undefined,
  b: RowColumn | undefined,
  rows: number,
): Uint8Array | null {
  const [texts, others] = [a?.texts, b?.texts];
  if (!texts || !others) return null;
  const classes = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) classes[row] = comparison(texts, others, row);
  return classes;
}

function comparison(a: PackedTexts, b: PackedTexts, row: number): number {
  const start = a.starts[row] ?? 0;
  const end = a.ends[row] ?? 0;
  const otherStart = b.starts[row] ?? 0;
  const otherEnd = b.ends[row] ?? 0;
  if (!isPlain(a.bytes, start, end) || !isPlain(b.bytes, otherStart, otherEnd)) return UNTOLD;
  if (end - start !== otherEnd - otherStart) return INCORRECT;
  return areSameBytes(a.bytes, start, end, b.bytes, otherStart) ? CORRECT : INCORRECT;
}
