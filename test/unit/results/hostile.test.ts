import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withModelDivergences } from "../../../src/analysis/modelDivergence";
import { memorySource } from "../../../src/results/byteSource";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { UnreadableResultsError } from "../../../src/results/readOptions";
import type { SampleTable } from "../../../src/results/sampleTable";
import { JS_DEFINITIONS, readText, rowCount, skippedCount } from "./sources";

const NAMES = ["a.jsonl", "a.json", "a.csv", "a.tsv", "a"];
const TOKENS = [
  ...["{", "}", "[", "]", ",", ":", ";", '"', "'", "\\", "\n", "\r", "\t", " "],
  "\r\n",
  "null",
  "true",
  "NaN",
  "-Infinity",
  "1",
  "-2.5e3",
  "1e999",
  '"A"',
  '"entropy"',
  '"jsd":',
  '"entropy":0.5,"jsd":0.1',
  '{"entropy":0.5,"jsd":0.1}',
  '{"logits":[1,2],"answer":"A"}',
  '{"top_logprobs":[{"A":-0.1}],"target":"A"}',
  '"logprobs":[{"token":"A","logprob":-0.1,"top_logprobs":[{"token":"A","logprob":-0.1}]}]',
  '"distributions":[[0.5,0.5],[1,0]]',
  '"probs":',
  '"choices":',
  '"reference":[0.5,0.5]',
  '"__proto__":',
  '"model":"m"',
  '{"samples":[',
  "entropy,jsd\n",
  "id,entropy,jsd\n",
  "0.5,0.1",
  "\ufeff",
  "\0",
  "😀",
  "\ud800",
];

const text = fc
  .array(fc.constantFrom(...TOKENS), { maxLength: 40 })
  .map((tokens) => Buffer.from(tokens.join("")));
const junk = fc.uint8Array({ maxLength: 60 });
const marked = junk.map((bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]));

/** Valid files, under names that fit. */
const VALID: readonly (readonly [name: string, text: string])[] = [
  ["a.jsonl", '{"id":1,"entropy":0.5,"jsd":0.1,"correct":true}\n{"id":2,"logits":[1,NaN],"answer":"B"}\n'],
  [
    "a.json",
    '{"model":"m","rows":[{"logits":[1,2,3],"answer":"B","choices":{"A":"x"}},{"probs":[0.5,0.5]}]}',
  ],
  [
    "a.jsonl",
    '{"model":"m","top_logprobs":[{"A":-0.1}],"target":"A"}\n{"model":"n","top_logprobs":[{"A":-1},{"B":-1}]}\n',
  ],
  [
    "a.jsonl",
    '{"custom_id":"1","response":{"body":{"choices":[{"text":"A","finish_reason":"stop","logprobs":{"tokens":["A"],"top_logprobs":[{"A":-0.1}]}}]}},"target":"A"}\n',
  ],
  [
    "a.jsonl",
    '{"id":1,"distributions":[[0.5,0.5],[1,0],[0,1]],"answer":1}\n{"id":2,"distributions":{"a":{"x":1,"y":0},"b":{"y":1,"x":0}}}\n',
  ],
  ["a.csv", 'id,question,entropy,jsd\r\n1,"a ""b""\n",0.5,0.1\r\n2,,1,0.2\r\n'],
];
/** A valid file with a few bytes changed. */
const mutated = fc
  .tuple(
    fc.constantFrom(...VALID),
    fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
  )
  .map(([[name, valid], changes]) => {
    const bytes = Buffer.from(valid);
    for (const [position, byte] of changes) bytes[position % bytes.length] = byte;
    return { name, bytes };
  });
const named = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.oneof(
      text,
      mutated.map(({ bytes }) => bytes),
      junk,
      marked,
    ),
  )
  .map(([name, bytes]) => ({ name, bytes }));

function expectConsistent(table: SampleTable) {
  const columns = [
    table.entropy,
    table.jsDivergence,
    table.correct,
    table.model,
    table.byteOffset,
    table.line,
  ];
  expect(columns.map(({ length }) => length)).toEqual(columns.map(() => table.length));
  expect(rowCount(table)).toBe(table.length + skippedCount(table));
  expect(table.entropy.every((h) => h >= 0 && Number.isFinite(h))).toBe(true);
  const isInRange = (js: number) =>
    table.betweenModels === null ? js >= 0 && js <= Math.log(3) : Number.isNaN(js);
  expect(table.jsDivergence.every(isInRange)).toBe(true);
  expect(table.models.length).toBeGreaterThan(0);
}

describe("whatever the bytes", () => {
  test("the reader gives a consistent table or an error for people, and reads back what it plotted", async () => {
    let tables = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 3, arbitrary: named }, { weight: 2, arbitrary: mutated }),
        fc.oneof(fc.constant("auto" as const), fc.constantFrom(...JS_DEFINITIONS)),
        fc.integer({ min: 1, max: 100 }),
        async ({ name, bytes }, definition, chunkBytes) => {
          const source = memorySource(name, bytes, chunkBytes);
          let table: SampleTable;
          try {
            table = await readResults(source, { definition });
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableResultsError);
            return;
          }
          tables++;
          expectConsistent(table);
          for (const compared of withModelDivergences([table])) {
            if ("table" in compared) expectConsistent(compared.table);
          }
          expect(await readText(name, bytes, definition)).toEqual(table);
          for (let i = 0; i < table.length; i++) await readRecord(source, table, i);
        },
      ),
      { numRuns: 10_000 },
    );
    // Not vacuous: some 1,430 files are read, give or take 50.
    expect(tables).toBeGreaterThan(1000);
  });
});
