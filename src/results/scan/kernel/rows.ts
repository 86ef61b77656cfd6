import { arePrintable, areSame, isDigit, SPACE } from "./bytes";
import { linesOfRow, scanRow } from "./delimited";
import { scanLine } from "./json";
import { MISSING, NULL, NUMBER, TEXT } from "./kinds";
import { CHUNK } from "./memory";
import { codeOf, forgetSlots, MAX_RECURRING, meaningOf, recurring } from "./recurring";
import { endOf, kindOf, numberAt, startOf } from "./spans";

/**
 * Rows of records of which everything is usual: metrics are numbers, ids are plain, and the values that recur have been
 * met before. They are gathered in columns; any other record stops the scan, and is left to the thread.
 */
export const MAX_ROWS = 8192;
export const ROW_ENTROPY = memory.data(MAX_ROWS * 8, 16);
export const ROW_JS_DIVERGENCE = memory.data(MAX_ROWS * 8, 16);
export const ROW_CONFIDENCE = memory.data(MAX_ROWS * 8, 16);
/** Whether prediction and target are the same, where that is asked for. */
export const ROW_MATCHES = memory.data(MAX_ROWS, 16);
/** Where the row's record starts, and on which line, counted as {@link placeRows} says. */
export const ROW_OFFSETS = memory.data(MAX_ROWS * 8, 16);
export const ROW_LINES = memory.data(MAX_ROWS * 4, 16);
/** The codes of the values that recur, a column of MAX_ROWS for each of their slots. */
export const ROW_CODES = memory.data(MAX_RECURRING * MAX_ROWS * 2, 16);
/** What these codes mean, likewise. */
export const ROW_MEANINGS = memory.data(MAX_RECURRING * MAX_ROWS, 16);
/** The ids' bytes one after the other, and where each of them ends. */
const ID_BYTES = 512 << 10;
export const ROW_IDS = memory.data(ID_BYTES + 16, 16);
export const ROW_ID_ENDS = memory.data(MAX_ROWS * 4, 16);

/** Why a scan stopped: at its limit or for want of room; at a record that is no usual row; at one not recognised. */
export const DONE = 0;
export const NO_USUAL_ROW = 1;
export const NOT_RECOGNISED = 2;

const MAX_ID_BYTES: usize = 256;
const MAX_PLAIN_DIGITS: usize = 15;
const NONE = -1;
const LN2: f64 = 0.6931471805599453;

/** Slots of what rows are made of; NONE where there is no such column. */
let entropySlot: i32 = NONE;
let jsDivergenceSlot: i32 = NONE;
let confidenceSlot: i32 = NONE;
let idSlot: i32 = NONE;
let predictionSlot: i32 = NONE;
let targetSlot: i32 = NONE;
/** By what the metrics are multiplied to be in nats. */
let entropyScale: f64 = 1;
let jsDivergenceScale: f64 = 1;

let chunkOffset: f64 = 0;
let firstLine: i32 = 0;
let rows: i32 = 0;
let lines: i32 = 0;
let idBytes: usize = 0;
let stop: i32 = DONE;
/** Where the record ends that is no usual row. */
let stopEnd: i32 = 0;

/** Says what rows are made of. Forgets the values that recur. */
export function planRows(
  entropy: i32,
  scaleOfEntropy: f64,
  jsDivergence: i32,
  scaleOfJsDivergence: f64,
  confidence: i32,
  id: i32,
  prediction: i32,
  target: i32,
): void {
  entropySlot = entropy;
  entropyScale = scaleOfEntropy;
  jsDivergenceSlot = jsDivergence;
  jsDivergenceScale = scaleOfJsDivergence;
  confidenceSlot = confidence;
  idSlot = id;
  predictionSlot = prediction;
  targetSlot = target;
  forgetSlots();
}

/** Says where the chunk stands, and which line the next scan starts on. */
export function placeRows(offset: f64, line: i32): void {
  chunkOffset = offset;
  firstLine = line;
}

export function rowCount(): i32 {
  return rows;
}
/** How many lines the rows of the last scan take. */
export function rowLines(): i32 {
  return lines;
}
export function rowIdBytes(): i32 {
  return i32(idBytes);
}
export function rowStop(): i32 {
  return stop;
}
export function rowStopEnd(): i32 {
  return stopEnd;
}

/**
 * Gathers rows from lines of JSON.
 *
 * @param limit before which records start: the chunk's last line feed
 * @param slots see scanLine
 * @returns where the scan stopped: where a record starts, or may start
 */
export function scanLineRows(start: i32, limit: i32, slots: i32): i32 {
  beginRows();
  let at = start;
  while (at < limit && hasRoom()) {
    const next = scanLine(at, slots);
    if (next < 0) return stopAt(at, NOT_RECOGNISED, 0);
    if (!addRow(at)) return stopAt(at, NO_USUAL_ROW, next);
    lines++;
    at = next;
  }
  return at;
}

/** Gathers rows from records of delimited text; see scanLineRows and scanRow. */
export function scanDelimitedRows(start: i32, limit: i32, width: i32, delimiter: u8): i32 {
  beginRows();
  let at = start;
  while (at < limit && hasRoom()) {
    const next = scanRow(at, width, delimiter);
    if (next < 0) return stopAt(at, NOT_RECOGNISED, 0);
    if (!addRow(at)) return stopAt(at, NO_USUAL_ROW, next);
    lines += linesOfRow();
    at = next;
  }
  return at;
}

/**
 * Gathers ids from texts at CHUNK that follow one another, each behind its length in four bytes.
 *
 * @param count how many there are
 * @returns how many were gathered: up to the first that is no plain one, or as many as there is room for
 */
export function gatherTexts(count: i32): i32 {
  beginRows();
  let at = CHUNK;
  while (rows < count && hasRoom()) {
    const length = usize(load<u32>(at));
    const start = at + 4;
    if (length > MAX_ID_BYTES || !isPlain(start, length)) break;
    storeId(start, length);
    rows++;
    at = start + length;
  }
  return rows;
}

function beginRows(): void {
  rows = lines = 0;
  idBytes = 0;
  stop = DONE;
}

function hasRoom(): bool {
  return rows < MAX_ROWS && idBytes <= usize(ID_BYTES) - MAX_ID_BYTES;
}

function stopAt(at: i32, reason: i32, end: i32): i32 {
  stop = reason;
  stopEnd = end;
  return at;
}

/** Adds the record that has been scanned. @returns false, with nothing done, when it is no usual one */
function addRow(start: i32): bool {
  if (kindOf(entropySlot) != NUMBER || kindOf(jsDivergenceSlot) != NUMBER) return false;
  const entropy = load<f64>(numberAt(entropySlot)) * entropyScale;
  const jsDivergence = load<f64>(numberAt(jsDivergenceSlot)) * jsDivergenceScale;
  if (!(entropy >= 0 && entropy < Infinity && jsDivergence >= 0 && jsDivergence <= LN2)) return false;
  if (confidenceSlot != NONE) {
    const kind = kindOf(confidenceSlot);
    if (kind != NUMBER && kind != MISSING && kind != NULL) return false;
    const given = kind == NUMBER ? load<f64>(numberAt(confidenceSlot)) : NaN;
    store<f64>(ROW_CONFIDENCE + (rows << 3), given >= 0 && given <= 1 ? given : NaN);
  }
  if (predictionSlot != NONE) {
    if (!isPlainText(predictionSlot) || !isPlainText(targetSlot)) return false;
    store<u8>(ROW_MATCHES + rows, u8(isSameText(predictionSlot, targetSlot)));
  }
  for (let i = 0; i < recurring; i++) {
    const code = codeOf(i);
    if (code == NONE) return false;
    const row = i * MAX_ROWS + rows;
    store<u16>(ROW_CODES + (row << 1), u16(code));
    store<u8>(ROW_MEANINGS + row, meaningOf(i, code));
  }
  if (idSlot != NONE && !addId()) return false;
  // Adding 0 turns -0 into 0.
  store<f64>(ROW_ENTROPY + (rows << 3), entropy + 0);
  store<f64>(ROW_JS_DIVERGENCE + (rows << 3), jsDivergence + 0);
  store<f64>(ROW_OFFSETS + (rows << 3), chunkOffset + f64(start));
  store<i32>(ROW_LINES + (rows << 2), firstLine + lines);
  rows++;
  return true;
}

function addId(): bool {
  const start = startOf(idSlot);
  const length = endOf(idSlot) - start;
  const kind = kindOf(idSlot);
  if (kind == TEXT) {
    if (length > MAX_ID_BYTES || !isPlain(start, length)) return false;
  } else if (kind != NUMBER || !isInteger(start, length)) return false;
  storeId(start, length);
  return true;
}

/** Stores the id of the next row. */
function storeId(start: usize, length: usize): void {
  const id = ROW_IDS + idBytes;
  for (let i: usize = 0; i < length; i += 16) v128.store(id + i, v128.load(start + i));
  idBytes += length;
  store<i32>(ROW_ID_ENDS + (rows << 2), i32(idBytes));
}

/** Whether a number's bytes are those of its text: digits only, and no more than a double holds. */
function isInteger(start: usize, length: usize): bool {
  if (length > MAX_PLAIN_DIGITS) return false;
  for (let i: usize = 0; i < length; i++) if (!isDigit(load<u8>(start + i))) return false;
  return true;
}

function isPlainText(slot: i32): bool {
  const start = startOf(slot);
  return kindOf(slot) == TEXT && isPlain(start, endOf(slot) - start);
}

/** Whether bytes are characters of ASCII, no control characters, with no space before or after them. */
function isPlain(start: usize, length: usize): bool {
  if (length == 0 || load<u8>(start) == SPACE || load<u8>(start + length - 1) == SPACE) return false;
  return arePrintable(start, length);
}

function isSameText(a: i32, b: i32): bool {
  const length = endOf(a) - startOf(a);
  return endOf(b) - startOf(b) == length && areSame(startOf(a), startOf(b), length);
}
