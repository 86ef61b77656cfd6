import { CHUNK, ENDS, KINDS, NUMBERS, STARTS } from "./memory";

/** The span in a slot of the present record, by addresses. */
export function putSpan(slot: i32, kind: u8, from: usize, to: usize): void {
  store<u8>(KINDS + slot, kind);
  store<i32>(STARTS + (slot << 2), i32(from - CHUNK));
  store<i32>(ENDS + (slot << 2), i32(to - CHUNK));
}

export function kindOf(slot: i32): u8 {
  return load<u8>(KINDS + slot);
}

export function startOf(slot: i32): usize {
  return CHUNK + usize(load<i32>(STARTS + (slot << 2)));
}

export function endOf(slot: i32): usize {
  return CHUNK + usize(load<i32>(ENDS + (slot << 2)));
}

/** Where the number in a slot is. */
export function numberAt(slot: i32): usize {
  return NUMBERS + (slot << 3);
}
