import type { SampleTable, StringColumn } from "../results/sampleTable";

/** The samples of one panel, with what identifies them. */
export interface IdentifiedSamples {
  readonly table: Pick<SampleTable, "id" | "layout">;
  /** The samples' indices in the table; null when they are the table's, all in order. */
  readonly tableIndex: Uint32Array | null;
}

/** Which samples of two panels answer the same question. */
export interface SamplePairs {
  /** Pair i is sample `first[i]` of the first panel and sample `second[i]` of the second; ascending in `first`. */
  readonly first: Uint32Array<ArrayBuffer>;
  readonly second: Uint32Array<ArrayBuffer>;
  /** Samples of the first panel without a partner. */
  readonly unpairedFirst: number;
  readonly unpairedSecond: number;
  /** Ids that both panels have and at least one has more than once: which belongs to which is not known. */
  readonly ambiguousIds: number;
  /** `position`: neither file has ids, and a record's place in its file stands for one. */
  readonly by: "id" | "position";
}

const NONE = -1;
const AMBIGUOUS = -2;

/**
 * Pairs the samples of two panels by id. Ids are compared as bytes where they lie, through a hash table of
 * indices: no string is made. An id that a panel repeats is paired with nothing.
 *
 * @returns null when only one of the files has ids, so that there is nothing to compare
 */
export function pairSamples(first: IdentifiedSamples, second: IdentifiedSamples): SamplePairs | null {
  const hasIds = first.table.layout.id !== null;
  if (hasIds !== (second.table.layout.id !== null)) return null;
  const firstCount = sampleCount(first);
  const secondCount = sampleCount(second);
  const partners = partnersByFirst(first, firstCount, second, secondCount);
  let pairs = 0;
  let ambiguousIds = 0;
  for (const partner of partners) {
    if (partner >= 0) pairs++;
    else if (partner === AMBIGUOUS) ambiguousIds++;
  }
  const firstOfPair = new Uint32Array(pairs);
  const secondOfPair = new Uint32Array(pairs);
  let pair = 0;
  partners.forEach((partner, sample) => {
    if (partner < 0) return;
    firstOfPair[pair] = sample;
    secondOfPair[pair] = partner;
    pair++;
  });
  return {
    first: firstOfPair,
    second: secondOfPair,
    unpairedFirst: firstCount - pairs,
    unpairedSecond: secondCount - pairs,
    ambiguousIds,
    by: hasIds ? "id" : "position",
  };
}

/**
 * Per sample of the first panel its partner, NONE, or AMBIGUOUS; of samples with the same id only the first says
 * AMBIGUOUS.
 */
function partnersByFirst(
  first: IdentifiedSamples,
  firstCount: number,
  second: IdentifiedSamples,
  secondCount: number,
): Int32Array {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * firstCount + 2))).fill(NONE);
  const isRepeated = new Uint8Array(firstCount);
  const slotOf = (samples: IdentifiedSamples, sample: number) => {
    let slot = hashOfId(samples, sample) & (slots.length - 1);
    for (;;) {
      const candidate = slots[slot] ?? NONE;
      if (candidate === NONE || isSameId(first, candidate, samples, sample)) return slot;
      slot = (slot + 1) & (slots.length - 1);
    }
  };
  for (let sample = 0; sample < firstCount; sample++) {
    const slot = slotOf(first, sample);
    const earlier = slots[slot] ?? NONE;
    if (earlier === NONE) slots[slot] = sample;
    else isRepeated[earlier] = 1;
  }
  const partners = new Int32Array(firstCount).fill(NONE);
  for (let sample = 0; sample < secondCount; sample++) {
    const partner = slots[slotOf(second, sample)] ?? NONE;
    if (partner === NONE) continue;
    const isFree = partners[partner] === NONE && isRepeated[partner] === 0;
    partners[partner] = isFree ? sample : AMBIGUOUS;
  }
  return partners;
}

function sampleCount({ table, tableIndex }: IdentifiedSamples): number {
  return tableIndex === null ? table.id.ends.length : tableIndex.length;
}

function rowOf({ tableIndex }: IdentifiedSamples, sample: number): number {
  return tableIndex === null ? sample : (tableIndex[sample] ?? 0);
}

function startOf({ ends }: StringColumn, row: number): number {
  return row === 0 ? 0 : (ends[row - 1] ?? 0);
}

/** FNV-1a, its high bits mixed into the low ones. */
function hashOfId(samples: IdentifiedSamples, sample: number): number {
  const row = rowOf(samples, sample);
  const { id } = samples.table;
  const end = id.ends[row] ?? 0;
  let hash = 0x811c9dc5;
  for (let i = startOf(id, row); i < end; i++) hash = Math.imul(hash ^ (id.bytes[i] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

function isSameId(a: IdentifiedSamples, aSample: number, b: IdentifiedSamples, bSample: number): boolean {
  const aRow = rowOf(a, aSample);
  const bRow = rowOf(b, bSample);
  const aStart = startOf(a.table.id, aRow);
  const bStart = startOf(b.table.id, bRow);
  const length = (a.table.id.ends[aRow] ?? 0) - aStart;
  if (length !== (b.table.id.ends[bRow] ?? 0) - bStart) return false;
  for (let i = 0; i < length; i++) {
    if (a.table.id.bytes[aStart + i] !== b.table.id.bytes[bStart + i]) return false;
  }
  return true;
}
