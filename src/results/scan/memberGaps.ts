import type { ScannedBytes } from "./scannedBytes";

/** Further members, or longer gaps, are not remembered. */
const MAX_MEMBERS = 256;
const MAX_BYTES = 64;
const MAX_WORDS = MAX_BYTES / 4;

/**
 * What stands between the values of a record, such as `, "entropy": `, remembered by the position of the member: most
 * records of a file have the same members in the same order, and comparing bytes is quicker than reading keys.
 */
export interface MemberGaps {
  /** The slot of the value after the remembered gap of this position; meaningful after a match only. */
  readonly slots: Int32Array;
  /** The length of the gap at this position when it stands here, else 0. */
  match(scanned: ScannedBytes, index: number, position: number): number;
  learn(scanned: ScannedBytes, start: number, end: number, position: number, slot: number): void;
}

export function memberGaps(): MemberGaps {
  const slots = new Int32Array(MAX_MEMBERS);
  const lengths = new Int32Array(MAX_MEMBERS + 1);
  const words = new Int32Array(MAX_MEMBERS * MAX_WORDS);
  return {
    slots,
    match({ view }, index, position) {
      const length = lengths[position] ?? 0;
      if (length === 0) return 0;
      let word = position * MAX_WORDS;
      // The last word overlaps the one before, or, of a short gap, reaches into the value.
      const last = index + length - 4;
      for (let i = index; i < last; i += 4) {
        if (view.getInt32(i, true) !== words[word]) return 0;
        word++;
      }
      return view.getInt32(last, true) === words[word] ? length : 0;
    },
    learn({ bytes }, start, end, position, slot) {
      const length = end - start;
      if (position >= MAX_MEMBERS || length > MAX_BYTES || length < 4) return;
      slots[position] = slot;
      lengths[position] = length;
      let word = position * MAX_WORDS;
      for (let i = start; i < end - 4; i += 4) words[word++] = bytes.readInt32LE(i);
      words[word] = bytes.readInt32LE(end - 4);
    },
  };
}
