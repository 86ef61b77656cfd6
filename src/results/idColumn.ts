import { capacityFor, grown, partOf, putShifted, trimmed } from "./columnGrowth";
import type { PackedTexts } from "./packedTexts";
import { SPACE } from "./asciiBytes";
import type { StringColumn } from "./sampleTable";

const MAX_ID_LENGTH = 256;
const FOUR_SPACES = 0x20202020;
const FOUR_MARKS = 0x80808080 | 0;
/** For so many ids room is made at once. */
const RUN = 256;

/** The ids of the samples of a table, while it grows. A sample without one is known by its record's position. */
export interface IdColumn {
  addText(id: string): void;
  /** Adds an id of ASCII characters from where it stands in a file, at most 256. */
  addBytes(bytes: Uint8Array, start: number, end: number): void;
  /**
   * Adds the ids [from, to) as far as they are plain characters of ASCII, at most 256.
   *
   * @returns the first one that is not, else `to`
   */
  addPlainTexts(texts: PackedTexts, from: number, to: number): number;
  /** Adds the digits of a safe integer that is not negative. */
  addInteger(id: number): void;
  /** Adds ids of ASCII characters that stand one after the other, each at most 256. @param ends of them in `bytes` */
  addAll(bytes: Uint8Array, ends: Int32Array): void;
  /** @param position 1-based, of the record in its file */
  addPosition(position: number): void;
  /** Adds the ids of a later part of the file. @param recordsBefore the records of the file before that part */
  append(part: IdPart, recordsBefore: number): void;
  /** The ids so far, after which the column is empty. @param isLent see SampleTableBuilder */
  takePart(isLent: boolean): IdPart;
  closed(): StringColumn;
}

/** Ids of a part of a file; where one is empty, the next of the positions, counted from the part's start, is meant. */
export interface IdPart extends StringColumn {
  readonly positions: Uint32Array<ArrayBuffer>;
}

/** @param expected how many ids there will be, 0 when not known */
export function idColumn(expected: () => number): IdColumn {
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(0);
  let ends = new Float64Array(0);
  let positions = new Uint32Array(0);
  let length = 0;
  let bytesUsed = 0;
  let positionsUsed = 0;

  const makeRoom = (entries: number, moreBytes: number) => {
    if (length + entries > ends.length) {
      ends = grown(ends, new Float64Array(capacityFor(ends.length, length + entries, expected())));
    }
    if (bytesUsed + moreBytes > bytes.length) {
      const expectedBytes = length === 0 ? 0 : (expected() / length) * bytesUsed;
      bytes = grown(bytes, new Uint8Array(capacityFor(bytes.length, bytesUsed + moreBytes, expectedBytes)));
    }
  };
  const makeRoomForPositions = (entries: number) => {
    if (positionsUsed + entries <= positions.length) return;
    positions = grown(
      positions,
      new Uint32Array(capacityFor(positions.length, positionsUsed + entries, expected())),
    );
  };

  return {
    addText(id) {
      const text = id.slice(0, MAX_ID_LENGTH);
      makeRoom(1, text.length * 3);
      bytesUsed += encoder.encodeInto(text, bytes.subarray(bytesUsed)).written;
      ends[length++] = bytesUsed;
    },
    addBytes(source, start, end) {
      makeRoom(1, end - start);
      for (let i = start; i < end; i++) bytes[bytesUsed++] = source[i] ?? 0;
      ends[length++] = bytesUsed;
    },
    addPlainTexts(texts, from, to) {
      let row = from;
      while (row < to) {
        const runEnd = Math.min(to, row + RUN);
        makeRoom(runEnd - row, RUN * MAX_ID_LENGTH);
        const stop = copyPlain(texts, row, runEnd, bytes, bytesUsed, ends, length);
        length += stop - row;
        bytesUsed = ends[length - 1] ?? 0;
        row = stop;
        if (row < runEnd) break;
      }
      return row;
    },
    addInteger(integer) {
      const digits = digitsOf(integer);
      makeRoom(1, digits);
      bytesUsed += digits;
      writeDigits(integer, bytes, bytesUsed);
      ends[length++] = bytesUsed;
    },
    addAll(source, sourceEnds) {
      makeRoom(sourceEnds.length, source.length);
      bytes.set(source, bytesUsed);
      putShifted(ends, length, sourceEnds, bytesUsed);
      length += sourceEnds.length;
      bytesUsed += source.length;
    },
    addPosition(position) {
      makeRoomForPositions(1);
      positions[positionsUsed++] = position;
      makeRoom(1, 0);
      ends[length++] = bytesUsed;
    },
    append(part, recordsBefore) {
      makeRoom(part.ends.length, part.bytes.length);
      bytes.set(part.bytes, bytesUsed);
      putShifted(ends, length, part.ends, bytesUsed);
      bytesUsed += part.bytes.length;
      length += part.ends.length;
      makeRoomForPositions(part.positions.length);
      putShifted(positions, positionsUsed, part.positions, recordsBefore);
      positionsUsed += part.positions.length;
    },
    takePart(isLent) {
      const part = {
        bytes: partOf(bytes, bytesUsed, isLent),
        ends: partOf(ends, length, isLent),
        positions: partOf(positions, positionsUsed, isLent),
      };
      length = bytesUsed = positionsUsed = 0;
      return part;
    },
    closed() {
      const given = { bytes: trimmed(bytes, bytesUsed), ends: trimmed(ends, length) };
      return positionsUsed === 0 ? given : withPositions(given, positions.subarray(0, positionsUsed));
    },
  };
}

/**
 * Copies the texts [from, to) as far as they are plain to where there is room for them.
 *
 * @param used where the first byte goes
 * @param first where the first end goes
 * @returns the first text that is not plain, else `to`
 */
function copyPlain(
  texts: PackedTexts,
  from: number,
  to: number,
  into: Uint8Array,
  used: number,
  endsInto: Float64Array,
  first: number,
): number {
  const { bytes, starts, ends } = texts;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const wordsInto = new DataView(into.buffer, into.byteOffset, into.length);
  let next = used;
  for (let i = from; i < to; i++) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (end - start > MAX_ID_LENGTH) return i;
    if (start === end || bytes[start] === SPACE || bytes[end - 1] === SPACE) return i;
    // The highest bit of each byte: set in what is not ASCII and, less a space, in control characters.
    let marks = 0;
    let at = start;
    for (; at + 4 <= end; at += 4, next += 4) {
      const word = words.getInt32(at, true);
      marks |= word | (word - FOUR_SPACES);
      wordsInto.setInt32(next, word, true);
    }
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      marks |= byte | (byte - SPACE);
      into[next++] = byte;
    }
    if ((marks & FOUR_MARKS) !== 0) return i;
    endsInto[first + i - from] = next;
  }
  return to;
}

function withPositions({ bytes, ends }: StringColumn, positions: Uint32Array): StringColumn {
  const digits = positions.reduce((sum, position) => sum + digitsOf(position), 0);
  const all = { bytes: new Uint8Array(bytes.length + digits), ends: new Float64Array(ends.length) };
  let next = 0;
  let from = 0;
  let used = 0;
  for (let i = 0; i < ends.length; i++) {
    const to = ends[i] ?? from;
    if (to === from) {
      const position = positions[next++] ?? 0;
      used += digitsOf(position);
      writeDigits(position, all.bytes, used);
    } else {
      all.bytes.set(bytes.subarray(from, to), used);
      used += to - from;
    }
    all.ends[i] = used;
    from = to;
  }
  return all;
}

function digitsOf(position: number): number {
  let digits = 1;
  for (let rest = position; rest >= 10; rest = Math.floor(rest / 10)) digits++;
  return digits;
}

/** Writes a positive integer so that its last digit stands before `end`. */
function writeDigits(position: number, into: Uint8Array, end: number) {
  let rest = position;
  for (let i = end - 1; ; i--) {
    into[i] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
    if (rest === 0) return;
  }
}
