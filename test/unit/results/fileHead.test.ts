import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { memorySource, type ByteSource } from "../../../src/results/byteSource";
import type { ColumnMapping } from "../../../src/results/columnMapping";
import { summariseColumns } from "../../../src/results/columnSummary";
import { previewHead, readHead } from "../../../src/results/fileHead";
import { readResults } from "../../../src/results/readResults";
import { shortText } from "../../../src/results/shortText";
import { compressed } from "./compress";
import { rowCount, skippedCount } from "./sources";

const OPTIONS = { definition: "auto" } as const;
const MAPPING: ColumnMapping = { roles: { entropy: "H", jsDivergence: "JS", correct: "ok" } };

const source = (name: string, text: string, chunkBytes = 10_000) =>
  memorySource(name, Buffer.from(text), chunkBytes);
const columnsOf = async (name: string, text: string) =>
  summariseColumns(await readHead(source(name, text), OPTIONS));
const previewOf = async (file: ByteSource, mapping?: ColumnMapping) => {
  const options = { ...OPTIONS, ...(mapping && { mapping }) };
  return previewHead(await readHead(file, options), options);
};

describe("the head of a file", () => {
  test("is no more than its first thousand rows, and the rest is not read", async () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, i) => `{"H":${i},"JS":0.1}\n`).join("");
    let read = 0;
    const file = source("a.jsonl", lines(500_000), 65_536);
    const counted: ByteSource = {
      ...file,
      async *stream(start) {
        for await (const chunk of file.stream(start)) {
          read += chunk.length;
          yield chunk;
        }
      },
    };
    const head = await readHead(counted, OPTIONS);
    expect([head.rows.length, head.isWhole]).toEqual([1000, false]);
    expect(read).toBeLessThanOrEqual(2 * 65_536);
    expect(await readHead(source("a.jsonl", lines(999)), OPTIONS)).toMatchObject({ isWhole: true });
  });

  test("is shorter where rows are long", async () => {
    const row = `{"H":1,"text":"${"x".repeat(1024 * 1024)}"}\n`;
    const head = await readHead(source("a.jsonl", row.repeat(20), 1024 * 1024), OPTIONS);
    expect(head.rows.length).toBeLessThan(12);
    expect(head.isWhole).toBe(false);
  });

  test("is an error for people where there is none", async () => {
    await expect(readHead(source("a.csv", ""), OPTIONS)).rejects.toMatchObject({ kind: "empty" });
    await expect(readHead(source("a.csv", "a\0b"), OPTIONS)).rejects.toMatchObject({ kind: "unknownFormat" });
  });
});

describe("the columns of a file", () => {
  test("have examples and figures, nested ones too, in every format", async () => {
    const csv = await columnsOf("a.csv", "q,H,ok\nx,0.5,1\ny,2,0\nx,,1\n");
    expect(csv).toMatchObject([
      { column: "q", examples: ["x", "y"], present: 3, texts: 3, numbers: 0, distinct: 2, length: 1 },
      {
        column: "H",
        examples: ["0.5", "2"],
        present: 2,
        numbers: 2,
        integers: 1,
        min: 0.5,
        max: 2,
        listKind: null,
      },
      { column: "ok", examples: ["1", "0"], present: 3, verdicts: 3, distinct: 2 },
    ]);
    const json = await columnsOf(
      "a.json",
      '{"rows":[{"q":"x","m":{"H":0.5,"p":[0.25,0.75]},"s":[{"v":1}]}]}',
    );
    expect(json.map(({ column, examples }) => [column, examples])).toEqual([
      ["q", ["x"]],
      ["s", ['[{"v":1}]']],
      ["m.H", ["0.5"]],
      ["m.p", ["[0.25, 0.75]"]],
      ["s[0].v", ["1"]],
    ]);
  });

  test.each([
    ["[0.2,0.8]", "probs"],
    ['{"A":0.2,"B":0.8}', "probs"],
    ["[-0.2,-3.5]", "logprobs"],
    ["[-1e999,0]", "logprobs"],
    ["[2.5,-1,17]", "logits"],
    ["[0.2,0.9]", "logits"],
    ["[1]", null],
    ['["a","b"]', null],
    ["0.5", null],
  ])("%s is a list of %s", async (value, listKind) => {
    expect((await columnsOf("a.jsonl", `{"v":${value}}`))[0]).toMatchObject({ column: "v", listKind });
  });

  test("of a header without rows are there, without values", async () => {
    expect(await columnsOf("a.csv", "a,b\n")).toMatchObject([
      { column: "a", present: 0, examples: [], min: NaN },
      { column: "b", present: 0 },
    ]);
  });

  test("10,000 columns, and values that would break a list", async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
    const wide = `${names.join(",")}\n${names.map(() => "1").join(",")}\n`;
    expect((await columnsOf("a.csv", wide)).length).toBe(10_000);
    const [column] = await columnsOf(
      "a.jsonl",
      JSON.stringify({ v: `a\nb\u001b[31m\u202e${"x".repeat(1e6)}` }),
    );
    expect(column?.examples[0]).toMatch(/^a b\ufffd\[31m\ufffdx+…$/);
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    expect((await columnsOf("a.jsonl", `{"v":${deep}}`))[0]?.examples[0]?.length).toBeLessThan(100);
    expect(
      (await columnsOf("a.jsonl", '{"__proto__":{"x":1},"constructor":2}')).map(({ column: name }) => name),
    ).toEqual(["constructor", "__proto__.x"]);
  });
});

describe("compressed files and Parquet", () => {
  const rows = Array.from({ length: 2500 }, (_, i) => ({
    q: `q${i}`,
    H: i / 100,
    JS: (i % 6) / 10,
    ok: i % 2 === 0,
  }));
  const lines = Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
  const parquet = parquetWriteBuffer({
    columnData: [
      { name: "q", data: rows.map(({ q }) => q), type: "STRING" },
      { name: "H", data: rows.map(({ H }) => H), type: "DOUBLE" },
      { name: "JS", data: rows.map(({ JS }) => JS), type: "DOUBLE" },
      { name: "ok", data: rows.map(({ ok }) => ok), type: "BOOLEAN" },
    ],
    rowGroupSize: 700,
  });

  test.each([
    ["a.jsonl.gz", compressed(lines, { kind: "gzip", cuts: [0.5] })],
    ["a.jsonl.zst", compressed(lines, { kind: "zstd", cuts: [0.5] })],
    ["a.parquet", new Uint8Array(parquet)],
  ])("%s: the columns, and a preview by a mapping that the plot agrees with", async (name, bytes) => {
    const columns = summariseColumns(await readHead(memorySource(name, bytes), OPTIONS));
    expect(columns.map(({ column, examples }) => [column, examples])).toEqual([
      ["q", ["q0", "q1", "q2"]],
      ["H", ["0", "0.01", "0.02"]],
      ["JS", ["0", "0.1", "0.2"]],
      ["ok", ["true", "false"]],
    ]);
    expect(await previewOf(memorySource(name, bytes), MAPPING)).toMatchObject({
      ...{ rows: 1000, isWhole: false, plotted: 1000, correct: 500, incorrect: 500, skipped: [] },
    });
    const table = await readResults(memorySource(name, bytes), { ...OPTIONS, mapping: MAPPING });
    expect([table.length, table.entropy[2499]]).toEqual([2500, 24.99]);
    expect(table.provenance.entropy).toEqual({ from: "column", column: "H" });
  });
});

describe("text from a file on one line", () => {
  test("has no characters that act, is short, and cuts none in two", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const short = shortText(text, 20);
        expect(short).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(Array.from(short).length).toBeLessThanOrEqual(21);
        expect(shortText(short, 21)).toBe(short);
      }),
    );
    expect(shortText("😀".repeat(30), 3)).toBe("😀😀😀…");
    expect(shortText("  a\r\n\tb  ")).toBe("a b");
  });
});

describe("the preview of a mapping", () => {
  test("counts plotted, correct, and skipped rows by reason", async () => {
    const rows = ["0.5,0.1,1", "nan,0.1,1", "1,0.9,0", "1,0.2,0", ",0.1,1", "1,0.1", "nan,0,0"];
    const preview = await previewOf(source("a.csv", `H,JS,ok\n${rows.join("\n")}\n`), MAPPING);
    expect(preview).toEqual({
      ...{ rows: 7, isWhole: true, plotted: 2, correct: 1, incorrect: 1, problem: null },
      skipped: [
        { reason: "entropy is NaN", count: 2, firstLines: [3, 8] },
        { reason: "JS divergence is above ln 2", count: 1, firstLines: [4] },
        { reason: "entropy is empty", count: 1, firstLines: [6] },
        { reason: "wrong number of cells", count: 1, firstLines: [7] },
      ],
    });
  });

  test("says why there would be no plot", async () => {
    const file = source("a.csv", "H,JS\n1,0.1\n");
    expect(await previewOf(file)).toMatchObject({
      plotted: 0,
      problem: expect.stringContaining("No entropy") as string,
    });
    expect(await previewOf(file, MAPPING)).toMatchObject({
      problem: expect.stringContaining("column ok") as string,
    });
  });

  test("agrees with the plot on every file that is read whole", async () => {
    const cell = fc.constantFrom("0.5", "1", "0", "", "nan", "x", "-1", "0.9", "true", '"', "1,2");
    const row = fc.array(cell, { minLength: 2, maxLength: 4 }).map((cells) => cells.join(","));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        const text = ["H,JS,ok", ...rows].join("\n");
        const preview = await previewOf(source("a.csv", text), MAPPING);
        expect(preview.rows).toBe(
          preview.problem === null
            ? preview.plotted + preview.skipped.reduce((n, { count }) => n + count, 0)
            : preview.rows,
        );
        const table = await readResults(source("a.csv", text), { ...OPTIONS, mapping: MAPPING }).catch(
          () => null,
        );
        expect(preview.problem === null).toBe(table !== null);
        if (table === null) return;
        expect([preview.plotted, preview.rows]).toEqual([table.length, rowCount(table)]);
        expect(skippedCount(table)).toBe(preview.rows - preview.plotted);
        expect(preview.correct).toBe(table.correct.filter((value) => value === 1).length);
      }),
      { numRuns: 500 },
    );
  });
});
