import fc from "fast-check";
import { snappyCompress, snappyUncompress } from "hysnappy";
import { expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readRecord } from "../../../../src/results/readRecord";
import { readResults } from "../../../../src/results/readResults";
import { snappyStart } from "../../../../src/results/parquet/snappy";
import { writeParquet } from "./writeParquet";

const pieces = fc.array(
  fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.constantFrom(Uint8Array.of(1, 2, 3, 4, 5, 6, 7), new Uint8Array(90)),
  ),
  { maxLength: 30 },
);

function startOf(block: Uint8Array, wanted: number): Uint8Array {
  const start = snappyStart(block, wanted);
  if (start === null) throw new Error("no kernel");
  return start;
}

test("any number of first bytes come out of a block of Snappy as they went in", () => {
  fc.assert(
    fc.property(pieces, fc.nat(7000), (all, length) => {
      const bytes = Buffer.concat(all);
      if (bytes.length === 0) return;
      const wanted = Math.min(length, bytes.length);
      const output = startOf(snappyCompress(bytes), wanted);
      expect(output.length).toBe(wanted);
      expect(Buffer.from(output)).toEqual(bytes.subarray(0, wanted));
    }),
  );
});

test("of a block that is cut off or damaged come no other bytes than the library gives, and no more than asked for", () => {
  fc.assert(
    fc.property(pieces, fc.nat(), fc.nat(255), fc.nat(), (all, position, byte, end) => {
      const bytes = Buffer.concat(all);
      if (bytes.length === 0) return;
      const block = Uint8Array.from(snappyCompress(bytes));
      block[position % block.length] = byte;
      const output = startOf(block, bytes.length);
      const start = startOf(block.subarray(0, end % block.length), bytes.length);
      expect(start).toEqual(output.subarray(0, start.length));
      const byLibrary = uncompressedOrNull(block, bytes.length);
      if (byLibrary !== null && output.length === bytes.length) expect(output).toEqual(byLibrary);
    }),
  );
});

function uncompressedOrNull(block: Uint8Array, length: number): Uint8Array | null {
  try {
    return snappyUncompress(block, length);
  } catch {
    return null;
  }
}

test.each(["SNAPPY", "UNCOMPRESSED"] as const)(
  "%s: no more of a page of many texts is read than its first ones, at first and for a record",
  async (codec) => {
    const texts = Array.from({ length: 20_000 }, (_, i) => `${i} ${"text ".repeat(40)}${Math.sin(i)}`);
    const bytes = writeParquet(
      [
        { name: "question", data: texts, type: "STRING" },
        { name: "entropy", data: Float64Array.from(texts, (_, i) => i / 1000), encoding: "PLAIN" },
        { name: "jsd", data: Float64Array.from(texts, () => 0.25) },
      ],
      { codec, rowGroupSize: 100_000, pageSize: 100_000_000, offsetIndex: false },
    );
    const memory = memorySource("a.parquet", bytes);
    const limit = { definition: "auto", maxDecompressedBytes: 2_000_000 } as const;
    const table = await readResults(memory, limit);
    expect(table.length).toBe(20_000);
    expect(await readRecord(memory, table, 700)).toMatchObject({ question: texts[700] });
    expect(await readRecord(memory, table, 19_999)).toMatchObject({ question: texts[19_999] });
  },
);
