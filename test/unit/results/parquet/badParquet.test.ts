import type { SchemaElement } from "hyparquet";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readWholeRecord } from "../../../../src/results/readRecord";
import { readResults } from "../../../../src/results/readResults";
import { UnreadableResultsError } from "../../../../src/results/readOptions";
import { readChanged } from "../changedBytes";
import { compressed } from "../compress";
import { idsOf, readText } from "../sources";
import { CODECS, PLAIN_STYLE, writeParquet } from "./writeParquet";

const column = (name: string, data: unknown[]) => ({ name, data });
const GOOD = [column("entropy", [0.5, 1.5]), column("jsd", [0.1, 0.2])];

describe("Parquet files that cannot be plotted say why", () => {
  test.each([
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
    const data = Array.from({ length: 5000 }, (_, i) => i / 10_000);
    const bytes = writeParquet([column("entropy", data), column("jsd", data)]);
    const reading = readResults(memorySource("a.parquet", bytes), {
      definition: "auto",
      maxDecompressedBytes: 10_000,
    });
    await expect(reading).rejects.toMatchObject({ kind: "tooLarge" });
  });
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

test("a text of 65 MiB is read and shown like any other", async () => {
  const letters = Array.from({ length: 65_537 }, (_, i) =>
    ((i * 7919) % 65_537).toString(36).padStart(4, "0"),
  );
  const long = letters.join("").repeat(260);
  expect(long.length).toBeGreaterThan(65 * 1024 * 1024);
  const bytes = writeParquet(
    [
      column("id", ["a", "b", "c"]),
      { name: "question", data: ["Q1", long, "Q3"], encoding: "PLAIN" },
      column("entropy", [0.5, 1.5, 2.5]),
      column("jsd", [0.1, 0.2, 0.3]),
    ],
    { ...PLAIN_STYLE, codec: "UNCOMPRESSED" },
  );
  const source = memorySource("a.parquet", bytes);
  const table = await readResults(source, { definition: "auto" });
  expect(idsOf(table)).toEqual(["a", "b", "c"]);
  const { question } = await readWholeRecord(source, table, 1);
  expect(question === long).toBe(true);
  expect((await readWholeRecord(source, table, 2)).question).toBe("Q3");
});

test("a column nested 1,000 deep is no hindrance to the others", async () => {
  const nested = Array.from({ length: 1000 }, (_, i): SchemaElement => ({
    name: `level${i}`,
    repetition_type: "OPTIONAL",
    num_children: 1,
  }));
  const leaf = { type: "DOUBLE", repetition_type: "REQUIRED" } as const;
  const schema: SchemaElement[] = [
    { name: "root", num_children: 3 },
    { name: "entropy", ...leaf },
    { name: "jsd", ...leaf },
    ...nested,
    { name: "deepest", ...leaf },
  ];
  const bytes = writeParquet([...GOOD, { name: "level0", data: [null, null] }], PLAIN_STYLE, { schema });
  expect(await readText("a.parquet", bytes)).toMatchObject({ length: 2 });
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
  expect(await readChanged("a.parquet", SMALL_FILES)).toBeGreaterThan(100);
});
