import { bool, dictionary, float64, int32, int64, largeList, largeUtf8, list, utf8 } from "@uwdata/flechette";
import type { DataType } from "@uwdata/flechette";
import fc from "fast-check";
import { arrowStyle, PLAIN_ARROW, writeArrow, type ArrowColumn } from "./arrow/writeArrow";
import { parquetStyle, PLAIN_STYLE, writeParquet } from "./parquet/writeParquet";

/** A column by what it holds, whatever a format calls that; values may be null. */
export interface TestColumn {
  readonly name: string;
  readonly of: "numbers" | "integers" | "longs" | "texts" | "names" | "truths" | "lists";
  readonly data: readonly unknown[];
}

export type WriteColumns = (columns: readonly TestColumn[]) => Buffer;

/** A format that stores rows column by column. */
export interface ColumnFormat {
  readonly name: string;
  readonly fileName: string;
  readonly write: WriteColumns;
  /** @param rows how many are stored together */
  readonly writeParts: (columns: readonly TestColumn[], rows: number) => Buffer;
  /** Ways to write that must not matter to the reader. */
  readonly writers: fc.Arbitrary<WriteColumns>;
  /** How many files the properties are tried with, by what these hold. */
  readonly runs: { readonly metrics: number; readonly lists: number; readonly records: number };
}

/** Types of Arrow for texts and lists. */
interface ArrowTypes {
  readonly text: () => DataType;
  readonly listOf: (element: DataType) => DataType;
}

const PLAIN_TYPES: ArrowTypes = { text: utf8, listOf: list };
const arrowTypes: fc.Arbitrary<ArrowTypes> = fc.record({
  text: fc.constantFrom<ArrowTypes["text"]>(utf8, largeUtf8, () => dictionary(utf8(), int32())),
  listOf: fc.constantFrom<ArrowTypes["listOf"]>(list, largeList),
});

function arrowType(of: TestColumn["of"], { text, listOf }: ArrowTypes): DataType {
  switch (of) {
    case "numbers":
      return float64();
    case "integers":
      return int32();
    case "longs":
      return int64();
    case "texts":
      return text();
    case "names":
      return dictionary(utf8(), int32());
    case "truths":
      return bool();
    case "lists":
      return listOf(float64());
  }
}

function arrowColumns(columns: readonly TestColumn[], types: ArrowTypes = PLAIN_TYPES): ArrowColumn[] {
  return columns.map(({ name, of, data }) => ({ name, data, type: arrowType(of, types) }));
}

const arrow: ColumnFormat = {
  name: "Arrow",
  fileName: "a.arrow",
  write: (columns) => writeArrow(arrowColumns(columns)),
  writeParts: (columns, batchRows) =>
    writeArrow(arrowColumns(columns), { ...PLAIN_ARROW, format: "stream", batchRows }),
  writers: fc.tuple(arrowStyle, arrowTypes).map(
    ([style, types]) =>
      (columns) =>
        writeArrow(arrowColumns(columns, types), style),
  ),
  runs: { metrics: 300, lists: 300, records: 100 },
};

type ParquetOptions = NonNullable<Parameters<typeof writeParquet>[2]>;
type SchemaElements = NonNullable<ParquetOptions["schema"]>;

const OPTIONAL = { repetition_type: "OPTIONAL" } as const;

function parquetElements({ name, of }: TestColumn): SchemaElements {
  switch (of) {
    case "numbers":
      return [{ name, type: "DOUBLE", ...OPTIONAL }];
    case "integers":
      return [{ name, type: "INT32", ...OPTIONAL }];
    case "longs":
      return [{ name, type: "INT64", ...OPTIONAL }];
    case "texts":
    case "names":
      return [{ name, type: "BYTE_ARRAY", converted_type: "UTF8", ...OPTIONAL }];
    case "truths":
      return [{ name, type: "BOOLEAN", ...OPTIONAL }];
    case "lists":
      return [
        { name, num_children: 1, converted_type: "LIST", ...OPTIONAL },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        { name: "element", type: "DOUBLE", ...OPTIONAL },
      ];
  }
}

function parquetFile(columns: readonly TestColumn[], style = PLAIN_STYLE): Buffer {
  const schema = [{ name: "root", num_children: columns.length }, ...columns.flatMap(parquetElements)];
  const data = columns.map((column) => ({ name: column.name, data: [...column.data] }));
  return writeParquet(data, style, { schema });
}

const parquet: ColumnFormat = {
  name: "Parquet",
  fileName: "a.parquet",
  write: (columns) => parquetFile(columns),
  writeParts: (columns, rowGroupSize) => parquetFile(columns, { ...PLAIN_STYLE, rowGroupSize }),
  writers: parquetStyle.map((style) => (columns) => parquetFile(columns, style)),
  runs: { metrics: 200, lists: 200, records: 60 },
};

export const COLUMN_FORMATS: readonly ColumnFormat[] = [arrow, parquet];
