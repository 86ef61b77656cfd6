import { Column, Type, type DataType } from "@uwdata/flechette";

type Places = ArrayLike<number | bigint>;

/** The library's Batch, of whose parts each type has some. */
interface ColumnBatch {
  readonly length: number;
  readonly nullCount: number;
  readonly type: DataType;
  readonly validity?: Uint8Array;
  readonly values?: Places & ArrayBufferView;
  readonly offsets?: Places;
  readonly sizes?: Places;
  readonly children?: readonly ColumnBatch[];
  isValid(index: number): boolean;
}

const BITS = 8;
/** A text or list of bytes is referred to by its length, and by a buffer and an offset when it is long. */
const VIEW = { bytes: 16, length: 0, buffer: 8, offset: 12, inline: 12 } as const;
/** Rows may share their lists and texts, which are copied for each of them. */
const MAX_COPIED = 2 ** 30;

/**
 * Checks that a column has the values that it refers to, which the library takes for granted.
 *
 * @param rows how many rows the column's batch has
 * @throws RangeError when it has not
 */
export function checkColumn(column: Column<unknown>, rows: number): void {
  if (column.length !== rows) throw new RangeError(`a column of ${column.length} values for ${rows} rows`);
  for (const batch of column.data) checkBatch(batch);
}

function checkBatch(batch: ColumnBatch): void {
  const { length, nullCount, type, validity, values, offsets = [], sizes = [], children = [] } = batch;
  const [child] = children;
  if (nullCount > 0 && validity !== undefined && validity.length * BITS < length)
    throw missing("marks of missing values");
  switch (type.typeId) {
    case Type.Null:
      return;
    case Type.Bool:
      if ((values?.length ?? 0) * BITS < length) throw missing("truth values");
      return;
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Binary:
    case Type.LargeBinary:
      checkOffsets(offsets, length, values?.length ?? 0);
      return;
    case Type.Utf8View:
    case Type.BinaryView:
      checkViews(batch);
      return;
    case Type.List:
    case Type.LargeList:
    case Type.Map:
      checkOffsets(offsets, length, child?.length ?? 0);
      break;
    case Type.ListView:
    case Type.LargeListView:
      checkSpans(offsets, sizes, length, child?.length ?? 0);
      break;
    case Type.FixedSizeList:
      if (type.stride < 0 || type.stride * length > (child?.length ?? 0)) throw missing("elements of lists");
      break;
    case Type.FixedSizeBinary:
      if (type.stride < 0 || type.stride * length > (values?.length ?? 0)) throw missing("bytes");
      return;
    case Type.Struct:
      if (children.some((member) => member.length < length)) throw missing("members of structures");
      break;
    case Type.RunEndEncoded: {
      const [runs, runValues] = children;
      const end = Number(runs?.values?.[runs.length - 1] ?? 0);
      if (runs === undefined || end < length || (runValues?.length ?? 0) < runs.length) throw missing("runs");
      break;
    }
    case Type.Union:
      break;
    case Type.Dictionary:
      checkKeys(batch);
      return;
    case Type.NONE:
    case Type.Int:
    case Type.Float:
    case Type.Decimal:
    case Type.Date:
    case Type.Time:
    case Type.Timestamp:
    case Type.Interval:
    case Type.Duration:
      if ((values?.length ?? 0) < length) throw missing("values");
      return;
  }
  for (const part of children) checkBatch(part);
}

function checkOffsets(offsets: Places, length: number, available: number): void {
  // The offsets of no values may be left out.
  if (length === 0) return;
  let last = Number(offsets[0]);
  if (!(last >= 0)) throw missing("offsets");
  for (let i = 1; i <= length; i++) {
    const next = Number(offsets[i]);
    if (!(next >= last)) throw missing("offsets");
    last = next;
  }
  if (last > available) throw missing("content");
}

function checkSpans(offsets: Places, sizes: Places, length: number, available: number): void {
  let copied = 0;
  for (let i = 0; i < length; i++) {
    const offset = Number(offsets[i]);
    const size = Number(sizes[i]);
    copied += size;
    if (!(offset >= 0 && size >= 0 && offset + size <= available)) throw missing("elements of lists");
    if (copied > MAX_COPIED) throw new RangeError("lists that are too long together");
  }
}

function checkViews(batch: ColumnBatch): void {
  const { length, values } = batch;
  const buffers: unknown = "data" in batch ? batch.data : [];
  if (!Array.isArray(buffers) || values === undefined || values.byteLength < length * VIEW.bytes)
    throw missing("texts");
  const views = new DataView(values.buffer, values.byteOffset, values.byteLength);
  let copied = 0;
  for (let i = 0; i < length; i++) {
    if (batch.nullCount > 0 && !batch.isValid(i)) continue;
    const view = i * VIEW.bytes;
    const size = views.getInt32(view + VIEW.length, true);
    copied += size;
    if (size < 0) throw missing("texts");
    if (copied > MAX_COPIED) throw new RangeError("texts that are too long together");
    if (size <= VIEW.inline) continue;
    const buffer: unknown = buffers[views.getInt32(view + VIEW.buffer, true)];
    const offset = views.getInt32(view + VIEW.offset, true);
    const isThere = buffer instanceof Uint8Array && offset >= 0 && offset + size <= buffer.length;
    if (!isThere) throw missing("texts");
  }
}

function checkKeys(batch: ColumnBatch): void {
  const { length, nullCount, values } = batch;
  const dictionary: unknown = "dictionary" in batch ? batch.dictionary : null;
  if (!(dictionary instanceof Column) || values === undefined || values.length < length) {
    throw missing("entries of a dictionary");
  }
  for (const part of dictionary.data) checkBatch(part);
  for (let i = 0; i < length; i++) {
    if (nullCount > 0 && !batch.isValid(i)) continue;
    const key = Number(values[i]);
    if (!(key >= 0 && key < dictionary.length)) throw missing("entries of a dictionary");
  }
}

function missing(what: string): RangeError {
  return new RangeError(`${what} that are not there`);
}
