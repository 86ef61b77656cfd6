import { areSame } from "./bytes";
import { NUMBER, TEXT, TRUE } from "./kinds";
import { endOf, kindOf, startOf } from "./spans";

/**
 * Values that recur, such as the names of a few models, by slot and code: literals by their kind, and texts and numbers
 * by a hash with one place per code, where what is met later takes the place of what was met before.
 */
const CODES = 256;
/** Of hashes and, behind them, of literals. */
export const MAX_CODES = CODES + 4;
const MAX_VALUE_BYTES = 64;
/** So many slots may have values that recur. */
export const MAX_RECURRING = 32;
const NONE = -1;

const RECURRING_SLOTS = memory.data(MAX_RECURRING * 4, 16);
/** 1 for literals that have been met. */
const LITERALS = memory.data(MAX_RECURRING * 4, 16);
/** The kind of the value that has a code, 0 when none has it. */
const VALUE_KINDS = memory.data(MAX_RECURRING * CODES, 16);
const VALUE_LENGTHS = memory.data(MAX_RECURRING * CODES, 16);
const VALUES = memory.data(MAX_RECURRING * CODES * MAX_VALUE_BYTES, 16);

/** What codes mean to the thread, a row of {@link MAX_CODES} for each slot: written by it, and given back with rows. */
export const MEANINGS = memory.data(MAX_RECURRING * MAX_CODES, 16);

/** How many slots have values that recur. */
export let recurring: i32 = 0;

/** Forgets the slots and all values. */
export function forgetSlots(): void {
  recurring = 0;
  forgetRecurring();
}

/** Has the values of a slot be given codes. */
export function addRecurring(slot: i32): void {
  store<i32>(RECURRING_SLOTS + (recurring << 2), slot);
  recurring++;
}

/** Forgets all values that recur. */
export function forgetRecurring(): void {
  memory.fill(LITERALS, 0, MAX_RECURRING * 4);
  memory.fill(VALUE_KINDS, 0, MAX_RECURRING * CODES);
}

/** The code of the present record's value in a recurring slot; NONE when it has not been met, or may not be given one. */
export function codeOf(index: i32): i32 {
  const slot = load<i32>(RECURRING_SLOTS + (index << 2));
  const kind = kindOf(slot);
  if (kind <= TRUE) return load<u8>(LITERALS + (index << 2) + kind) != 0 ? CODES + i32(kind) : NONE;
  if (kind != TEXT && kind != NUMBER) return NONE;
  const start = startOf(slot);
  const length = endOf(slot) - start;
  if (length > usize(MAX_VALUE_BYTES)) return NONE;
  const code = hashOf(start, length);
  const entry = index * CODES + code;
  if (load<u8>(VALUE_KINDS + entry) != kind || load<u8>(VALUE_LENGTHS + entry) != u8(length)) return NONE;
  return areSame(start, VALUES + entry * MAX_VALUE_BYTES, length) ? code : NONE;
}

/**
 * Gives the present record's value in a recurring slot a code, which another one may have had.
 *
 * @returns NONE when it may have none
 */
export function learnRecurring(index: i32): i32 {
  const slot = load<i32>(RECURRING_SLOTS + (index << 2));
  const kind = kindOf(slot);
  if (kind <= TRUE) {
    store<u8>(LITERALS + (index << 2) + kind, 1);
    return CODES + i32(kind);
  }
  const start = startOf(slot);
  const length = endOf(slot) - start;
  if ((kind != TEXT && kind != NUMBER) || length > usize(MAX_VALUE_BYTES)) return NONE;
  const code = hashOf(start, length);
  const entry = index * CODES + code;
  store<u8>(VALUE_KINDS + entry, kind);
  store<u8>(VALUE_LENGTHS + entry, u8(length));
  memory.copy(VALUES + entry * MAX_VALUE_BYTES, start, length);
  return code;
}

export function meaningOf(index: i32, code: i32): u8 {
  return load<u8>(MEANINGS + index * MAX_CODES + code);
}

/** Of the length and of the first and the last bytes, with what stands before or after a short value left out. */
function hashOf(start: usize, length: usize): i32 {
  let head: u32 = 0;
  let tail: u32 = 0;
  if (length >= 4) {
    head = load<u32>(start);
    tail = load<u32>(start + length - 4);
  } else for (let i: usize = 0; i < length; i++) head = (head << 8) | load<u8>(start + i);
  const mixed = (head ^ (tail * 0x9e3779b1) ^ u32(length)) * 0x85ebca6b;
  return i32(mixed >> 24);
}
