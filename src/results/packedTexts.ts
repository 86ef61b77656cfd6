const decoder = new TextDecoder();

/** Texts in UTF-8, where they stand in memory. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  /** Where each of them starts. */
  readonly starts: Uint32Array;
  /** Where each of them ends, as many as starts. */
  readonly ends: Uint32Array;
}

/** One of the texts, or undefined where there is none. */
export function textAt({ bytes, starts, ends }: PackedTexts, index: number): string | undefined {
  const start = starts[index];
  return start === undefined ? undefined : decoder.decode(bytes.subarray(start, ends[index]));
}

export function allTexts(texts: PackedTexts): (string | undefined)[] {
  return Array.from(texts.starts, (_, i) => textAt(texts, i));
}

/** The texts [from, to) of several lists one after the other. */
export function joinedTexts(lists: readonly PackedTexts[], from: number, to: number): PackedTexts {
  const [first] = lists;
  if (first !== undefined && lists.length === 1) {
    return {
      bytes: first.bytes,
      starts: first.starts.subarray(from, to),
      ends: first.ends.subarray(from, to),
    };
  }
  const sum = (sizeOf: (texts: PackedTexts) => number) =>
    lists.reduce((total, texts) => total + sizeOf(texts), 0);
  const bytes = new Uint8Array(sum((texts) => texts.bytes.length));
  const starts = new Uint32Array(sum((texts) => texts.starts.length));
  const ends = new Uint32Array(starts.length);
  let length = 0;
  let used = 0;
  for (const texts of lists) {
    bytes.set(texts.bytes, used);
    for (let i = 0; i < texts.starts.length; i++) {
      starts[length] = used + (texts.starts[i] ?? 0);
      ends[length++] = used + (texts.ends[i] ?? 0);
    }
    used += texts.bytes.length;
  }
  return { bytes, starts: starts.subarray(from, to), ends: ends.subarray(from, to) };
}
