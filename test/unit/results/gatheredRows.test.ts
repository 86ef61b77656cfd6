import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { delimitedReader } from "../../../src/results/formats/delimited";
import { jsonlReader } from "../../../src/results/formats/jsonl";
import { recordCollector } from "../../../src/results/recordCollector";
import { delimitedScan } from "../../../src/results/scan/delimitedRecords";
import { jsonLineScan } from "../../../src/results/scan/jsonLines";
import { countingGathered } from "./countingGathered";
import { HEAD_RECORDS } from "./hostileJsonLines";
import { pushedInChunks } from "./pushedInChunks";

/** Mostly one of the first values, now and then one of the others. */
function mostly(usual: readonly unknown[], unusual: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...usual), weight: 30 },
    { arbitrary: fc.constantFrom(...unusual), weight: 1 },
  );
}

const entropy = fc.oneof(
  { arbitrary: fc.double({ min: 0, max: 50, noNaN: true }), weight: 30 },
  { arbitrary: fc.constantFrom<unknown>(-0, 0, -1, null, "1.5", "nan", 1e-9, 1e300, true, [1]), weight: 1 },
);
const jsDivergence = fc.oneof(
  { arbitrary: fc.double({ min: 0, max: 0.69, noNaN: true }), weight: 30 },
  {
    arbitrary: fc.constantFrom<unknown>(-0, Math.LN2, 0.6931471805599454, 2, null, "0.5", 1e-300),
    weight: 1,
  },
);
const id = fc.oneof(
  { arbitrary: fc.nat(1e6).map((n) => `q${n}`), weight: 20 },
  { arbitrary: fc.nat(2 ** 31), weight: 10 },
  {
    arbitrary: fc.constantFrom<unknown>(
      "",
      " a",
      "a ",
      "é",
      "a\tb",
      "\u007f",
      "x".repeat(256),
      "y".repeat(257),
      -1,
      1.5,
    ),
    weight: 1,
  },
  {
    arbitrary: fc.constantFrom<unknown>(null, true, 123456789012345, 1234567890123456, ["a"], 'a"b'),
    weight: 1,
  },
);
const LONG = "a model whose name is longer than sixty-four characters, as paths of checkpoints are";
const model = mostly(["A", "B"], [null, "C", LONG, "Ä", 7, "", " A", "0123456789abcdef", "0123456789abcdeg"]);
const category = mostly(
  ["logic", "math"],
  [null, "ethics", "law", 3, "3", true, LONG, "math ", "mathematics"],
);
const correct = mostly([true, false], [null, "yes", 1, 0, "false", "maybe", 2, ""]);
const answer = mostly(["True", "False"], ["true", " True", "", null, "Ja, ä", "True\\n"]);

const rows = fc.array(
  fc.record({
    id,
    model,
    category,
    entropy,
    js_divergence: jsDivergence,
    correct,
    prediction: answer,
    target: answer,
  }),
  { minLength: 1, maxLength: 60 },
);
const HEAD = Array.from({ length: HEAD_RECORDS }, (_, i) => ({
  id: `head${i}`,
  model: "A",
  category: i === 0 ? "logic" : "math",
  entropy: 1.25,
  js_divergence: 0.25,
  correct: i > 0,
  prediction: "True",
  target: "True",
  confidence: 0.5,
}));

/** What a file of these rows has: rows of the first kind, then some of another. */
interface Shape {
  readonly columns: readonly (keyof (typeof HEAD)[0])[];
  readonly order: readonly number[];
}

const ALWAYS = ["entropy", "js_divergence"] as const;
const OTHERS = ["id", "model", "category", "correct", "prediction", "target", "confidence"] as const;
const shape: fc.Arbitrary<Shape> = fc
  .tuple(fc.subarray([...OTHERS]), fc.array(fc.nat(1000), { minLength: 9, maxLength: 9 }))
  .map(([others, order]) => ({ columns: [...ALWAYS, ...others], order }));

function inOrder({ columns, order }: Shape): string[] {
  return [...columns].sort((a, b) => (order[a.length % 9] ?? 0) - (order[b.length % 9] ?? 0));
}

function jsonLines(given: readonly object[], names: readonly string[]): Buffer {
  const lines = given.map((row, i) => {
    const fields = Object.entries({ confidence: i % 7 === 0 ? null : 0.75, ...row });
    const kept = fields.filter(([name]) => names.includes(name));
    kept.sort(([a], [b]) => names.indexOf(a) - names.indexOf(b));
    return JSON.stringify(Object.fromEntries(kept));
  });
  return Buffer.from(`${lines.join("\n")}\n`);
}

function cell(value: unknown): string {
  const text = typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(given: readonly object[], names: readonly string[]): Buffer {
  const lines = given.map((row, i) => {
    const fields = new Map<string, unknown>(Object.entries({ confidence: i % 7 === 0 ? 2 : 0.75, ...row }));
    return names.map((name) => cell(fields.get(name))).join(",");
  });
  return Buffer.from(`${names.join(",")}\n${lines.join("\n")}\n`);
}

const chunkBytes = fc.oneof(fc.constant(1 << 20), fc.integer({ min: 100, max: 4000 }));

describe("rows that the kernel gathers", () => {
  test("of JSON Lines are those that parsing gives", { timeout: 180_000 }, () => {
    let gathered = 0;
    const read = (bytes: Buffer, chunk: number, isScanned: boolean): unknown => {
      const collector = recordCollector({ definition: "auto" }, HEAD_RECORDS);
      const target = countingGathered(collector, (count) => (gathered += count));
      return pushedInChunks(
        collector,
        jsonlReader(collector, () => (isScanned ? jsonLineScan(target) : null)),
        bytes,
        chunk,
      );
    };
    fc.assert(
      fc.property(rows, shape, chunkBytes, (given, form, chunk) => {
        const bytes = jsonLines([...HEAD, ...given], inOrder(form));
        expect(read(bytes, chunk, true)).toEqual(read(bytes, chunk, false));
      }),
      { numRuns: 3000 },
    );
    expect(gathered).toBeGreaterThan(5_000);
  });

  test("of delimited text are those that splitting gives", { timeout: 180_000 }, () => {
    let gathered = 0;
    const read = (bytes: Buffer, chunk: number, isScanned: boolean): unknown => {
      const collector = recordCollector({ definition: "auto" }, HEAD_RECORDS);
      const target = countingGathered(collector, (count) => (gathered += count));
      const reader = delimitedReader(collector, ",", {
        onHeader: ({ cells }) => {
          collector.declare(cells.map(({ name }) => name));
        },
        wanted: () => collector.wanted(),
        openScan: (header) => (isScanned ? delimitedScan(target, ",", header) : null),
      });
      return pushedInChunks(collector, reader, bytes, chunk);
    };
    fc.assert(
      fc.property(rows, shape, chunkBytes, (given, form, chunk) => {
        const bytes = csv([...HEAD, ...given], inOrder(form));
        expect(read(bytes, chunk, true)).toEqual(read(bytes, chunk, false));
      }),
      { numRuns: 3000 },
    );
    expect(gathered).toBeGreaterThan(5_000);
  });
});
