import { isObject, parseJson } from "../parseJson";
import {
  MAX_RECORD_BYTES,
  RECORD_TOO_LONG,
  recordCarry,
  type ResumedReader,
  type RecordSink,
} from "../recordBytes";
import { INCOMPLETE_LINE, MALFORMED_JSON, NO_JSON_OBJECT } from "./textReasons";
import { CR, LF, OPENING_BRACE } from "../asciiBytes";

/** A quicker way for lines that it recognises. */
export interface LineScan {
  /** Looks at another chunk. */
  open(chunk: Buffer): void;
  /**
   * Takes the record that starts with a brace at `start`, before the last line feed of the chunk.
   *
   * @returns the start of the next line; negative, with nothing done, when the line is to be read as any other
   */
  record(start: number, offset: number, line: number): number;
}

/**
 * One JSON object per line; lines end in LF, CRLF or CR, and blank lines are not records.
 *
 * @param openScan a quicker way for the lines that it recognises, asked for until there is one
 */
export function jsonlReader(sink: RecordSink, openScan: () => LineScan | null = () => null): ResumedReader {
  const carry = recordCarry();
  let scan: LineScan | null = null;
  let line = 1;
  let chunkOffset = 0;
  let lineOffset = 0;
  let isAfterCr = false;

  const readLine = (bytes: Buffer, from: number, to: number, isComplete: boolean) => {
    let start = from;
    while (start < to && isSpace(bytes[start])) start++;
    if (start === to) return;
    if (to - start > MAX_RECORD_BYTES) {
      sink.skip(RECORD_TOO_LONG(), line);
      return;
    }
    let value: unknown;
    try {
      value = parseJson(bytes.toString("utf8", start, to));
    } catch {
      const isCutOff = !isComplete && bytes[start] === OPENING_BRACE;
      sink.skip(isCutOff ? INCOMPLETE_LINE() : MALFORMED_JSON(), line);
      return;
    }
    if (isObject(value)) sink.record(value, lineOffset + start - from, line);
    else sink.skip(NO_JSON_OBJECT(), line);
  };

  const finishLine = (chunk: Buffer, start: number, end: number, isComplete: boolean) => {
    if (carry.isEmpty()) {
      readLine(chunk, start, end, isComplete);
      return;
    }
    const whole = carry.complete(chunk, start, end);
    if (whole === null) sink.skip(RECORD_TOO_LONG(), line);
    else readLine(whole, 0, whole.length, isComplete);
  };

  /** Reads lines as long as the scan recognises them. @returns the start of the line where it stopped */
  const scanLines = (chunk: Buffer, from: number, lastLineFeed: number): number => {
    let start = from;
    while (scan !== null && start < lastLineFeed && chunk[start] === OPENING_BRACE) {
      const next = scan.record(start, chunkOffset + start, line);
      if (next < 0) break;
      line++;
      start = next;
    }
    return start;
  };

  return {
    push(chunk) {
      const lastLineFeed = chunk.length > MAX_RECORD_BYTES ? -1 : chunk.lastIndexOf(LF);
      let isScanOpen = false;
      let start = isAfterCr && chunk[0] === LF ? 1 : 0;
      isAfterCr = false;
      lineOffset += start;
      let lf = chunk.indexOf(LF, start);
      let cr = chunk.indexOf(CR, start);
      while (lf >= 0 || cr >= 0) {
        if (carry.isEmpty() && start < lastLineFeed) {
          scan ??= openScan();
          if (!isScanOpen) scan?.open(chunk);
          isScanOpen = scan !== null;
          const next = scanLines(chunk, start, lastLineFeed);
          if (next > start) {
            start = next;
            lineOffset = chunkOffset + start;
            if (lf < start) lf = chunk.indexOf(LF, start);
            if (cr >= 0 && cr < start) cr = chunk.indexOf(CR, start);
            continue;
          }
        }
        const isCr = cr >= 0 && (lf < 0 || cr < lf);
        const end = isCr ? cr : lf;
        finishLine(chunk, start, end, true);
        line++;
        start = end + 1;
        if (isCr && start === chunk.length) isAfterCr = true;
        if (isCr && lf === start) start++;
        lineOffset = chunkOffset + start;
        if (lf >= 0 && lf < start) lf = chunk.indexOf(LF, start);
        if (isCr) cr = chunk.indexOf(CR, start);
      }
      carry.keep(chunk, start, chunk.length);
      chunkOffset += chunk.length;
    },
    place: () => ({ offset: lineOffset, line }),
    restart(offset) {
      carry.complete(Buffer.alloc(0), 0, 0);
      chunkOffset = lineOffset = offset;
      line = 1;
      isAfterCr = false;
    },
    end() {
      finishLine(Buffer.alloc(0), 0, 0, false);
    },
  };
}

function isSpace(byte: number | undefined): boolean {
  return byte === 32 || byte === 9;
}
