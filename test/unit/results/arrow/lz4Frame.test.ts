import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decompressLz4Frame } from "../../../../src/results/arrow/lz4Frame";
import { lz4Frame } from "./lz4Writer";

const style = fc.record({
  isLinked: fc.boolean(),
  hasContentSize: fc.boolean(),
  hasBlockChecksums: fc.boolean(),
  hasContentChecksum: fc.boolean(),
  blockBytes: fc.integer({ min: 20, max: 400 }),
});

/** Bytes that repeat themselves, as columns do. */
const bytes = fc
  .array(fc.tuple(fc.uint8Array({ maxLength: 30 }), fc.integer({ min: 1, max: 30 })), { maxLength: 12 })
  .map((parts) => Buffer.concat(parts.flatMap(([part, times]) => Array.from({ length: times }, () => part))));

describe("frames of LZ4", () => {
  test("come out as they went in", () => {
    fc.assert(
      fc.property(bytes, style, (input, how) => {
        expect(Buffer.from(decompressLz4Frame(lz4Frame(input, how), input.length))).toEqual(input);
      }),
      { numRuns: 1000 },
    );
    const zeros = Buffer.alloc(100_000);
    expect(lz4Frame(zeros).length).toBeLessThan(1000);
    expect(Buffer.from(decompressLz4Frame(lz4Frame(zeros), zeros.length))).toEqual(zeros);
  });

  test("of the reference implementation (lz4 1.9)", () => {
    const frame = Buffer.from(
      "04224d186440a720000000426162636404002278780800001000020600000a000f1600ff8150626364616200000000fa40c934",
      "hex",
    );
    const text = "abcdabcdabxxabcdabcdab".repeat(20);
    expect(Buffer.from(decompressLz4Frame(frame, text.length)).toString()).toBe(text);
  });

  test("of another length, cut off, or with references to nothing are refused", () => {
    const input = Buffer.from("abcd".repeat(50));
    const frame = lz4Frame(input);
    expect(() => decompressLz4Frame(frame, input.length + 1)).toThrow(RangeError);
    expect(() => decompressLz4Frame(frame, input.length - 1)).toThrow(RangeError);
    for (let end = 0; end < frame.length; end++) {
      expect(() => decompressLz4Frame(frame.subarray(0, end), input.length)).toThrow(RangeError);
    }
    const far = Buffer.from(frame);
    // The distance of the first match, after the frame's header, the block's size, a token and four literals.
    far.writeUInt16LE(5, 7 + 4 + 1 + 4);
    expect(() => decompressLz4Frame(far, input.length)).toThrow(/refers to what is not there/);
    const withDictionary = Buffer.from(frame);
    withDictionary[4] = (withDictionary[4] ?? 0) | 1;
    expect(() => decompressLz4Frame(withDictionary, input.length)).toThrow(/dictionary/);
  });

  test("whatever the bytes: an output of the length asked for, or an error", () => {
    const input = Buffer.from("abcdabcdabxxabcdabcdab".repeat(20));
    const frame = lz4Frame(input, { isLinked: true, blockBytes: 100 });
    const change = fc.tuple(fc.nat(frame.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const damaged = Buffer.from(frame);
        for (const [position, byte] of changes) damaged[position] = byte;
        try {
          expect(decompressLz4Frame(damaged, input.length).length).toBe(input.length);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
  });
});
