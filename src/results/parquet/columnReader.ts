import { crc32 } from "node:zlib";
import type {
  ColumnMetaData,
  CompressionCodec,
  Compressors,
  DataReader,
  DecodedArray,
  PageHeader,
  ParquetParsers,
  RowGroup,
  SchemaTree,
} from "hyparquet";
import { windowedReader } from "../archive/windowedReader";
import { tooLarge } from "../compression/expansionLimit";
import { pageCodecs } from "./codecs";
import { checkRuns } from "./levelRuns";
import { readFilledPage } from "./filledPage";
import { pageBody } from "./pageBody";
import { allTexts, joinedTexts, type PackedTexts } from "../packedTexts";
import { missingBytes } from "../exactBytes";
import type { ParquetFile, ParquetRows } from "./parquetFile";

/** Values as hyparquet gives them, or texts as the file has them. */
export type ColumnValues = ArrayLike<unknown> | PackedTexts;

/** Reads values of one top-level column: the rows [from, to) of a row group. */
export type ColumnReader = (
  rows: ParquetRows,
  column: SchemaTree,
  from: number,
  to: number,
) => Promise<ColumnValues>;

/** Most headers are shorter; those with statistics of long texts are not. */
const HEADER_BYTES = 512;
const HEADER_WINDOW_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024 * 1024;
const MAX_PAGE_BYTES = 2 ** 30;
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
 * @returns a reader whose errors are those of {@link withParquetErrors}
 */
export function columnReader(file: ParquetFile, maxBytes: number): ColumnReader {
  const { library, source, schema } = file;
  const readHeaders = windowedReader(source, HEADER_WINDOW_BYTES);
  const readBodies = windowedReader(source);
  let bytesOut = 0;
  const count = (bytes: number) => {
    bytesOut += bytes;
    if (bytesOut > maxBytes) throw tooLarge(maxBytes);
  };

  const readLeaf = async (
    leaf: ColumnMetaData,
    { rows }: ParquetRows,
    from: number,
    to: number,
  ): Promise<DecodedArray | PackedTexts> => {
    const schemaPath = library.getTreePath(schema, leaf.path_in_schema);
    const element = schemaPath.at(-1)?.element;
    if (element === undefined) throw new Error("a column without a type");
    if (leaf.num_values > MAX_VALUES) throw new RangeError(`${leaf.num_values} values in one row group`);
    const isFlat = library.isFlatColumn(schemaPath);
    const column = {
      ...leaf,
      element,
      schemaPath,
      pathInSchema: leaf.path_in_schema,
      parsers: { ...library.DEFAULT_PARSERS, ...PARSERS },
      codec: "UNCOMPRESSED" as const,
    };
    const compressors = await codecsOf(leaf.codec);
    const chunks: (DecodedArray | PackedTexts)[] = [];
    let dictionary: DecodedArray | undefined;
    let skipped = 0;
    let decoded = 0;
    let values = 0;
    let position = Number(leaf.dictionary_page_offset ?? 0n) || Number(leaf.data_page_offset);
    const end = position + Number(leaf.total_compressed_size);
    // Where pages do not say how many rows they have, the last row of one may go on in the next.
    let last = to;
    while (position < end - 1 && skipped + decoded < last) {
      const { header, start } = await readHeader(position, end);
      position = start + header.compressed_page_size;
      if (header.type === "INDEX_PAGE") continue;
      if (header.type === "DICTIONARY_PAGE") {
        const page = pageBody(header, await readBody(header, start), leaf.codec, compressors);
        const { data } = library.readPage(page.reader, page.header, column, undefined, undefined, 0);
        if (data !== undefined) dictionary = library.convert(data, column);
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
      const previous = rowsInPage === undefined ? decodedArray(chunks.pop()) : undefined;
      const before = previous?.length ?? 0;
      const page = pageBody(header, await readBody(header, start), leaf.codec, compressors);
      checkRuns(library, page.reader.view, page.header, schemaPath, leaf.type);
      const data =
        readFilledPage(library, page, column, dictionary) ??
        library.readPage(page.reader, page.header, column, dictionary, previous, 0).data ??
        [];
      chunks.push(data);
      decoded += valueCount(data) - before;
    }
    if (skipped + decoded < Math.min(to, rows)) throw new RangeError("fewer values than rows");
    return joined(chunks, from - skipped, to - skipped);
  };

  const readHeader = async (position: number, end: number) => {
    for (let length = HEADER_BYTES; ; length *= 16) {
      const bytes = await readHeaders(position, Math.min(length, end - position));
      const reader: DataReader = { view: viewOf(bytes), offset: 0 };
      let header: PageHeader;
      try {
        header = library.parquetHeader(reader);
      } catch (error) {
        if (length >= Math.min(MAX_HEADER_BYTES, end - position)) throw error;
        continue;
      }
      checkHeader(header, end - position - reader.offset);
      return { header, start: position + reader.offset };
    }
  };

  const checkHeader = (header: PageHeader, available: number) => {
    const { compressed_page_size: compressed, uncompressed_page_size: uncompressed } = header;
    if (!(compressed >= 0 && compressed <= available)) throw new Error(`a page of ${compressed} bytes`);
    if (!(uncompressed >= 0 && uncompressed <= MAX_PAGE_BYTES)) {
      throw new Error(`a page of ${uncompressed} bytes when decompressed`);
    }
  };

  const readBody = async (header: PageHeader, start: number): Promise<Buffer> => {
    const bytes = await readBodies(start, header.compressed_page_size);
    if (bytes.length < header.compressed_page_size)
      throw missingBytes(start + header.compressed_page_size, source.size);
    if (header.crc !== undefined && (crc32(bytes) | 0) !== header.crc)
      throw new Error("a page's checksum is another one");
    count(header.uncompressed_page_size);
    return bytes;
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
      data.set(leaf.path_in_schema.join("."), decodedArray(await readLeaf(leaf, rows, from, to)) ?? []);
    }
    library.assembleNested(data, column, { ...library.DEFAULT_PARSERS, ...PARSERS });
    const values: ArrayLike<unknown> | undefined = data.get(name);
    if (values === undefined) throw new Error(`no data of the column ${name}`);
    return values;
  };
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

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

export function arePacked(values: ColumnValues | undefined): values is PackedTexts {
  return values !== undefined && "starts" in values;
}

function valueCount(values: DecodedArray | PackedTexts): number {
  return arePacked(values) ? values.starts.length : values.length;
}

function decodedArray(values: DecodedArray | PackedTexts | undefined): DecodedArray | undefined {
  return arePacked(values) ? allTexts(values) : values;
}

/** The values [from, to) of chunks that follow one another. */
function joined(
  given: readonly (DecodedArray | PackedTexts)[],
  from: number,
  to: number,
): DecodedArray | PackedTexts {
  if (given.length > 0 && given.every(arePacked)) return joinedTexts(given, from, to);
  const chunks = given.map((chunk) => decodedArray(chunk) ?? []);
  const [first] = chunks;
  if (chunks.length === 1 && first !== undefined) return first.slice(from, to);
  if (chunks.every((chunk) => chunk instanceof Float64Array)) return joinedDoubles(chunks, from, to);
  const values: unknown[] = [];
  let start = 0;
  for (const chunk of chunks) {
    for (let i = Math.max(0, from - start); i < Math.min(chunk.length, to - start); i++)
      values.push(chunk[i]);
    start += chunk.length;
  }
  return values;
}

function joinedDoubles(chunks: readonly Float64Array[], from: number, to: number): Float64Array {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const values = new Float64Array(Math.max(0, Math.min(to, length) - from));
  let start = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(Math.max(0, from - start), Math.max(0, to - start));
    if (part.length > 0) values.set(part, Math.max(0, start - from));
    start += chunk.length;
  }
  return values;
}
