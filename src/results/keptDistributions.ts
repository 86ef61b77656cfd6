import type { Outcomes } from "./recordOutcomes";
import type { KeptDistributions } from "./sampleTable";
import type { TokenLogprobs } from "./tokenLogprobs";

/** What can be kept of a sample for a comparison with another model's. */
export type Comparable = Outcomes | TokenLogprobs;

/** Keeps samples' distributions in typed arrays, in the order of the samples. */
export interface DistributionKeeper {
  hasRoomFor(sample: Comparable): boolean;
  keep(sample: Comparable): void;
  /** @returns null when nothing was kept */
  finish(): KeptDistributions | null;
}

/** About 1.5 GB. */
export const MAX_KEPT_VALUES = 2 ** 27;
const FIRST_CAPACITY = 1024;

export function distributionKeeper(maxValues = MAX_KEPT_VALUES): DistributionKeeper {
  const values = growing((capacity) => new Float64Array(capacity));
  const outcomes = growing((capacity) => new Uint32Array(capacity));
  const ends = growing((capacity) => new Float64Array(capacity));
  const chosen = growing((capacity) => new Uint32Array(capacity));
  const sampleEnds = growing((capacity) => new Float64Array(capacity));
  const codes = new Map<string, number>([["", 0]]);
  let isOfTokens = false;

  /** The code of a name, new or known; 0 for none. */
  const codeOf = (name: string | null | undefined) => {
    if (name === null || name === undefined) return 0;
    const known = codes.get(name);
    if (known !== undefined) return known;
    codes.set(name, codes.size);
    return codes.size - 1;
  };

  return {
    hasRoomFor: (sample) =>
      values.length() + ("p" in sample ? sample.p : sample.logprobs).length <= maxValues,
    keep(sample) {
      if ("p" in sample) {
        sample.p.forEach((p, i) => {
          values.push(p);
          outcomes.push(codeOf(sample.labels?.[i]));
        });
        ends.push(values.length());
      } else {
        isOfTokens = true;
        const before = values.length();
        sample.logprobs.forEach((logprob, i) => {
          values.push(logprob);
          outcomes.push(codeOf(sample.outcomes[i]));
        });
        sample.ends.forEach((end, position) => {
          ends.push(before + end);
          chosen.push(codeOf(sample.chosen[position]));
        });
      }
      sampleEnds.push(ends.length());
    },
    finish: () =>
      sampleEnds.length() === 0
        ? null
        : {
            kind: isOfTokens ? "tokens" : "options",
            values: values.entries(),
            outcomes: outcomes.entries(),
            ends: ends.entries(),
            chosen: chosen.entries(),
            sampleEnds: sampleEnds.entries(),
            names: [...codes.keys()],
          },
  };
}

interface Growable {
  readonly length: number;
  [index: number]: number;
}

/** A typed array that doubles when it is full. */
function growing<T extends Growable & { set(values: T): void; slice(start: number, end: number): T }>(
  allocate: (capacity: number) => T,
) {
  let column = allocate(FIRST_CAPACITY);
  let length = 0;
  return {
    length: () => length,
    push(value: number) {
      if (length === column.length) {
        const larger = allocate(length * 2);
        larger.set(column);
        column = larger;
      }
      column[length++] = value;
    },
    entries: () => column.slice(0, length),
  };
}
