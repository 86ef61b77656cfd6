import { readText } from "../fieldValues";
import type { IdColumn } from "../idColumn";
import type { RowColumn } from "../rowFields";

/** Adds the ids of the rows [from, to), of which the first one is the file's record at `position`, from 1. */
export type IdAdder = (from: number, to: number, position: number) => void;

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
      for (let row = from; row < to; row++) {
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
