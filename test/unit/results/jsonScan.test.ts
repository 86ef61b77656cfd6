import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonlReader, type LineScan } from "../../../src/results/formats/jsonl";
import { UnreadableResultsError, type JsDefinition } from "../../../src/results/readOptions";
import { recordCollector, type RecordCollector } from "../../../src/results/recordCollector";
import { jsonLineScan } from "../../../src/results/scan/jsonLines";

const HEAD_RECORDS = 3;

/** Reads lines of which the first three make the plan; gives the table, or the message of the error. */
function read(
  bytes: Uint8Array,
  chunkBytes: number,
  definition: JsDefinition,
  scan: (collector: RecordCollector) => LineScan | null,
): unknown {
  const collector = recordCollector({ definition }, HEAD_RECORDS);
  const reader = jsonlReader(collector, () => scan(collector));
  try {
    for (let from = 0; from < bytes.length; from += chunkBytes) {
      reader.push(Buffer.from(bytes.subarray(from, from + chunkBytes)));
    }
    reader.end();
    return collector.finish({ model: "default", dataset: null }, () => ({ kind: "json" }));
  } catch (error) {
    if (error instanceof UnreadableResultsError) return error.message;
    throw error;
  }
}

const number = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 0.69, noNaN: true }).map(String) },
  fc.double({ noNaN: true }).map(String),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 22n }), fc.integer({ min: -30, max: 30 }))
    .map(([m, e]) => `${m}e${e}`),
  fc.constantFrom(
    "0",
    "-0",
    "0.0",
    "1",
    "00",
    "1.",
    ".5",
    "+1",
    "-",
    "1e",
    "1e999",
    "NaN",
    "-Infinity",
    "0x1",
    "1_0",
  ),
);
const text = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("a", "b", "A", "C", "I", "true", "1", " ", "0.5", "é", "😀") },
      fc.constantFrom(
        '\\"',
        "\\\\",
        "\\n",
        "\\u00e9",
        "\\ud800",
        "\\/",
        "\\x",
        "\\u12",
        "\t",
        "\0",
        "\u007f",
        '"',
        "\\",
      ),
    ),
    { maxLength: 8, size: "max" },
  )
  .map((parts) => `"${parts.join("")}"`);
const value = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 3, arbitrary: text },
  fc.constantFrom(
    "true",
    "false",
    "null",
    "True",
    "nul",
    "",
    "[",
    "}",
    '{"a":[1,{"b":"}"}],"c":"\\n"}',
    "[0.5,0.5]",
  ),
  fc.constantFrom(
    "[1,2,",
    '{"a"}',
    "[1 2]",
    "[[[[]]]]",
    "[0.1, 0.9]",
    '{"A":0.5,"B":0.5}',
    `${"[".repeat(80)}${"]".repeat(80)}`,
  ),
);
const space = fc.constantFrom("", "", "", " ", "  ", "\t", "\r", "\v");
const KEYS = [
  "id",
  "model",
  "dataset",
  "entropy",
  "jsd",
  "correct",
  "confidence",
  "group",
  "question",
  "probs",
];
const key = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...KEYS) },
  fc.constantFrom("answer", "__proto__", "constructor", "", "é", "entrop\\u0079", "ids", "a\\"),
);
const member = fc
  .tuple(space, key, space, value)
  .map(([a, name, b, is]) => `${a}"${name}"${b}:${b}${is}${a}`);
const GOOD: Readonly<Record<string, fc.Arbitrary<string>>> = {
  id: fc.constantFrom(
    '"q1"',
    "17",
    '"é"',
    "null",
    '" x "',
    '" x"',
    '"x "',
    "1.0",
    "12345678901234567890",
    '"\\u0041"',
  ),
  model: fc.constantFrom('"m"', '"m"', '"n"', '" n"', "7", "null"),
  dataset: fc.constantFrom('"d"', '"e"', "null"),
  entropy: number,
  jsd: fc.double({ min: 0, max: 0.69, noNaN: true }).map(String),
  correct: fc.constantFrom("true", "false", "1", "0", '"C"', '"I"', "null", '"?"', "0.5"),
  confidence: fc.constantFrom("0.5", "1", "2", "null", '"0.5"'),
  group: fc.constantFrom('"g"', '"h"', "1", "1.0", "null"),
};

/** Most records of a file have the same members in the same order; some have not. */
const usual = fc.record(GOOD).map(
  (members) =>
    `{${Object.entries(members)
      .map(([name, is]) => `"${name}": ${is}`)
      .join(", ")}}`,
);
const unusual = fc
  .tuple(fc.array(member, { maxLength: 6 }), space)
  .map(([members, s]) => `${s}{${s}${members.join(",")}}${s}`);
const line = fc.oneof(
  { weight: 4, arbitrary: usual },
  { weight: 2, arbitrary: unusual },
  fc.constantFrom(
    "",
    " ",
    "[]",
    "1",
    "x",
    "{}",
    "{} {}",
    '{"entropy":0.5,"jsd":0.1}x',
    '{"entropy":0.5,"jsd":0.1',
    "\ufeff{}",
  ),
);
const HEADS = [
  '{"id":"a","model":"m","dataset":"d","entropy":0.5,"jsd":0.1,"correct":true,"confidence":0.5,"group":"g"}',
  '{"id":"a","entropy_bits":0.5,"entropy":0.5,"jsd_bits":0.1,"jsd":0.1,"prediction":"A","answer":"A","group":1}',
  '{"probs":[0.5,0.5],"answer":"A","entropy":0.5,"group":"g"}',
  '{"entropy":0.5,"jsd":0.1,"prediction":"A","answer":"A"}',
  '{"metrics":{"entropy":0.5},"jsd":0.1,"id":3}',
];
const file = fc
  .tuple(
    fc.constantFrom(...HEADS),
    fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\n", "\r\n", "\r", "\n\n")), {
      minLength: 1,
      maxLength: 12,
      size: "max",
    }),
    fc.boolean(),
    fc.array(fc.tuple(fc.nat(2000), fc.integer({ min: 0, max: 255 })), { maxLength: 2 }),
  )
  .map(([head, lines, isCutOff, changes]) => {
    const all =
      `${head}\n`.repeat(HEAD_RECORDS - 1) +
      head.replace('"g"', '"h"') +
      "\n" +
      lines.map(([text, end]) => text + end).join("");
    const bytes = Buffer.from(isCutOff ? all.slice(0, -3) : all);
    const from = (head.length + 1) * HEAD_RECORDS;
    for (const [position, byte] of changes)
      if (position % 5 === 0 && bytes.length > from) bytes[from + (position % (bytes.length - from))] = byte;
    return bytes;
  });

describe("scanning lines of JSON", () => {
  test(
    "gives the table that parsing gives, whatever the lines and wherever chunks end",
    { timeout: 180_000 },
    () => {
      let scanned = 0;
      const counting = (collector: RecordCollector): LineScan | null => {
        const scan = jsonLineScan(collector);
        return (
          scan && {
            ...scan,
            record(start, offset, at) {
              const next = scan.record(start, offset, at);
              if (next >= 0) scanned++;
              return next;
            },
          }
        );
      };
      fc.assert(
        fc.property(
          file,
          fc.oneof(fc.constant(1 << 20), fc.integer({ min: 1, max: 300 })),
          fc.constantFrom<JsDefinition>("auto", "auto", "column", "reference"),
          (bytes, chunkBytes, definition) => {
            const parsed = read(bytes, chunkBytes, definition, () => null);
            expect(read(bytes, chunkBytes, definition, counting)).toEqual(parsed);
          },
        ),
        { numRuns: 10_000 },
      );
      expect(scanned).toBeGreaterThan(10_000);
    },
  );
});
