import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readRecord } from "../../../../src/results/readRecord";
import { readResults } from "../../../../src/results/readResults";
import { UnreadableResultsError } from "../../../../src/results/readOptions";
import { compressed } from "../compress";
import { idsOf, readText, rowCount, skippedCount, skippedOf } from "../sources";
import { CODECS, PLAIN_STYLE, writeParquet } from "./writeParquet";

const column = (name: string, data: unknown[]) => ({ name, data });
const GOOD = [column("entropy", [0.5, 1.5]), column("jsd", [0.1, 0.2])];

describe("Parquet files that cannot be plotted say why", () => {
  test.each([
    [
      "no rows",
      writeParquet([{ name: "entropy", data: [], type: "DOUBLE" }]),
      "noRows",
      /only a header.*entropy/,
    ],
    [
      "no recognisable column",
      writeParquet([column("height", [1, 2])]),
      "noColumns",
      /entropy.*logits.*column height/,
    ],
    ["no JS divergence", writeParquet([column("entropy", [1.5, 2.5])]), "noColumns", /js_divergence/],
    ["a footer cut off", writeParquet(GOOD).subarray(0, -5), "damaged", /not complete.*footer/],
    ["only its beginning", Buffer.from("PAR1"), "damaged", /not complete/],
    ["an encrypted footer", Buffer.from("PARE....PARE"), "unknownFormat", /encrypted/],
    [
      "gzip around it",
      compressed(writeParquet(GOOD), { kind: "gzip", cuts: [] }),
      "unknownFormat",
      /Decompress/,
    ],
  ])("%s", async (_, bytes, kind, message) => {
    await expect(readText("a.parquet", bytes)).rejects.toMatchObject({
      name: "UnreadableResultsError",
      kind,
      message: expect.stringMatching(message) as string,
    });
  });

  test("one cut off anywhere, as while it is copied", async () => {
    const bytes = writeParquet(GOOD);
    for (let end = 4; end < bytes.length; end++) {
      await expect(readText("a.parquet", bytes.subarray(0, end))).rejects.toMatchObject({ kind: "damaged" });
    }
  });

  test("one that became shorter since it was opened", async () => {
    const bytes = writeParquet(GOOD);
    const short = memorySource("a.parquet", bytes.subarray(0, 20));
    const whole = memorySource("a.parquet", bytes);
    const source = {
      ...whole,
      read: (start: number, length: number) =>
        start >= bytes.length - 512 * 1024 && length > 20
          ? whole.read(start, length)
          : short.read(start, length),
    };
    await expect(
      readResults({ ...source, size: bytes.length + 1 }, { definition: "auto" }),
    ).rejects.toBeInstanceOf(UnreadableResultsError);
  });

  test("more than may come out", async () => {
    const bytes = writeParquet(
      Array.from({ length: 2 }, (_, i) =>
        column(
          ["entropy", "jsd"][i] ?? "",
          Array.from({ length: 5000 }, (_, j) => j / 10_000),
        ),
      ),
    );
    const reading = readResults(memorySource("a.parquet", bytes), {
      definition: "auto",
      maxDecompressedBytes: 10_000,
    });
    await expect(reading).rejects.toMatchObject({ kind: "tooLarge" });
  });
});

test("rows that cannot be plotted are counted by reason, with their positions", async () => {
  const entropy = [1, NaN, -0.5, Infinity, null, 1, 1];
  const jsd = [0.1, 0.1, 0.1, 0.1, 0.1, 0.9, null];
  const bytes = writeParquet([
    { name: "entropy", data: entropy, type: "DOUBLE" },
    { name: "jsd", data: jsd, type: "DOUBLE" },
  ]);
  const table = await readText("a.parquet", bytes);
  expect(skippedOf(table)).toEqual([
    "entropy is NaN: 1 at 2",
    "entropy is negative: 1 at 3",
    "entropy is Infinity: 1 at 4",
    "entropy is null: 1 at 5",
    "JS divergence is above ln 2: 1 at 6",
    "JS divergence is null: 1 at 7",
  ]);
  expect(rowCount(table)).toBe(7);
});

test("10,000 columns", async () => {
  const many = Array.from({ length: 10_000 }, (_, i) => column(`c${i}`, [1, 2]));
  expect((await readText("a.parquet", writeParquet([...many, ...GOOD]))).length).toBe(2);
});

test("columns named __proto__ and constructor pollute nothing", async () => {
  const bytes = writeParquet([
    {
      name: "__proto__",
      data: [
        { entropy: 9, polluted: 1 },
        { entropy: 9, polluted: 1 },
      ],
      type: "JSON",
    },
    column("constructor", ["x", "y"]),
    ...GOOD,
  ]);
  const table = await readText("a.parquet", bytes);
  expect(table.entropy).toEqual(Float64Array.of(0.5, 1.5));
  expect("polluted" in {}).toBe(false);
});

test("markup in values is text", async () => {
  const html = "<img src=x onerror=alert(1)>";
  const bytes = writeParquet([column("id", [html, html]), column("question", [html, html]), ...GOOD]);
  const table = await readText("a.parquet", bytes);
  expect(idsOf(table)).toEqual([html, html]);
  expect(await readRecord(memorySource("a.parquet", bytes), table, 0)).toMatchObject({ question: html });
});

test("a column that is damaged, or of a type that is not read, matters only where it is needed", async () => {
  const notes = Array.from({ length: 2 }, (_, i) => `note ${i} ${"x".repeat(300)}`);
  const style = { ...PLAIN_STYLE, codec: "UNCOMPRESSED" } as const;
  const bytes = writeParquet([column("notes", notes), ...GOOD], style);
  const damaged = Buffer.from(bytes);
  // The length of the first text.
  damaged.writeUInt32LE(0xffffff, damaged.indexOf("note 0") - 4);
  expect((await readText("a.parquet", damaged)).length).toBe(2);
  const needed = writeParquet([column("id", notes), ...GOOD], style);
  needed.writeUInt32LE(0xffffff, needed.indexOf("note 0") - 4);
  await expect(readText("a.parquet", needed)).rejects.toMatchObject({ kind: "damaged" });
});

test("a record that is no longer there", async () => {
  const table = await readText("a.parquet", writeParquet([column("id", ["a", "b"]), ...GOOD]));
  const one = writeParquet([column("id", ["a"]), column("entropy", [0.5]), column("jsd", [0.1])]);
  await expect(readRecord(memorySource("a.parquet", one), table, 1)).rejects.toThrow(
    /a\.parquet has changed/,
  );
  const other = writeParquet([column("id", ["a", "c"]), ...GOOD]);
  await expect(readRecord(memorySource("a.parquet", other), table, 1)).rejects.toThrow(
    /a\.parquet has changed/,
  );
});

test("reading stops at an abort, with progress in bytes of the file", async () => {
  const data = Array.from({ length: 4000 }, (_, i) => i / 8000);
  const bytes = writeParquet([column("entropy", data), column("jsd", data)], {
    ...PLAIN_STYLE,
    rowGroupSize: 500,
  });
  const progress: number[] = [];
  const onProgress = (read: number, total: number) => {
    expect(total).toBe(bytes.length);
    progress.push(read);
  };
  await readResults(memorySource("a.parquet", bytes), { definition: "auto" }, { onProgress });
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(progress.at(-1)).toBe(bytes.length);
  const controller = new AbortController();
  const reading = readResults(
    memorySource("a.parquet", bytes),
    { definition: "auto" },
    {
      signal: controller.signal,
      onProgress: (read, total) => {
        if (read > total / 2) controller.abort(new Error("enough"));
      },
    },
  );
  await expect(reading).rejects.toThrow("enough");
});

const SMALL_FILES = CODECS.map((codec) =>
  writeParquet(
    [
      column("id", ["a", "b", null, "d"]),
      column("logits", [[1, 2], [3], [], [1.5, 2.5, 3.5]]),
      { name: "entropy", data: [0.5, null, 1.5, 2.5], type: "DOUBLE" },
      { name: "jsd", data: [0.1, 0.2, 0.3, 0.4], type: "DOUBLE" },
      { name: "correct", data: [true, false, null, true], type: "BOOLEAN" },
    ],
    { codec, rowGroupSize: 3, pageSize: 20, offsetIndex: codec === "SNAPPY" },
  ),
);

test.for([
  // hyparquet takes a byte of a run that has none, and reads runs of a page that does not say how many values it has.
  {
    what: "an empty run",
    changes: [
      [140, 1],
      [271, 0],
    ],
  },
  {
    what: "a missing number of values",
    changes: [
      [412, 172],
      [126, 67],
    ],
  },
] as const)("$what does not end the process", async ({ changes }) => {
  const bytes = Buffer.from(SMALL_FILES[0] ?? []);
  for (const [position, byte] of changes) bytes[position] = byte;
  await expect(readResults(memorySource("a.parquet", bytes), { definition: "auto" })).rejects.toMatchObject({
    kind: "damaged",
  });
});

test("whatever the bytes: a consistent table or an error for people, in time", async () => {
  let tables = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SMALL_FILES),
      fc.array(fc.tuple(fc.nat(1_000_000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }),
      async (file, changes) => {
        const bytes = Buffer.from(file);
        for (const [position, byte] of changes) bytes[position % bytes.length] = byte;
        const source = memorySource("a.parquet", bytes);
        try {
          const table = await readResults(source, { definition: "auto" });
          tables++;
          expect(rowCount(table)).toBe(table.length + skippedCount(table));
          for (let i = 0; i < table.length; i++) await readRecord(source, table, i).catch(() => null);
        } catch (error) {
          if (!(error instanceof UnreadableResultsError)) throw error;
        }
      },
    ),
    { numRuns: 2000 },
  );
  expect(tables).toBeGreaterThan(100);
});
