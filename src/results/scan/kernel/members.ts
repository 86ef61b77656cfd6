import { afterSpace, areSame, CLOSING_BRACE, COLON, COMMA, OPENING_BRACE, QUOTE } from "./bytes";
import { slotOfKey } from "./host";
import { endOfString } from "./json";
import { CHUNK, MAX_SLOTS } from "./memory";

/**
 * Finding the members of objects, of which most have the same ones in the same order: what stands between two values,
 * such as `, "entropy": `, is remembered by the position of the member, for comparing bytes is quicker than reading
 * keys. Each kind of object has a table of its own.
 */
export const RECORD = 0;
export const TOKEN_DOCUMENT = 1;
export const TOKEN_ENTRY = 2;
export const TOKEN_ALTERNATIVE = 3;
const TABLES = 4;

/** Further members, or longer gaps, are not remembered. */
const MAX_MEMBERS = 256;
const MAX_GAP_BYTES = 64;
/** Of all names of a table together. */
export const MAX_NAME_BYTES = 64 << 10;
/** Where a name is put to be added. */
export const NEW_NAME = memory.data(MAX_NAME_BYTES, 16);

const GAP_LENGTHS = memory.data(TABLES * MAX_MEMBERS * 4, 16);
const GAP_SLOTS = memory.data(TABLES * MAX_MEMBERS * 4, 16);
const GAPS = memory.data(TABLES * MAX_MEMBERS * MAX_GAP_BYTES, 16);
const NAME_COUNTS = memory.data(TABLES * 4, 16);
/** The end of each name in its table's bytes. */
const NAME_ENDS = memory.data(TABLES * MAX_SLOTS * 4, 16);
const NAMES = memory.data(TABLES * MAX_NAME_BYTES, 16);

/** The slot of the last member: the index of its name, or the number of names when it is none of them. */
export let memberSlot: i32 = 0;
/** The address after the object's closing brace, when there was no further member; 0 when this is no JSON. */
export let objectEnd: usize = 0;

/** Forgets the names of a table and all gaps. */
export function clearNames(table: i32): void {
  store<i32>(NAME_COUNTS + (table << 2), 0);
  memory.fill(GAP_LENGTHS + ((table * MAX_MEMBERS) << 2), 0, MAX_MEMBERS * 4);
}

/** Gives a table the further name that stands at NEW_NAME in UTF-8. There must be room for it. */
export function addName(table: i32, length: i32): void {
  const index = load<i32>(NAME_COUNTS + (table << 2));
  const ends = NAME_ENDS + ((table * MAX_SLOTS) << 2);
  const start = index == 0 ? 0 : load<i32>(ends + ((index - 1) << 2));
  memory.copy(NAMES + table * MAX_NAME_BYTES + start, NEW_NAME, length);
  store<i32>(ends + (index << 2), start + length);
  store<i32>(NAME_COUNTS + (table << 2), index + 1);
}

/**
 * Goes on to the next member of an object.
 *
 * @param at the address of the opening brace, or after the value before
 * @param position of the member in its object, from 0
 * @returns the address of its value; 0 when there is none, see objectEnd
 */
export function nextMember(table: i32, at: usize, position: i32): usize {
  if (position < MAX_MEMBERS) {
    const entry = table * MAX_MEMBERS + position;
    const length = load<i32>(GAP_LENGTHS + (entry << 2));
    if (length > 0 && areSame(GAPS + entry * MAX_GAP_BYTES, at, length)) {
      memberSlot = load<i32>(GAP_SLOTS + (entry << 2));
      return at + length;
    }
  }
  return readMember(table, at, position);
}

function readMember(table: i32, from: usize, position: i32): usize {
  objectEnd = 0;
  let at = position == 0 ? from : afterSpace(from);
  const byte = load<u8>(at);
  if (position > 0 && byte == CLOSING_BRACE) {
    objectEnd = at + 1;
    return 0;
  }
  if (byte != (position == 0 ? OPENING_BRACE : COMMA)) return 0;
  const key = afterSpace(at + 1);
  if (position == 0 && load<u8>(key) == CLOSING_BRACE) {
    objectEnd = key + 1;
    return 0;
  }
  if (load<u8>(key) != QUOTE) return 0;
  const end = endOfString(key + 1);
  if (end == 0) return 0;
  const colon = afterSpace(end + 1);
  if (load<u8>(colon) != COLON) return 0;
  at = afterSpace(colon + 1);
  memberSlot = slotOf(table, key, end + 1);
  learnGap(table, from, i32(at - from), position);
  return at;
}

/** The slot of the key that is the JSON string in [from, to). */
function slotOf(table: i32, from: usize, to: usize): i32 {
  const key = from + 1;
  const length = i32(to - 1 - key);
  for (let i = 0; i < length; i++) {
    const byte = load<u8>(key + i);
    // Escapes and bytes beyond ASCII make a text that is not these bytes.
    if (byte >= 0x80 || byte == 0x5c) return slotOfKey(table, i32(from - CHUNK), i32(to - CHUNK));
  }
  const count = load<i32>(NAME_COUNTS + (table << 2));
  const ends = NAME_ENDS + ((table * MAX_SLOTS) << 2);
  const names = NAMES + table * MAX_NAME_BYTES;
  let start = 0;
  for (let slot = 0; slot < count; slot++) {
    const end = load<i32>(ends + (slot << 2));
    if (end - start == length && areSame(names + start, key, length)) return slot;
    start = end;
  }
  return count;
}

function learnGap(table: i32, from: usize, length: i32, position: i32): void {
  if (position >= MAX_MEMBERS || length > MAX_GAP_BYTES) return;
  const entry = table * MAX_MEMBERS + position;
  store<i32>(GAP_LENGTHS + (entry << 2), length);
  store<i32>(GAP_SLOTS + (entry << 2), memberSlot);
  memory.copy(GAPS + entry * MAX_GAP_BYTES, from, length);
}
