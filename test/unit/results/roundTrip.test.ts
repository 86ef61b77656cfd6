import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { compression, NOT_COMPRESSED } from "./compress";
import { readText, rowCount, rowsOf } from "./sources";
import { fileName, writeResults, type WritingStyle, type WrittenRow } from "./writeFormats";

const FORMATS = ["jsonl", "json array", "json object", "json pretty", "csv", "tsv", "semicolons"] as const;

const name = fc
  .string({ minLength: 1, maxLength: 12, unit: "grapheme" })
  .filter((text) => text === text.trim() && !text.includes("\ufeff"));
const question = fc
  .array(fc.constantFrom("a", '"', ",", ";", "\t", "\n", "\r", "\r\n", "é", "😀", "\\", "{", "]", "x y"), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

const row: fc.Arbitrary<WrittenRow> = fc.record({
  id: name,
  question,
  entropy: fc.double({ min: 0, max: 1e6, noNaN: true }).map(Math.abs),
  jsDivergence: fc.double({ min: 0, max: Math.LN2, noNaN: true }).map(Math.abs),
  correct: fc.constantFrom(true, false, null),
  model: fc.constantFrom("Llama3.1-8B", "Llama3.1-70B"),
});

const style: fc.Arbitrary<WritingStyle> = fc.record({
  format: fc.constantFrom(...FORMATS),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  encoding: fc.constantFrom("utf8", "utf8 with mark", "utf-16le", "utf-16be"),
  endsWithLineEnd: fc.boolean(),
  quotesAll: fc.boolean(),
  blankLines: fc.boolean(),
  compression,
});

const rows = fc.array(row, { minLength: 1, maxLength: 12 });

function plain({ id, entropy, jsDivergence, correct, model }: WrittenRow) {
  return { id, entropy, jsDivergence, correct, model };
}

describe("reading what was written", () => {
  test("gives the same samples in every format, encoding, line end and chunking", async () => {
    await fc.assert(
      fc.asyncProperty(rows, style, fc.integer({ min: 1, max: 300 }), async (written, how, chunkBytes) => {
        const table = await readText(fileName(how), writeResults(written, how), "auto", chunkBytes);
        expect(rowsOf(table)).toEqual(written.map(plain));
        expect(rowCount(table)).toBe(written.length);
        expect(table.models.map(({ skipped }) => skipped)).toEqual(table.models.map(() => []));
      }),
      { numRuns: 1500 },
    );
  });

  test("finds each record again at its offset", async () => {
    await fc.assert(
      fc.asyncProperty(rows, style, async (written, how) => {
        const source = memorySource(fileName(how), writeResults(written, how), 64);
        const table = await readResults(source, { definition: "auto" });
        for (const [i, { id, question: asked }] of written.entries()) {
          const record = await readRecord(source, table, i);
          expect(record.id).toBe(id);
          const firstLine = asked.trim().split(/\r\n|\r|\n/)[0] ?? "";
          expect(record.question ?? "").toContain(firstLine);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each(FORMATS)("%s: a chunk may end at every byte", async (format) => {
    const written: WrittenRow[] = [
      {
        id: "é1",
        question: 'a "b", c;\r\n\td\\',
        entropy: 1.25,
        jsDivergence: 0.5,
        correct: true,
        model: "m",
      },
      { id: "2", question: "\n", entropy: 2.5e-7, jsDivergence: 0, correct: false, model: "m" },
    ];
    for (const lineEnd of ["\n", "\r\n", "\r"] as const) {
      const how: WritingStyle = {
        format,
        lineEnd,
        encoding: "utf8",
        endsWithLineEnd: true,
        quotesAll: false,
        blankLines: true,
        compression: NOT_COMPRESSED,
      };
      const bytes = writeResults(written, how);
      const whole = await readText(fileName(how), bytes);
      expect(rowsOf(whole)).toEqual(written.map(plain));
      for (let cut = 1; cut < bytes.length; cut++) {
        const source = {
          ...memorySource(fileName(how), bytes),
          async *stream(start = 0) {
            if (start < cut) yield await Promise.resolve(bytes.subarray(start, cut));
            yield bytes.subarray(Math.max(start, cut));
          },
        };
        expect(await readResults(source, { definition: "auto" })).toEqual(whole);
      }
    }
  });

  test("lines are those of an editor", async () => {
    await fc.assert(
      fc.asyncProperty(rows, style, async (written, how) => {
        const bytes = writeResults(written, { ...how, encoding: "utf8", compression: NOT_COMPRESSED });
        const table = await readText(fileName(how), bytes);
        const text = Buffer.from(bytes).toString("utf8");
        table.byteOffset.forEach((offset, i) => {
          const before = Buffer.from(bytes.subarray(0, offset)).toString("utf8");
          expect(table.line[i]).toBe(before.split(/\r\n|\r|\n/).length);
          expect(text.slice(before.length)).toMatch(/^\S/);
        });
      }),
      { numRuns: 500 },
    );
  });
});
