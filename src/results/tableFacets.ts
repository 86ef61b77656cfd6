import { capacityFor, grown, putMeanings, trimmed } from "./columnGrowth";
import { facetValue, MAX_FACET_VALUES } from "./facets";
import type { FacetColumn } from "./sampleTable";

/** One facet of a table while it grows. */
export interface OpenFacet {
  readonly name: string;
  /** The code of a value, new or known; the facet is given up when its values become too many. */
  codeOf(value: unknown): number;
  set(sample: number, code: number): void;
  /** Sets the codes of samples that follow one another. */
  setAll(from: number, codes: Uint8Array): void;
  /** Adds the codes of a later part of the file, whose first sample becomes `sample`. */
  append(part: FacetPart, sample: number): void;
  /** The codes of the first samples, after which the facet has neither values nor codes. */
  takePart(length: number): FacetPart;
  /** Nothing when there are not at least two values, or too many. */
  closed(length: number): FacetColumn[];
}

/** A facet in a part of a file; null when it was given up there. */
export type FacetPart = Omit<FacetColumn, "name"> | null;

/** @param expected how many samples there will be, 0 when not known */
export function openFacet(name: string, expected: () => number): OpenFacet {
  let codes = new Uint8Array(0);
  let codeByValue: Map<string, number> | null = new Map();

  const codeOfText = (text: string): number => {
    if (codeByValue === null) return 0;
    const known = codeByValue.get(text);
    if (known !== undefined) return known;
    if (codeByValue.size === MAX_FACET_VALUES) {
      codeByValue = null;
      return 0;
    }
    codeByValue.set(text, codeByValue.size + 1);
    return codeByValue.size;
  };
  const makeRoom = (length: number) => {
    if (length <= codes.length) return;
    codes = grown(codes, new Uint8Array(capacityFor(codes.length, length, expected())));
  };

  return {
    name,
    codeOf(value) {
      const text = codeByValue === null ? null : facetValue(value);
      return text === null ? 0 : codeOfText(text);
    },
    set(sample, code) {
      makeRoom(sample + 1);
      codes[sample] = code;
    },
    setAll(from, given) {
      makeRoom(from + given.length);
      codes.set(given, from);
    },
    append(part, sample) {
      if (part === null) codeByValue = null;
      if (part === null || codeByValue === null) return;
      makeRoom(sample + part.codes.length);
      const here = Uint8Array.of(0, ...part.values.map(codeOfText));
      putMeanings(codes, sample, part.codes, here);
    },
    takePart(length) {
      makeRoom(length);
      const part = codeByValue && { values: [...codeByValue.keys()], codes: codes.slice(0, length) };
      codeByValue = new Map();
      return part;
    },
    closed(length) {
      if (codeByValue === null || codeByValue.size < 2) return [];
      makeRoom(length);
      return [{ name, values: [...codeByValue.keys()], codes: trimmed(codes, length) }];
    },
  };
}
