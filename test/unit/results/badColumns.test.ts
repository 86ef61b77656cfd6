import { describe, expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { COLUMN_FORMATS, type TestColumn } from "./columnFormats";
import { idsOf, readText, rowCount, skippedOf } from "./sources";

const numbers = (name: string, data: TestColumn["data"]): TestColumn => ({ name, of: "numbers", data });
const texts = (name: string, data: TestColumn["data"]): TestColumn => ({ name, of: "texts", data });
const GOOD = [numbers("entropy", [0.5, 1.5]), numbers("jsd", [0.1, 0.2])];

describe.each(COLUMN_FORMATS)("$name", ({ fileName, write, writeParts }) => {
  test.each([
    ["no rows", [numbers("entropy", [])], "noRows", /only a header.*entropy/],
    ["no recognisable column", [numbers("height", [1, 2])], "noColumns", /entropy.*logits.*column height/],
    ["no JS divergence", [numbers("entropy", [1.5, 2.5])], "noColumns", /js_divergence/],
  ] as const)("that cannot be plotted says why: %s", async (_, columns, kind, message) => {
    await expect(readText(fileName, write(columns))).rejects.toMatchObject({
      name: "UnreadableResultsError",
      kind,
      message: expect.stringMatching(message) as string,
    });
  });

  test("rows that cannot be plotted are counted by reason, with their positions", async () => {
    const columns = [
      numbers("entropy", [1, NaN, -0.5, Infinity, null, 1, 1]),
      numbers("jsd", [0.1, 0.1, 0.1, 0.1, 0.1, 0.9, null]),
    ];
    for (const bytes of [write(columns), writeParts(columns, 2)]) {
      const table = await readText(fileName, bytes);
      expect(skippedOf(table)).toEqual([
        "entropy is NaN: 1 at 2",
        "entropy is negative: 1 at 3",
        "entropy is Infinity: 1 at 4",
        "entropy is null: 1 at 5",
        "JS divergence is above ln 2: 1 at 6",
        "JS divergence is null: 1 at 7",
      ]);
      expect(rowCount(table)).toBe(7);
    }
  });

  test("10,000 columns", async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => numbers(`c${i}`, [1, 2]));
    expect((await readText(fileName, write([...many, ...GOOD]))).length).toBe(2);
  });

  test("markup and control characters in values are text", async () => {
    const html = "<img src=x onerror=alert(1)> \u001b[31m";
    const bytes = write([texts("id", [html, "b"]), texts("question", [html, html]), ...GOOD]);
    const table = await readText(fileName, bytes);
    expect(idsOf(table)).toEqual([html, "b"]);
    expect(await readRecord(memorySource(fileName, bytes), table, 0)).toMatchObject({ question: html });
  });

  test("a record that is no longer there", async () => {
    const table = await readText(fileName, write([texts("id", ["a", "b"]), ...GOOD]));
    const one = write([texts("id", ["a"]), numbers("entropy", [0.5]), numbers("jsd", [0.1])]);
    const other = write([texts("id", ["a", "c"]), ...GOOD]);
    for (const bytes of [one, other]) {
      await expect(readRecord(memorySource(fileName, bytes), table, 1)).rejects.toThrow(
        `${fileName} has changed`,
      );
    }
  });

  test("progress is told in bytes of the file", async () => {
    const data = Array.from({ length: 4000 }, (_, i) => i / 8000);
    const bytes = writeParts([numbers("entropy", data), numbers("jsd", data)], 500);
    const progress: number[] = [];
    const onProgress = (read: number, total: number) => {
      expect(total).toBe(bytes.length);
      progress.push(read);
    };
    await readResults(memorySource(fileName, bytes), { definition: "auto" }, { onProgress });
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(bytes.length);
    expect(progress.length).toBeGreaterThan(5);
  });

  test("reading stops at an abort", async () => {
    const data = Array.from({ length: 4000 }, (_, i) => i / 8000);
    const bytes = writeParts([numbers("entropy", data), numbers("jsd", data)], 500);
    const controller = new AbortController();
    const onProgress = (read: number, total: number) => {
      if (read > total / 2) controller.abort(new Error("enough"));
    };
    const hooks = { signal: controller.signal, onProgress };
    const reading = readResults(memorySource(fileName, bytes), { definition: "auto" }, hooks);
    await expect(reading).rejects.toThrow("enough");
  });
});
