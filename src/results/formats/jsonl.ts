import { isObject, parseJson } from "../parseJson";
import {
  MAX_RECORD_BYTES,
  RECORD_TOO_LONG,
  recordCarry,
  type ResumedReader,
  type RecordSink,
} from "../recordBytes";
import { INCOMPLETE_LINE, MALFORMED_JSON, NO_JSON_OBJECT } from "./textReasons";
import type { ChunkScan } from "../scan/chunkScan";
import { CR, LF, OPENING_BRACE } from "../asciiBytes";

/**
 * One JSON object per line; lines end in LF, CRLF or CR, and blank lines are not records.
 *
 * @param openScan a quicker way for the lines that it recognises, asked for until there is one
 */
export function jsonlReader(sink: RecordSink, openScan: () => ChunkScan | null = () => null): ResumedReader {
  const carry = recordCarry();
  let scan: ChunkScan | null = null;
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

  return {
    push(chunk) {
      const lastLineFeed = chunk.length > MAX_RECORD_BYTES ? -1 : chunk.lastIndexOf(LF);
      let isScanOpen = false;
      let start = isAfterCr && chunk[0] === LF ? 1 : 0;
      isAfterCr = false;
      lineOffset += start;
      while (start < chunk.length) {
        if (carry.isEmpty() && start < lastLineFeed) {
          scan ??= openScan();
          if (!isScanOpen) scan?.open(chunk, lastLineFeed);
          isScanOpen = scan !== null;
          const next = scan?.take(start, chunkOffset, line) ?? start;
          if (scan !== null && next > start) {
            line += scan.lines();
            start = next;
            lineOffset = chunkOffset + start;
            continue;
          }
        }
        const end = endOfLine(chunk, start);
        if (end < 0) break;
        finishLine(chunk, start, end, true);
        line++;
        start = end + 1;
        if (chunk[end] === CR) {
          isAfterCr = start === chunk.length;
          if (chunk[start] === LF) start++;
        }
        lineOffset = chunkOffset + start;
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

/** The index of the LF or CR that comes next; negative when there is none. */
function endOfLine(chunk: Buffer, start: number): number {
  const lf = chunk.indexOf(LF, start);
  const cr = chunk.subarray(start, lf < 0 ? undefined : lf).indexOf(CR);
  return cr < 0 ? lf : start + cr;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 32 || byte === 9;
}
