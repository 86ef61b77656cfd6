import { CR, LF, nextOrLineEnd, QUOTE, SPACE } from "./bytes";
import { NUMBER, OTHER, TEXT } from "./kinds";
import { CELL_SLOTS, CHUNK, WANTS_NUMBER } from "./memory";
import { readNumber } from "./numbers";
import { numberAt, putSpan } from "./spans";

/** The lines that the record of the last successful scan has, its end included. */
let lines: i32 = 0;
/** Before which records start, and quoted cells end. */
let lastLineFeed: usize = 0;

export function linesOfRow(): i32 {
  return lines;
}

/** @param index of the chunk's last line feed */
export function setLastLineFeed(index: i32): void {
  lastLineFeed = CHUNK + usize(index);
}

/**
 * Finds the wanted cells of a record of delimited text.
 *
 * @param start before the last line feed
 * @param width how many cells the record must have
 * @returns the start of the next record; -1 when it is to be read as any other
 */
export function scanRow(start: i32, width: i32, delimiter: u8): i32 {
  let at = CHUNK + usize(start);
  // What may be a blank line.
  if (load<u8>(at) <= SPACE) return -1;
  lines = 1;
  for (let position = 0; position < width; position++) {
    const slot = load<i32>(CELL_SLOTS + (position << 2));
    at = load<u8>(at) == QUOTE ? quotedCell(at, slot, delimiter) : plainCell(at, slot, delimiter);
    if (at == 0) return -1;
    if (load<u8>(at) != delimiter) {
      if (position != width - 1) return -1;
      const isCrLf = load<u8>(at) == CR && load<u8>(at + 1) == LF;
      return i32(at - CHUNK) + (isCrLf ? 2 : 1);
    }
    at++;
  }
  return -1;
}

/** Scans a cell that starts with a quote. @returns the address of the delimiter or line end after it, or 0 */
function quotedCell(from: usize, slot: i32, delimiter: u8): usize {
  let quote = closingQuote(from + 1);
  if (quote == 0) return 0;
  if (endsCell(load<u8>(quote + 1), delimiter)) {
    putSpan(slot, TEXT, from + 1, quote);
    return quote + 1;
  }
  // A doubled quote closes and opens again.
  while (load<u8>(quote + 1) == QUOTE) {
    quote = closingQuote(quote + 2);
    if (quote == 0) return 0;
  }
  const end = nextOrLineEnd(quote + 1, delimiter);
  putSpan(slot, OTHER, from, end);
  return end;
}

/** @param from after an opening quote @returns the address of the quote that closes; 0 when there is none */
function closingQuote(from: usize): usize {
  let at = nextOrLineEnd(from, QUOTE);
  while (true) {
    const byte = load<u8>(at);
    if (byte == QUOTE) return at;
    if (at >= lastLineFeed) return 0;
    if (byte == CR || load<u8>(at - 1) != CR) lines++;
    at = nextOrLineEnd(at + 1, QUOTE);
  }
}

function plainCell(from: usize, slot: i32, delimiter: u8): usize {
  if (load<u8>(WANTS_NUMBER + slot) != 0) {
    const end = readNumber(from, numberAt(slot));
    if (end != 0 && endsCell(load<u8>(end), delimiter)) {
      putSpan(slot, NUMBER, from, end);
      return end;
    }
  }
  const end = nextOrLineEnd(from, delimiter);
  putSpan(slot, TEXT, from, end);
  return end;
}

function endsCell(byte: u8, delimiter: u8): bool {
  return byte == delimiter || byte == LF || byte == CR;
}
