import { capacityFor, grown, trimmed } from "./columnGrowth";
import type { LengthColumn, SampleLength } from "./textLengths";

/** One of a table's lengths while it grows. */
export interface OpenLength {
  set(sample: number, length: number): void;
  /** Adds those of a later part of the file, whose first sample becomes `sample`. */
  append(part: Uint32Array, sample: number): void;
  /** Those of the first samples, after which there are none. */
  takePart(samples: number): Uint32Array<ArrayBuffer>;
  closed(samples: number): LengthColumn;
}

/** @param expected how many samples there will be, 0 when not known */
export function openLength({ of, unit }: SampleLength, expected: () => number): OpenLength {
  let values = new Uint32Array(0);
  const makeRoom = (samples: number) => {
    if (samples <= values.length) return;
    values = grown(values, new Uint32Array(capacityFor(values.length, samples, expected())));
  };
  return {
    set(sample, length) {
      makeRoom(sample + 1);
      values[sample] = length;
    },
    append(part, sample) {
      makeRoom(sample + part.length);
      values.set(part, sample);
    },
    takePart(samples) {
      makeRoom(samples);
      return values.slice(0, samples);
    },
    closed(samples) {
      makeRoom(samples);
      return { of, unit, values: trimmed(values, samples) };
    },
  };
}
