const decoder = new TextDecoder();

/** Texts in UTF-8, where they stand in memory. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  /** Where each of them starts. */
  readonly starts: Uint32Array;
  /** Where each of them ends, as many as starts. */
  readonly ends: Uint32Array;
  /** How many bytes, its length, stand between each of them and the one before; left out where that is not so. */
  readonly apart?: number;
}

export function arePacked(values: object): values is PackedTexts {
  return "starts" in values;
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
      ...first,
      starts: first.starts.subarray(from, to),
      ends: first.ends.subarray(from, to),
    };
  }
  // Those of one dictionary are in the same bytes.
  const places = new Map<Uint8Array, number>();
  let size = 0;
  for (const { bytes } of lists) {
    if (places.has(bytes)) continue;
    places.set(bytes, size);
    size += bytes.length;
  }
  const bytes = new Uint8Array(size);
  for (const [part, place] of places) bytes.set(part, place);
  const starts = new Uint32Array(lists.reduce((sum, texts) => sum + texts.starts.length, 0));
  const ends = new Uint32Array(starts.length);
  let length = 0;
  for (const texts of lists) {
    const place = places.get(texts.bytes) ?? 0;
    for (let i = 0; i < texts.starts.length; i++) {
      starts[length] = place + (texts.starts[i] ?? 0);
      ends[length++] = place + (texts.ends[i] ?? 0);
    }
  }
  return { bytes, starts: starts.subarray(from, to), ends: ends.subarray(from, to) };
}
