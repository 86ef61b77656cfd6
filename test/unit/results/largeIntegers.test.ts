import { int64, uint64, utf8, list } from "@uwdata/flechette";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { readWholeRecord } from "../../../src/results/readRecord";
import { parseJson } from "../../../src/results/parseJson";
import { answerKey } from "../../../src/results/answers/answerKey";
import { readAnswerList } from "../../../src/results/answers/readAnswerList";
import { readResults } from "../../../src/results/readResults";
import { recordJson } from "../../../src/results/recordJson";
import { writeArrow } from "./arrow/writeArrow";
import { gzip } from "./formatWriters";
import { writeParquet } from "./parquet/writeParquet";
import { idsOf, readText, rowsOf } from "./sources";

/** Neighbours that are one number as floats. */
const IDS = ["9007199254740993", "9007199254740995", "9007199254740997", "-9223372036854775807"];
const lines = IDS.map(
  (id) => `{"id": ${id}, "entropy": 1, "jsd": 0.1, "seeds": [${id}, 18446744073709551615]}\n`,
);

const bigints = IDS.map(BigInt);
const ones = IDS.map(() => 1);
const parquet = writeParquet([
  { name: "id", data: bigints, type: "INT64" },
  { name: "entropy", data: ones, type: "DOUBLE" },
  { name: "jsd", data: ones.map(() => 0.1), type: "DOUBLE" },
  { name: "seeds", data: bigints, type: "INT64" },
]);
const arrow = writeArrow(
  [
    { name: "id", data: bigints, type: int64() },
    { name: "entropy", data: ones.map(() => "1"), type: utf8() },
    { name: "jsd", data: ones.map(() => "0.1"), type: utf8() },
    {
      name: "seeds",
      data: bigints.map((id) => [id < 0n ? 0n : id, 18446744073709551615n]),
      type: list(uint64()),
    },
  ],
  { format: "file", codec: "none", batchRows: 100 },
);
const jsonLines = Buffer.from(lines.join(""));
const log = (id: string) => `{"id": ${id}, "entropy": 1, "jsd": 0.1, "seeds": [1]}`;

describe.each<readonly [name: string, bytes: Uint8Array]>([
  ["a.parquet", parquet],
  ["a.arrow", arrow],
  ["a.jsonl", jsonLines],
  [
    "many.jsonl",
    Buffer.from(
      lines.join("") +
        Array.from({ length: 5000 }, (_, i) => `${log(`900719925474${1000 + i}99`)}\n`).join(""),
    ),
  ],
  ["a.jsonl.gz", gzip(jsonLines)],
  ["a.json", Buffer.from(`[${lines.join(",")}]`)],
])("integers beyond 2^53 in %s", (name, bytes) => {
  test("are ids with all their digits", async () => {
    const ids = idsOf(await readText(name, bytes));
    expect(ids.slice(0, 4)).toEqual(IDS);
    if (name.startsWith("many")) expect(new Set(ids).size).toBe(5004);
  });

  test("have all their digits in the record that is shown", async () => {
    const source = memorySource(name, bytes);
    const table = await readResults(source, { definition: "auto" });
    for (const [i, id] of IDS.entries()) {
      const text = recordJson(await readWholeRecord(source, table, i));
      expect(text).toContain(id);
      if (!name.endsWith("parquet")) expect(text).toContain("18446744073709551615");
    }
  });
});

test("answers of a second file are joined by all digits of large ids", async () => {
  const answers = await readAnswerList(
    memorySource(
      "answers.jsonl",
      Buffer.from(IDS.map((id, i) => `{"id": ${id}, "correct": ${i % 2 === 0}}`).join("\n")),
    ),
    { definition: "auto" },
  );
  const text = IDS.map((id) => `{"id": ${id}, "entropy": 1, "jsd": 0.1}`).join("\n");
  const key = answerKey([answers]);
  const table = await readText("a.jsonl", text, { definition: "auto", ...(key && { answers: key }) });
  expect(rowsOf(table).map(({ correct }) => correct)).toEqual([true, false, true, false]);
});

test("large integers stay numbers where they are exact, and metrics are numbers always", async () => {
  expect(
    parseJson(
      '[9007199254740992, 9007199254740993, {"a": -18446744073709551615}, 1e300, 0.1234567890123456789]',
    ),
  ).toEqual([
    9007199254740992,
    "9007199254740993",
    { a: "-18446744073709551615" },
    1e300,
    Number("0.1234567890123456789"),
  ]);
  expect(
    parseJson('{"text": "[9007199254740993, 9007199254740993]", "n": NaN, "id": 9007199254740993}'),
  ).toEqual({
    text: "[9007199254740993, 9007199254740993]",
    n: "NaN",
    id: "9007199254740993",
  });
  expect(() => parseJson("{9007199254740993 : 1}")).toThrow(SyntaxError);
  const table = await readText("a.jsonl", '{"entropy": 9007199254740993, "jsd": 0}');
  expect(Array.from(table.entropy)).toEqual([9007199254740992]);
});
