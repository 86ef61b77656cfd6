import { areCoded, codedNumbers, codedTexts, valueOfCode, type CodedValues } from "../codedValues";
import { arePacked, textAt, type PackedTexts } from "../packedTexts";
import { plainValue, type ValueReader } from "../plainValue";
import type { RowColumn } from "../rowFields";
import type { ColumnValues } from "./columnReader";

/** @param plain makes plain values of the column's */
export function rowColumn(name: string, values: ColumnValues, plain: ValueReader): RowColumn {
  if (arePacked(values)) return { name, texts: values, valueAt: (row) => textAt(values, row) ?? null };
  if (areCoded(values)) return codedColumn(name, values, plain);
  const isNumbers = plain === plainValue && values instanceof Float64Array;
  return { name, valueAt: (row) => plain(values[row]), ...(isNumbers && { numbers: values }) };
}

/** Each of the different values is made once, and what else is asked for when it is. */
function codedColumn(name: string, coded: CodedValues, plain: ValueReader): RowColumn {
  const { codes, values } = coded;
  const made: unknown[] = [];
  const valueOf = (code: number) => (made[code] ??= plain(valueOfCode(coded, code)));
  let texts: PackedTexts | null | undefined;
  let numbers: Float64Array | null | undefined;
  return {
    name,
    coded: { codes, count: arePacked(values) ? values.starts.length : values.length, valueOf },
    valueAt: (row) => valueOf(codes[row] ?? 0),
    get texts() {
      return (texts ??= codedTexts(coded));
    },
    get numbers() {
      return (numbers ??= plain === plainValue ? codedNumbers(coded) : null);
    },
  };
}
