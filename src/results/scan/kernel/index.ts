import { areAscii } from "./bytes";
import { CHUNK } from "./memory";

export {
  CELL_SLOTS,
  CHOSEN,
  CHUNK,
  ENDS,
  KINDS,
  LOGPROBS,
  MAX_ALTERNATIVES,
  MAX_CHUNK_BYTES,
  MAX_PAGE_BYTES,
  MAX_SLOTS,
  MAX_WIDTH,
  NUMBERS,
  OUTCOMES,
  PAGE,
  POSITION_ENDS,
  STARTS,
  TOKEN_SPANS,
  WANTS_NUMBER,
  WANTS_TOKENS,
} from "./memory";
export { addName, clearNames, MAX_NAME_BYTES, NEW_NAME } from "./members";
export { charactersOfString, scanLine } from "./json";
export { linesOfRow, scanRow, setLastLineFeed } from "./delimited";
export {
  addRecurring,
  forgetRecurring,
  learnRecurring,
  MAX_CODES,
  MAX_RECURRING,
  MEANINGS,
} from "./recurring";
export {
  gatherTexts,
  MAX_ROWS,
  placeRows,
  planRows,
  ROW_CODES,
  ROW_CONFIDENCE,
  ROW_ENTROPY,
  ROW_ID_ENDS,
  ROW_IDS,
  ROW_JS_DIVERGENCE,
  ROW_LINES,
  ROW_MATCHES,
  ROW_MEANINGS,
  ROW_OFFSETS,
  rowCount,
  rowIdBytes,
  rowLines,
  rowStop,
  rowStopEnd,
  scanDelimitedRows,
  scanLineRows,
} from "./rows";
export { isLongAnswer } from "./longAnswer";
export { sumOfEntropies } from "./entropies";
export { decompressSnappy } from "./snappy";

/** Whether the bytes in [start, end) of the chunk are all ASCII. */
export function isAscii(start: i32, end: i32): bool {
  return areAscii(CHUNK + usize(start), usize(end - start));
}
