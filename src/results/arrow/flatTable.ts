/** A table of FlatBuffers, in which Arrow's metadata is written: fields by slot, each of which may be missing. */
export interface FlatTable {
  /** Where the table is in its buffer. */
  readonly position: number;
  has(slot: number): boolean;
  uint8(slot: number): number | null;
  int16(slot: number): number | null;
  /** Beyond 2^53 not exact. */
  int64(slot: number): number | null;
  table(slot: number): FlatTable | null;
  /** Where the entries of a vector begin, each of so many bytes, and how many there are. */
  vector(slot: number, entryBytes: number): FlatVector;
  /** The tables of a vector. */
  tables(slot: number): Iterable<FlatTable>;
}

export interface FlatVector {
  readonly start: number;
  readonly length: number;
}

const OFFSET_BYTES = 4;

/** The table at the root of a buffer. Reading throws RangeError where something is not within the buffer. */
export function rootTable(view: DataView): FlatTable {
  return tableAt(view, view.getUint32(0, true));
}

function tableAt(view: DataView, position: number): FlatTable {
  const slots = position - view.getInt32(position, true);
  const slotsLength = view.getUint16(slots, true);
  const placeOf = (slot: number): number | null => {
    const offset = slot < slotsLength ? view.getUint16(slots + slot, true) : 0;
    return offset === 0 ? null : position + offset;
  };
  const targetOf = (slot: number): number | null => {
    const place = placeOf(slot);
    return place === null ? null : place + view.getUint32(place, true);
  };
  const vector = (slot: number, entryBytes: number): FlatVector => {
    const target = targetOf(slot);
    if (target === null) return { start: 0, length: 0 };
    const start = target + OFFSET_BYTES;
    const length = view.getUint32(target, true);
    if (start + length * entryBytes > view.byteLength) throw new RangeError(`a vector of ${length} entries`);
    return { start, length };
  };
  return {
    position,
    has: (slot) => placeOf(slot) !== null,
    uint8(slot) {
      const place = placeOf(slot);
      return place === null ? null : view.getUint8(place);
    },
    int16(slot) {
      const place = placeOf(slot);
      return place === null ? null : view.getInt16(place, true);
    },
    int64(slot) {
      const place = placeOf(slot);
      return place === null ? null : Number(view.getBigInt64(place, true));
    },
    table(slot) {
      const target = targetOf(slot);
      return target === null ? null : tableAt(view, target);
    },
    vector,
    *tables(slot) {
      const { start, length } = vector(slot, OFFSET_BYTES);
      for (let place = start; place < start + length * OFFSET_BYTES; place += OFFSET_BYTES) {
        yield tableAt(view, place + view.getUint32(place, true));
      }
    },
  };
}
