import { expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { recordJson } from "../../../src/results/recordJson";
import { isOnLines } from "../../../src/results/recordPlace";
import { MAX_RECORD_BYTES } from "../../../src/results/recordBytes";
import { readWholeRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { compressed } from "./compress";
import { evalArchive, PLAIN_STYLE, wholeSample } from "./inspect/inspectWriter";
import { LETTER_SAMPLES } from "./inspect/letterSamples";
import { zipArchive } from "./inspect/zipWriter";
import { writeParquet } from "./parquet/writeParquet";

const RECORDS = [
  { id: "a", entropy: 0.5, jsd: 0.1, notes: "first", extra: [1, null] },
  { id: "b", entropy: 1.5, jsd: 0.2, notes: "<b>second</b>", extra: [2, { deep: true }] },
];
const JSONL = Buffer.from(RECORDS.map((record) => JSON.stringify(record)).join("\n"));
const CSV = Buffer.from('\r\nid,notes,entropy,jsd,more\na,"x, ""y""",0.5,0.1,1\nb,z,1.5,0.2,2\n');
const PARQUET = writeParquet(
  (["id", "entropy", "jsd", "notes"] as const).map((name) => ({ name, data: RECORDS.map((r) => r[name]) })),
);
const zstd = (bytes: Uint8Array) => compressed(bytes, { kind: "zstd", cuts: [] });

async function secondRecord(name: string, bytes: Uint8Array) {
  const source = memorySource(name, bytes);
  const table = await readResults(source, { definition: "auto" });
  return {
    record: await readWholeRecord(source, table, 1),
    isOnLines: await isOnLines(source, table.layout.shape),
  };
}

test("a record is read with everything that its file has of it", async () => {
  const [, second] = RECORDS;
  const cells = { id: "b", notes: "z", entropy: "1.5", jsd: "0.2", more: "2" };
  expect(await secondRecord("a.jsonl", JSONL)).toEqual({ record: second, isOnLines: true });
  expect(await secondRecord("a.jsonl.zst", zstd(JSONL))).toEqual({ record: second, isOnLines: false });
  expect(await secondRecord("a.csv", CSV)).toEqual({ record: cells, isOnLines: true });
  expect(await secondRecord("a.csv.zst", zstd(CSV))).toEqual({ record: cells, isOnLines: false });
  const { extra, ...columns } = second ?? {};
  expect(extra).toBeDefined();
  expect(await secondRecord("a.parquet", PARQUET)).toEqual({ record: columns, isOnLines: false });
});

test.each([
  ["a file", PLAIN_STYLE],
  ["a folder of chunks", { ...PLAIN_STYLE, method: "zstd", chunked: true }],
] as const)(
  "a sample of Inspect that is %s is read with all but its events, which are named",
  async (_, style) => {
    const second = LETTER_SAMPLES[1];
    if (second === undefined) throw new Error("no sample");
    const { events, attachments, ...whole } = wholeSample(second);
    expect(events).not.toEqual([]);
    expect(Object.keys(attachments)).not.toEqual([]);
    const { record, isOnLines } = await secondRecord("a.eval", evalArchive(LETTER_SAMPLES, style));
    const left = { events: "… (not read)", attachments: "… (not read)" };
    expect(record).toEqual(
      style.chunked ? { ...whole, message_refs: [[0, whole.messages.length]] } : { ...whole, ...left },
    );
    expect(isOnLines).toBe(false);
  },
);

test("a sample of Inspect that has more than a record may have is shown as far as a card needs it", async () => {
  const [sample] = LETTER_SAMPLES;
  if (sample === undefined) throw new Error("no sample");
  const long = "x".repeat(MAX_RECORD_BYTES);
  const huge = zipArchive([
    {
      name: "header.json",
      data: Buffer.from(JSON.stringify({ eval: { model: "m", task: "t", dataset: {} } })),
      method: "deflate",
    },
    ...[1, 2].map((epoch) => ({
      name: `samples/a_epoch_${epoch}.json`,
      data: Buffer.from(
        JSON.stringify({ ...wholeSample({ ...sample, epoch }), ...(epoch === 2 && { store: { long } }) }),
      ),
      method: "deflate" as const,
    })),
  ]);
  const { record } = await secondRecord("a.eval", huge);
  expect(record).toMatchObject({ id: sample.id, epoch: 2 });
  expect(record).not.toHaveProperty("store");
});

test("a record is shown as JSON that can be parsed again", () => {
  const [first] = RECORDS;
  expect(JSON.parse(recordJson(first ?? {}))).toEqual(first);
  expect(recordJson({ entropy: NaN, list: [] })).toBe('{\n  "entropy": "NaN",\n  "list": []\n}\n');
});

test("what is too large for an editor is shortened, and says so", () => {
  const huge = recordJson({
    text: "x".repeat(50_000_000),
    list: Array.from({ length: 1_000_000 }, (_, i) => i),
  });
  expect(huge.length).toBeLessThan(100_000);
  expect(huge).toContain("… (50,000,000 characters)");
  expect(huge).toContain("… (1,000,000 values)");
  const many = recordJson({ rows: Array.from({ length: 1000 }, () => "y".repeat(10_000)) });
  expect(many.length).toBeLessThan(1_200_000);
  const wide = recordJson(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`c${i}`, i])));
  expect(wide).toContain("5,000 members");
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(recordJson({ deep })).toContain("… (1 values)");
});

test("keys that are special to JavaScript are shown as they are", () => {
  const record = JSON.parse('{"__proto__":{"a":1},"constructor":2}') as Record<string, unknown>;
  expect(recordJson(record)).toContain('"__proto__": {\n    "a": 1');
});
