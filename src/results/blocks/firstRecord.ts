import { delimitedReader } from "../formats/delimited";
import type { RecordSink } from "../recordBytes";
import type { Block, BlockFormat } from "./blockJob";
import type { ReadAt } from "./readBlock";
import { CR, LF, QUOTE } from "../asciiBytes";

const PIECE_BYTES = 64 * 1024;
/** Text this long tells whether it starts within quotes. */
const GUESS_BYTES = 16 * 1024;

type DelimitedFormat = Extract<BlockFormat, { readonly kind: "delimited" }>;

/**
 * Where the first record of a block starts: after its first line feed, or after that of the byte before it. In delimited
 * text a line feed may be part of a cell, so there it is a guess, which the end of the block before proves or disproves.
 *
 * @returns null when there is no such place before the block's end
 */
export function firstRecordOf(format: BlockFormat, block: Block, readAt: ReadAt): number | null {
  if (format.kind === "jsonl") return afterLineFeed(block.start - 1, block.end, readAt);
  const piece = Buffer.alloc(GUESS_BYTES);
  const bytes = piece.subarray(0, readAt(piece, block.start - 1));
  const start = likeliestStart(bytes, format);
  return start === null || block.start - 1 + start >= block.end
    ? afterLineFeed(block.start - 1, block.end, readAt)
    : block.start - 1 + start;
}

/** The start of a record by the reading of the bytes that makes the most sense of them. */
function likeliestStart(bytes: Buffer, format: DelimitedFormat): number | null {
  let likeliest: Trial = { start: null, sense: 0 };
  // They may go on within a cell, at its start, or within quotes.
  for (const before of ["x", format.delimiter, '"']) {
    const found = trial(Buffer.from(before), bytes, format);
    if (found.sense > likeliest.sense) likeliest = found;
    if (likeliest.sense === 1) break;
  }
  return likeliest.start;
}

function afterLineFeed(from: number, end: number, readAt: ReadAt): number | null {
  const piece = Buffer.alloc(PIECE_BYTES);
  for (let position = from; position < end;) {
    const read = readAt(piece, position);
    if (read === 0) return null;
    const lineFeed = piece.subarray(0, read).indexOf(LF);
    if (lineFeed >= 0) return position + lineFeed + 1 < end ? position + lineFeed + 1 : null;
    position += read;
  }
  return null;
}

interface Trial {
  /** Where the second record starts. */
  readonly start: number | null;
  /** In [0, 1]: which share of the later ones has as many cells as the header, less for quotes out of place. */
  readonly sense: number;
}

/** Reads bytes as records, of which the first one started before them, and so did `before`. */
function trial(before: Buffer, bytes: Buffer, { delimiter, header: { width } }: DelimitedFormat): Trial {
  let start: number | null = null;
  let right = 0;
  let wrong = 0;
  let isFirst = true;
  const sink: RecordSink = {
    record(_, offset) {
      if (!isFirst) {
        start ??= offset;
        right++;
      }
      isFirst = false;
    },
    skip() {
      if (!isFirst) wrong++;
      isFirst = false;
    },
  };
  const reader = delimitedReader(sink, delimiter, { header: { width, cells: [] } });
  reader.restart(-before.length);
  reader.push(before);
  reader.push(bytes);
  const share = right === 0 ? 0 : right / (right + wrong);
  return { start, sense: share / (1 + misplacedQuotes(Buffer.concat([before, bytes]), delimiter)) };
}

/** How many quotes neither open nor close a cell, of those that are not within one. */
function misplacedQuotes(bytes: Buffer, delimiter: string): number {
  const separator = delimiter.charCodeAt(0);
  const isBorder = (byte: number | undefined) =>
    byte === separator || byte === LF || byte === CR || byte === undefined;
  let count = 0;
  for (let i = bytes.indexOf(QUOTE); i >= 0; i = bytes.indexOf(QUOTE, i + 1)) {
    if (i > 0 && !isBorder(bytes[i - 1])) {
      count++;
      continue;
    }
    i = bytes.indexOf(QUOTE, i + 1);
    while (i >= 0 && bytes[i + 1] === QUOTE) i = bytes.indexOf(QUOTE, i + 2);
    if (i < 0) break;
    if (!isBorder(bytes[i + 1])) count++;
  }
  return count;
}
