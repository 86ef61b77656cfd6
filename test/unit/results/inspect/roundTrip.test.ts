import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readRecord } from "../../../../src/results/readRecord";
import { readText, rowCount, rowsOf, skippedOf } from "../sources";
import { evalArchive, jsonLog, type LogStyle, type WrittenSample } from "./inspectWriter";
import type { ZipMethod } from "./zipWriter";

const MODEL = "openai/gpt-4o";

/** Values that a scorer gives, and the correctness that they state. */
const score = fc.constantFrom<readonly [value: unknown, correct: boolean | null]>(
  ["C", true],
  ["I", false],
  ["N", false],
  ["P", null],
  [1, true],
  [0, false],
  [1.0, true],
  [0.5, null],
  [7, null],
  [NaN, null],
  [true, true],
  [false, false],
  ["yes", true],
  ["No", false],
  ["1", true],
  ["0.0", false],
  ["a text", null],
  [["C"], null],
);

const sample = fc.record({
  id: fc.oneof(fc.nat(), fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 })),
  epoch: fc.integer({ min: 1, max: 3 }),
  entropy: fc.double({ min: 0, max: 80, noNaN: true }),
  jsDivergence: fc.double({ min: 0, max: Math.LN2, noNaN: true }),
  score,
  input: fc.string({ unit: "grapheme", maxLength: 300 }),
  choices: fc.option(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), { nil: undefined }),
});

const samples = fc.uniqueArray(sample, {
  // Inspect names a sample's file after both; one with a blank id has none.
  selector: ({ id, epoch }) => `${id}_epoch_${epoch}`,
  minLength: 1,
  maxLength: 12,
});

const style = fc.record<LogStyle>({
  method: fc.oneof(
    fc.constantFrom<ZipMethod>("stored", "deflate", "zstd"),
    fc.record({ zstdFrameBytes: fc.integer({ min: 50, max: 2000 }) }),
  ),
  indent: fc.constantFrom(undefined, 2),
  chunked: fc.boolean(),
  finished: fc.boolean(),
});

type RandomSample = typeof sample extends fc.Arbitrary<infer T> ? T : never;

function written({ id, epoch, entropy, jsDivergence, score: [value], input, choices }: RandomSample) {
  const metadata = { entropy, js_divergence: jsDivergence };
  const scores = { match: value };
  return { id, epoch, input, scores, metadata, ...(choices && { choices }) } satisfies WrittenSample;
}

function expected({ id, epoch, entropy, jsDivergence, score: [, correct] }: RandomSample, position: number) {
  const text = String(id).trim();
  const known = epoch === 1 ? text : `${text} (epoch ${epoch})`;
  return { id: text === "" ? String(position + 1) : known, entropy, jsDivergence, correct, model: MODEL };
}

describe("what was written to a log of Inspect is what is read", () => {
  test("as .eval, however it is compressed and divided", async () => {
    await fc.assert(
      fc.asyncProperty(samples, style, async (all, how) => {
        const table = await readText("log.eval", evalArchive(all.map(written), how));
        expect(rowsOf(table)).toEqual(all.map(expected));
        expect(skippedOf(table)).toEqual([]);
        expect(rowCount(table)).toBe(all.length);
        expect(table.models[0]?.datasets).toEqual(["inspect_evals/mmlu_0_shot"]);
        expect(Array.from(table.line)).toEqual(all.map((_, i) => i + 1));
      }),
      { numRuns: 300 },
    );
  });

  test("as .json, and .eval gives the same", async () => {
    await fc.assert(
      fc.asyncProperty(
        samples,
        fc.constantFrom(undefined, 2 as const),
        fc.integer({ min: 1, max: 500 }),
        async (all, indent, chunkBytes) => {
          const json = await readText("log.json", jsonLog(all.map(written), indent), "auto", chunkBytes);
          const { layout, line, byteOffset, models, ...table } = json;
          expect(rowsOf(json)).toEqual(all.map(expected));
          expect(await readText("log.eval", evalArchive(all.map(written)))).toMatchObject({
            ...table,
            models: models.map(({ name, datasets, rows }) => ({ name, datasets, rows })),
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  test("and every sample is found again, with what it asked", async () => {
    await fc.assert(
      fc.asyncProperty(samples, style, async (all, how) => {
        for (const [name, bytes] of [
          ["log.eval", evalArchive(all.map(written), how)],
          ["log.json", jsonLog(all.map(written))],
        ] as const) {
          const source = memorySource(name, bytes);
          const table = await readText(name, bytes);
          for (const [i, one] of all.entries()) {
            const record = await readRecord(source, table, i);
            expect(record.id).toBe(expected(one, i).id);
            if (one.input.trim() === "") expect(record.question).toBeNull();
            else expect(record.question?.slice(0, 5)).toBe(one.input.trim().slice(0, 5));
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
