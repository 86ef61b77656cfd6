import { readText } from "../fieldValues";
import type { IdColumn } from "../idColumn";
import type { PackedTexts } from "../packedTexts";
import { asBuffer } from "../recordBytes";
import type { RowColumn } from "../rowFields";
import { scanKernel } from "../scan/scanKernel";

/** Adds the ids of the rows [from, to), of which the first one is the file's record at `position`, from 1. */
export type IdAdder = (from: number, to: number, position: number) => void;

/** Where the kernel expects texts to be. */
const APART = 4;

/** Adds texts as far as the kernel takes them. @returns the first one that is left */
function addGathered(texts: PackedTexts, from: number, to: number, id: IdColumn): number {
  const kernel = texts.apart === APART ? scanKernel() : null;
  if (kernel === null) return from;
  const { rows, exports } = kernel;
  let row = from;
  while (row < to) {
    const end = Math.min(to, row + rows.idEnds.length);
    const start = (texts.starts[row] ?? 0) - APART;
    if (!kernel.load(asBuffer(texts.bytes.subarray(start, texts.ends[end - 1])))) break;
    const count = exports.gatherTexts(end - row);
    if (count === 0) break;
    id.addAll(rows.ids.subarray(0, exports.rowIdBytes()), rows.idEnds.subarray(0, count));
    row += count;
  }
  return row;
}

/** @param column undefined: there are none */
export function idAdder(column: RowColumn | undefined, id: IdColumn): IdAdder {
  if (column === undefined) {
    return (from, to, position) => {
      for (let row = from; row < to; row++) id.addPosition(position + row - from);
    };
  }
  const { valueAt, numbers, texts } = column;
  const addValue = (row: number, position: number) => {
    const text = readText(valueAt(row));
    if (text === null) id.addPosition(position);
    else id.addText(text);
  };
  if (texts) {
    return (from, to, position) => {
      for (let row = addGathered(texts, from, to, id); row < to; row++) {
        row = id.addPlainTexts(texts, row, to);
        if (row < to) addValue(row, position + row - from);
      }
    };
  }
  return (from, to, position) => {
    for (let row = from; row < to; row++) {
      const number = numbers?.[row] ?? -1;
      if (number >= 0 && Number.isSafeInteger(number)) id.addInteger(number);
      else addValue(row, position + row - from);
    }
  };
}
