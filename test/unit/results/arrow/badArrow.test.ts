import { bool, dictionary, float64, int32, list, struct, utf8 } from "@uwdata/flechette";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readHead } from "../../../../src/results/fileHead";
import { readResults } from "../../../../src/results/readResults";
import { UnreadableResultsError } from "../../../../src/results/readOptions";
import { readChanged } from "../changedBytes";
import { compressed } from "../compress";
import { idsOf, readText, rowsOf, skippedOf } from "../sources";
import { PLAIN_ARROW, writeArrow, type ArrowColumn, type ArrowStyle } from "./writeArrow";

const numbers = (name: string, data: readonly (number | null)[]): ArrowColumn => ({
  name,
  data,
  type: float64(),
});
const texts = (name: string, data: readonly (string | null)[]): ArrowColumn => ({ name, data, type: utf8() });
const GOOD = [numbers("entropy", [0.5, 1.5]), numbers("jsd", [0.1, 0.2])];
const STREAM: ArrowStyle = { ...PLAIN_ARROW, format: "stream" };
const gzip = (bytes: Uint8Array) => compressed(bytes, { kind: "gzip", cuts: [] });

describe("Arrow files that cannot be plotted say why", () => {
  test.each([
    ["no rows in a stream", writeArrow([numbers("entropy", [])], STREAM), "noRows", /only a header.*entropy/],
    ["only its magic", Buffer.from("ARROW1\0\0"), "damaged", /no schema/],
    ["a schema that is cut off", writeArrow(GOOD).subarray(0, 100), "damaged", /ends within its schema/],
    ["another file within gzip", gzip(writeArrow(GOOD)), "unknownFormat", /an Arrow file.*Decompress/],
    ["version 1 of Feather", Buffer.from("FEA1....FEA1"), "unknownFormat", /version 2/],
    ["an empty file", Buffer.alloc(0), "empty", /empty/],
  ])("%s", async (_, bytes, kind, message) => {
    await expect(readText("a.arrow", bytes)).rejects.toMatchObject({
      name: "UnreadableResultsError",
      kind,
      message: expect.stringMatching(message) as string,
    });
  });

  test("more than may come out, in all and of one batch", async () => {
    const data = Array.from({ length: 5000 }, (_, i) => i / 10_000);
    const columns = [numbers("entropy", data), numbers("jsd", data)];
    for (const codec of ["lz4", "zstd"] as const) {
      const source = memorySource("a.arrow", writeArrow(columns, { ...PLAIN_ARROW, codec }));
      const reading = readResults(source, { definition: "auto", maxDecompressedBytes: 10_000 });
      await expect(reading).rejects.toMatchObject({
        kind: "tooLarge",
        message: expect.stringContaining("maxDecompressedSize") as string,
      });
    }
    const bytes = writeArrow(columns, { ...PLAIN_ARROW, codec: "zstd", batchRows: 5000 });
    // Compressed buffers begin with their length, here of 5000 numbers of 64 bits.
    const length = Buffer.alloc(8);
    length.writeBigInt64LE(40_000n);
    const place = bytes.indexOf(length);
    expect(place).toBeGreaterThan(0);
    bytes.writeBigInt64LE(2n ** 33n, place);
    await expect(readText("a.arrow", bytes)).rejects.toMatchObject({
      kind: "tooLarge",
      message: expect.stringContaining("smaller batches") as string,
    });
  });
});

test("a stream that is cut off anywhere, as of a run still going, gives the batches before", async () => {
  const entropy = [0.5, 1.5, 2.5, 3.5];
  const columns = [numbers("entropy", entropy), numbers("jsd", [0.1, 0.2, 0.3, 0.4])];
  const whole = writeArrow(columns, { ...STREAM, batchRows: 2 });
  const seen = new Set<number>();
  for (let end = 12; end < whole.length; end++) {
    try {
      const table = await readText("a.arrows", whole.subarray(0, end));
      const skipped = skippedOf(table);
      seen.add(table.length);
      expect(Array.from(table.entropy)).toEqual(entropy.slice(0, table.length));
      if (table.length < 4) {
        const isBetween = skipped.length === 0;
        expect(isBetween || skipped[0] === `the file is cut off here: 1 at ${table.length + 1}`).toBe(true);
      }
    } catch (error) {
      expect(error).toMatchObject({ name: "UnreadableResultsError" });
      seen.add(0);
    }
  }
  expect([...seen].sort()).toEqual([0, 2, 4]);
});

test("a file that is cut off, as while it is written, gives the batches before", async () => {
  const columns = [numbers("entropy", [0.5, 1.5, 2.5]), numbers("jsd", [0.1, 0.2, 0.3])];
  const whole = writeArrow(columns, { ...PLAIN_ARROW, batchRows: 1 });
  const second = whole.subarray(0, Math.floor(whole.length / 2));
  const table = await readText("a.arrow", second);
  expect(table.length).toBeGreaterThan(0);
  expect(table.length).toBeLessThan(3);
});

test("a text of 100 MB, and a list of a million numbers", async () => {
  const long = "x".repeat(100 * 1024 * 1024);
  const table = await readText("a.arrow", writeArrow([texts("question", ["short", long]), ...GOOD]));
  expect(table.length).toBe(2);
  const wide = Array.from({ length: 1_000_000 }, () => 1e-6);
  const lists = { name: "probs", data: [wide, [0.5, 0.5]], type: list(float64()) };
  const answers = { name: "target", data: [0, 1], type: int32() };
  expect((await readText("a.arrow", writeArrow([lists, answers]))).length).toBe(2);
});

test("lists in lists as deep as files may have them, and deeper ones refused", async () => {
  const nested = (depth: number) => {
    let type = list(float64());
    let value: unknown[] = [1];
    for (let i = 1; i < depth; i++) {
      type = list(type);
      value = [value];
    }
    return { name: "notes", data: [value, value], type };
  };
  expect((await readText("a.arrow", writeArrow([nested(50), ...GOOD]))).length).toBe(2);
  await expect(readText("a.arrow", writeArrow([nested(100), ...GOOD]))).rejects.toMatchObject({
    kind: "damaged",
    message: expect.stringContaining("columns within columns") as string,
  });
});

test("columns and members named __proto__ and constructor pollute nothing", async () => {
  const polluting = { entropy: 9 };
  const bytes = writeArrow([
    { name: "__proto__", data: [polluting, polluting], type: struct({ entropy: float64() }) },
    texts("constructor", ["x", "y"]),
    ...GOOD,
  ]);
  const table = await readText("a.arrow", bytes);
  expect(table.entropy).toEqual(Float64Array.of(0.5, 1.5));
  expect("entropy" in {}).toBe(false);
});

test("bytes that are no UTF-8 are replaced in texts", async () => {
  const bytes = writeArrow([texts("id", ["aQb", "c"]), ...GOOD]);
  bytes[bytes.indexOf("aQb") + 1] = 0xe9;
  expect(idsOf(await readText("a.arrow", bytes))).toEqual(["a\ufffdb", "c"]);
});

test("all answers correct", async () => {
  const bytes = writeArrow([...GOOD, { name: "correct", data: [true, true], type: bool() }]);
  expect(rowsOf(await readText("a.arrow", bytes)).map(({ correct }) => correct)).toEqual([true, true]);
});

test("a file that became shorter since it was opened", async () => {
  const bytes = writeArrow(GOOD);
  const whole = memorySource("a.arrow", bytes);
  let reads = 0;
  const source = {
    ...whole,
    read: (start: number, length: number) =>
      ++reads > 4 ? Promise.resolve(new Uint8Array(0)) : whole.read(start, length),
  };
  await expect(readResults(source, { definition: "auto" })).rejects.toBeInstanceOf(UnreadableResultsError);
});

test("the first rows of a large batch are read alone", async () => {
  const data = Array.from({ length: 4000 }, (_, i) => i / 8000);
  const columns = [numbers("entropy", data), numbers("jsd", data)];
  const head = await readHead(memorySource("a.arrow", writeArrow(columns, { ...STREAM, batchRows: 4000 })), {
    definition: "auto",
  });
  expect(head).toMatchObject({ declared: ["entropy", "jsd"], isWhole: false });
  expect(head.rows).toHaveLength(1000);
});

test("references to what is not there are damage, not values", async () => {
  const models = ["m0", "m1", "m2", "m3"];
  const keys = writeArrow([
    { name: "model", data: models, type: dictionary(utf8(), int32()) },
    numbers("entropy", [1, 1, 1, 1]),
    numbers("jsd", [0.5, 0.5, 0.5, 0.5]),
  ]);
  const written = Buffer.from(Int32Array.of(0, 1, 2, 3).buffer);
  expect(keys.indexOf(written)).toBeGreaterThan(0);
  keys.writeInt32LE(7, keys.indexOf(written) + 12);
  await expect(readText("a.arrow", keys)).rejects.toMatchObject({
    kind: "damaged",
    message: expect.stringContaining("dictionary") as string,
  });
  const offsets = writeArrow([
    {
      name: "probs",
      data: [
        [0.5, 0.5],
        [1, 0, 0],
      ],
      type: list(float64()),
    },
  ]);
  const ends = Buffer.from(Int32Array.of(0, 2, 5).buffer);
  const found = offsets.indexOf(ends);
  expect(found).toBeGreaterThan(0);
  offsets.writeInt32LE(2 ** 31 - 1, found + 8);
  await expect(readText("a.arrow", offsets)).rejects.toMatchObject({ kind: "damaged" });
});

test("whatever the bytes: a consistent table or an error for people, in time", async () => {
  const columns: ArrowColumn[] = [
    texts("id", ["a", "b", null, "d"]),
    { name: "model", data: ["x", "y", "x", null], type: dictionary(utf8(), int32()) },
    { name: "logits", data: [[1, 2], [3], null, [1.5, 2.5, 3.5]], type: list(float64()) },
    numbers("entropy", [0.5, null, 1.5, 2.5]),
    numbers("jsd", [0.1, 0.2, 0.3, 0.4]),
    { name: "correct", data: [true, false, null, true], type: bool() },
  ];
  const files = (["none", "lz4", "zstd"] as const).flatMap((codec) =>
    (["file", "stream"] as const).map((format) => writeArrow(columns, { codec, format, batchRows: 3 })),
  );
  expect(await readChanged("a.arrow", files)).toBeGreaterThan(200);
}, 120_000);
