import type {
  ColumnMetaData,
  CompressionCodec,
  Compressors,
  DecodedArray,
  ParquetParsers,
  RowGroup,
  SchemaElement,
  SchemaTree,
} from "hyparquet";
import { areCoded, type CodedValues } from "../codedValues";
import { tooLarge } from "../compression/expansionLimit";
import { allTexts, arePacked, type PackedTexts } from "../packedTexts";
import { pageCodecs } from "./codecs";
import { readFilledPage, type ColumnDecoder, type Dictionary, type PageValues } from "./filledPage";
import { asDoubles, decodedArray, joinedValues, valueCount } from "./joinedValues";
import { checkRuns } from "./levelRuns";
import { ownReader, pageBody, type PageBody } from "./pageBody";
import { pageReader } from "./pageReader";
import type { ParquetFile, ParquetLibrary, ParquetRows } from "./parquetFile";
import { holdsTexts, plainTexts } from "./plainTexts";
import { isDecimal } from "./plainValues";
import { firstTexts } from "./startOfPage";

/** Values as hyparquet gives them, or as the file has them. */
export type ColumnValues = ArrayLike<unknown> | PackedTexts | CodedValues;

/** Reads values of one top-level column: the rows [from, to) of a row group. */
export type ColumnReader = (
  rows: ParquetRows,
  column: SchemaTree,
  from: number,
  to: number,
) => Promise<ColumnValues>;

/** A leaf column's values in one row group, those within lists included. */
const MAX_VALUES = 2 ** 27;

const decoder = new TextDecoder();
const text = (bytes: Uint8Array | undefined) => bytes && decoder.decode(bytes);
const isoDate = (milliseconds: number) => {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
};

/** Texts for what JSON has no type for. */
const PARSERS = {
  jsonFromBytes: text,
  timestampFromMilliseconds: (milliseconds) => isoDate(Number(milliseconds)),
  timestampFromMicroseconds: (microseconds) => isoDate(Number(microseconds) / 1e3),
  timestampFromNanoseconds: (nanoseconds) => isoDate(Number(nanoseconds) / 1e6),
  dateFromDays: (days) => isoDate(days * 86_400_000)?.slice(0, 10),
} satisfies Partial<ParquetParsers>;

/**
 * @param maxBytes what may come out of the file's pages in all
 * @param bytesOut how much has, shared by readers of the same file
 * @returns a reader whose errors are those of {@link withParquetErrors}
 */
export function columnReader(
  file: ParquetFile,
  maxBytes: number,
  bytesOut: BigInt64Array = new BigInt64Array(1),
): ColumnReader {
  const { library, schema } = file;
  const count = (bytes: number) => {
    const before = Atomics.add(bytesOut, 0, BigInt(bytes));
    if (Number(before) + bytes > maxBytes) throw tooLarge(maxBytes);
  };

  const readLeaf = async (
    leaf: ColumnMetaData,
    { rows }: ParquetRows,
    from: number,
    to: number,
  ): Promise<PageValues> => {
    const schemaPath = library.getTreePath(schema, leaf.path_in_schema);
    const element = schemaPath.at(-1)?.element;
    if (element === undefined) throw new Error("a column without a type");
    if (leaf.num_values > MAX_VALUES) throw new RangeError(`${leaf.num_values} values in one row group`);
    const isFlat = library.isFlatColumn(schemaPath);
    const column = {
      ...leaf,
      ...(isDecimal(element) ? asDigits(element) : { element }),
      schemaPath,
      pathInSchema: leaf.path_in_schema,
      parsers: { ...library.DEFAULT_PARSERS, ...PARSERS },
    };
    // Pages are decompressed here.
    const decompressed = { ...column, codec: "UNCOMPRESSED" as const };
    const compressors = await codecsOf(leaf.codec);
    const chunks: PageValues[] = [];
    let dictionary: Dictionary | undefined;
    let skipped = 0;
    let decoded = 0;
    let values = 0;
    let position = Number(leaf.dictionary_page_offset ?? 0n) || Number(leaf.data_page_offset);
    const end = position + Number(leaf.total_compressed_size);
    const pages = pageReader(file, position, end, to - from < rows / 2);
    // Where pages do not say how many rows they have, the last row of one may go on in the next.
    let last = to;
    while (position < end - 1 && skipped + decoded < last) {
      const { header, start } = await pages.header(position);
      position = start + header.compressed_page_size;
      if (header.type === "INDEX_PAGE") continue;
      const whole = async () => {
        count(header.uncompressed_page_size);
        return pageBody(header, await pages.body(header, start), leaf.codec, compressors);
      };
      if (header.type === "DICTIONARY_PAGE") {
        dictionary = readDictionary(library, await whole(), decompressed);
        continue;
      }
      values += header.data_page_header_v2?.num_values ?? header.data_page_header?.num_values ?? 0;
      if (values > leaf.num_values) throw new RangeError("more values than the footer says");
      const rowsInPage =
        header.data_page_header_v2?.num_rows ?? (isFlat ? header.data_page_header?.num_values : undefined);
      if (rowsInPage !== undefined && decoded === 0 && skipped + rowsInPage <= from) {
        skipped += rowsInPage;
        continue;
      }
      if (rowsInPage === undefined) last = to + 1;
      const wanted = last - skipped - decoded;
      if (rowsInPage !== undefined && rowsInPage > wanted) {
        const texts = await firstTexts(pages, header, start, column, wanted);
        if (texts !== null) {
          count(texts.bytes.length);
          chunks.push(texts);
          decoded += wanted;
          break;
        }
      }
      const previous = rowsInPage === undefined ? chunks.pop() : undefined;
      const before = previous && decodedArray(previous);
      const page = await whole();
      checkRuns(library, page.view, page.header, schemaPath, leaf.type);
      const data =
        readFilledPage(library, page, decompressed, dictionary, wanted) ??
        library.readPage(ownReader(page.view), page.header, decompressed, dictionary?.decoded(), before, 0)
          .data ??
        [];
      chunks.push(isFlat && !arePacked(data) && !areCoded(data) ? asDoubles(data) : data);
      decoded += valueCount(data) - (before?.length ?? 0);
    }
    if (skipped + decoded < Math.min(to, rows)) throw new RangeError("fewer values than rows");
    return joinedValues(chunks, from - skipped, to - skipped);
  };

  const codecs = new Map<CompressionCodec, Promise<Compressors>>();
  const codecsOf = (codec: CompressionCodec) => {
    const known = codecs.get(codec) ?? pageCodecs(library, new Set([codec]));
    codecs.set(codec, known);
    return known;
  };

  return async (rows, column, from, to) => {
    const { name } = column.element;
    const leaves = leavesOf(rows.group, name);
    const [only] = leaves;
    if (only !== undefined && column.children.length === 0) return readLeaf(only, rows, from, to);
    const data = new Map<string, DecodedArray>();
    for (const leaf of leaves) {
      data.set(leaf.path_in_schema.join("."), decodedArray(await readLeaf(leaf, rows, from, to)));
    }
    library.assembleNested(data, column, { ...library.DEFAULT_PARSERS, ...PARSERS });
    const values: ArrayLike<unknown> | undefined = data.get(name);
    if (values === undefined) throw new Error(`no data of the column ${name}`);
    return values;
  };
}

/** Decimals as integers or their bytes: hyparquet makes doubles of them. */
function asDigits({ converted_type, logical_type, ...element }: SchemaElement) {
  return { element, utf8: false };
}

function readDictionary(
  library: ParquetLibrary,
  { header, view }: PageBody,
  column: ColumnDecoder,
): Dictionary | undefined {
  if (holdsTexts(column.element)) {
    const texts = plainTexts(view, 0, header.dictionary_page_header?.num_values ?? 0);
    if (texts === null) throw new RangeError("a text beyond its page");
    let decoded: DecodedArray | null = null;
    return { values: texts, decoded: () => (decoded ??= allTexts(texts)) };
  }
  const { data } = library.readPage(ownReader(view), header, column, undefined, undefined, 0);
  if (data === undefined) return undefined;
  const values = library.convert(data, column);
  return { values: asDoubles(values), decoded: () => values };
}

const leavesByGroup = new WeakMap<RowGroup, ReadonlyMap<string, readonly ColumnMetaData[]>>();

/** The physical columns of a top-level column: one, or those of a structure's members. */
function leavesOf(group: RowGroup, name: string): readonly ColumnMetaData[] {
  const known = leavesByGroup.get(group);
  if (known !== undefined) return known.get(name) ?? [];
  const leaves = new Map<string, ColumnMetaData[]>();
  for (const { meta_data: leaf, file_path: path } of group.columns) {
    if (path !== undefined && path !== "") throw new Error("columns in files of their own");
    const [root] = leaf?.path_in_schema ?? [];
    if (leaf === undefined || root === undefined) throw new Error("a column without a description");
    const others = leaves.get(root);
    if (others === undefined) leaves.set(root, [leaf]);
    else others.push(leaf);
  }
  leavesByGroup.set(group, leaves);
  return leaves.get(name) ?? [];
}
