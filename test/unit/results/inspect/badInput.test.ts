import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readRecord } from "../../../../src/results/readRecord";
import { UnreadableResultsError } from "../../../../src/results/readOptions";
import { readResults } from "../../../../src/results/readResults";
import type { SampleTable } from "../../../../src/results/sampleTable";
import { idsOf, readText, rowCount, rowsOf, skippedCount, skippedOf } from "../sources";
import { evalArchive, jsonLog, PLAIN_STYLE, wholeSample, type WrittenSample } from "./inspectWriter";
import { zipArchive, type WrittenEntry, type ZipMethod } from "./zipWriter";

const GOOD: WrittenSample = {
  id: "good",
  epoch: 1,
  scores: { match: "C" },
  metadata: { entropy: 0.5, js_divergence: 0.1 },
};

function entryOf(id: string, data: string | Uint8Array, more: Partial<WrittenEntry> = {}): WrittenEntry {
  return { name: `samples/${id}_epoch_1.json`, data: Buffer.from(data), ...more };
}

function good(id = "good", more: Partial<WrittenEntry> = {}): WrittenEntry {
  return entryOf(id, JSON.stringify(wholeSample({ ...GOOD, id })), more);
}

const HEADER: WrittenEntry = {
  name: "header.json",
  data: Buffer.from('{"version":2,"eval":{"task":"t","model":"m"}}'),
};

function read(entries: readonly WrittenEntry[]): Promise<SampleTable> {
  return readText("log.eval", zipArchive(entries));
}

describe("a log that cannot be plotted says why", () => {
  const archive = evalArchive([GOOD]);
  test.each([
    ["cut off before its directory", archive.subarray(0, -100), "damaged", /not complete.*Reload/],
    ["cut off in its first entry", archive.subarray(0, 40), "damaged", /not complete/],
    ["without entries", zipArchive([]), "unknownFormat", /no log of Inspect.*holds nothing/],
    [
      "of another kind",
      zipArchive([{ name: "xl/sheet\u001b1.xml", data: Buffer.from("") }]),
      "unknownFormat",
      /holds xl\/sheet.1\.xml\. Unpack/,
    ],
    [
      "of Excel",
      zipArchive([{ name: "xl/workbook.xml", data: Buffer.from("") }]),
      "unknownFormat",
      /Excel workbook\. Save .* as CSV/,
    ],
    ["without samples", evalArchive([]), "noRows", /no samples.*--no-log-samples/],
    ["just started", evalArchive([], { ...PLAIN_STYLE, finished: false }), "noRows", /no samples/],
    ["as JSON without samples", jsonLog([]), "noRows", /no samples/],
    [
      "with damaged samples only",
      zipArchive([HEADER, good("a", { lies: { crc: 1 } })]),
      "noRows",
      /1 skipped.*checksum/,
    ],
  ])("%s", async (_, bytes, kind, message) => {
    for (const name of ["log.eval", "log.jsonl", "log"]) {
      await expect(readText(name, bytes)).rejects.toMatchObject({
        name: "UnreadableResultsError",
        kind,
        message: expect.stringMatching(message) as string,
      });
    }
  });
});

test("decompression stops at the limit that was set", async () => {
  const source = memorySource(
    "log.eval",
    evalArchive(Array.from({ length: 20 }, (_, id) => ({ ...GOOD, id }))),
  );
  const options = { definition: "auto", maxDecompressedBytes: 20_000 } as const;
  await expect(readResults(source, options)).rejects.toMatchObject({
    kind: "tooLarge",
    message: expect.stringMatching(/0\.00002 GB|maxDecompressedSize/) as string,
  });
});

describe("a sample that cannot be read is skipped, and the others are read", () => {
  test.each<readonly [what: string, bad: WrittenEntry, reason: string]>([
    [
      "has bytes that are no UTF-8 in a number",
      entryOf(
        "x",
        Buffer.from(JSON.stringify(wholeSample(GOOD)).replace('"entropy":0.5', '"entropy":0.5é'), "latin1"),
      ),
      "malformed JSON",
    ],
    ["is damaged", good("x", { lies: { crc: 1 } }), "the sample is damaged (its checksum does not match)"],
    ["is encrypted", good("x", { lies: { flags: 1 } }), "the sample is encrypted"],
    [
      "is compressed in another way",
      good("x", { lies: { method: 14 } }),
      "the sample is compressed in a way that is not supported (method 14)",
    ],
    [
      "is elsewhere",
      good("x", { lies: { offset: 3 } }),
      "the sample is not where the archive's directory says",
    ],
    ["is cut off", entryOf("x", '{"id":1,"epo'), "incomplete JSON"],
    ["is empty", entryOf("x", ""), "incomplete JSON"],
    ["is no JSON", entryOf("x", '{"id" 1}'), "malformed JSON"],
    ["is a list", entryOf("x", "[]"), "not a JSON object"],
    ["is no sample", entryOf("x", '{"id":1}'), "not a sample of Inspect"],
    [
      "has no metrics",
      entryOf("x", JSON.stringify(wholeSample({ ...GOOD, metadata: {} }))),
      "entropy is missing",
    ],
    [
      "ended with an error",
      entryOf("x", JSON.stringify(wholeSample({ id: 1, epoch: 1, scores: null }))),
      "the sample ended with an error",
    ],
    [
      "is a bomb",
      entryOf("x", Buffer.concat([Buffer.from('{"id":1,"x":"'), Buffer.alloc(100_000_000, "x")]), {
        method: "zstd",
      }),
      "the sample is expanding more than 1,000 times",
    ],
  ])("one that %s", async (_, bad, reason) => {
    const table = await read([good("a"), bad, HEADER, good("b")]);
    expect(skippedOf(table)).toEqual([`${reason}: 1 at 2`]);
    expect(idsOf(table)).toEqual(["a", "b"]);
    expect(rowCount(table)).toBe(3);
    expect(table.models[0]?.name).toBe("m");
  });

  test("also where the archive's directory ends in damage", async () => {
    const archive = zipArchive([good("a"), good("b"), HEADER]);
    const directory = archive.indexOf(Buffer.from("PK\u0001\u0002"));
    archive[archive.indexOf(Buffer.from("PK\u0001\u0002"), directory + 1)] = 0;
    const table = await readText("log.eval", archive);
    expect(idsOf(table)).toEqual(["a"]);
    expect(skippedOf(table)).toEqual(["the archive's directory is damaged from here on: 1 at 2"]);
    expect(table.models[0]?.name).toBe("log");
  });
});

describe("what must not matter", () => {
  test("a damaged header: the journal says the same, else the file's name stands for the model's", async () => {
    const damaged = { ...HEADER, lies: { crc: 1 } };
    const start = { ...HEADER, name: "_journal/start.json" };
    expect((await read([good(), damaged, start])).models[0]).toMatchObject({ name: "m", datasets: ["t"] });
    expect((await read([good(), damaged])).models[0]).toMatchObject({ name: "log", datasets: [] });
  });

  test("a sample that was logged twice: the later one counts", async () => {
    const table = await read([good("a", { lies: { crc: 1 } }), good("b"), good("a"), HEADER]);
    expect(idsOf(table)).toEqual(["a", "b"]);
    expect(skippedCount(table)).toBe(0);
  });

  test.each<ZipMethod>(["deflate", "zstd"])(
    "a large sample is read only to its events, by %j",
    async (method) => {
      const { events, attachments, ...sample } = wholeSample(GOOD);
      const long = `${JSON.stringify(sample).slice(0, -1)},"events":["${Buffer.alloc(6_000_000, "0123456789").toString()}`;
      const table = await read([entryOf("good", long, { method, lies: { crc: 1 } }), HEADER]);
      expect(rowsOf(table)).toMatchObject([{ id: "good", entropy: 0.5, correct: true }]);
      const short = `${JSON.stringify(sample).slice(0, -1)},"events":["`;
      await expect(read([entryOf("good", short, { method, lies: { crc: 1 } }), HEADER])).rejects.toThrow(
        /checksum/,
      );
    },
  );

  test("names of samples that are no UTF-8: each is another sample", async () => {
    const archive = zipArchive([good("aé1"), good("aé2"), HEADER]);
    for (const [i, byte] of [0xe9, 0xe8].entries()) {
      const name = Buffer.from(`samples/aé${i + 1}_epoch`);
      const changed = Buffer.from(name);
      changed.set([byte, byte, 0x78], name.indexOf("é"));
      for (let at = archive.indexOf(name); at >= 0; at = archive.indexOf(name)) archive.set(changed, at);
    }
    const table = await readText("log.eval", archive);
    expect(idsOf(table)).toEqual(["aé1", "aé2"]);
    expect(skippedOf(table)).toEqual([]);
  });

  test("a header with a byte order mark, and one in UTF-16", async () => {
    const text = `\ufeff${HEADER.data.toString()}`;
    for (const data of [Buffer.from(text), Buffer.from(text, "utf16le")]) {
      const table = await read([good(), { ...HEADER, data }]);
      expect(table.models[0]).toMatchObject({ name: "m", datasets: ["t"] });
    }
  });

  test("ids, scorers and texts that are markup, and names that would be paths", async () => {
    const ids = [
      "<img src=x onerror=alert(1)>",
      "../../etc/passwd",
      "a/b_epoch_1/sample",
      "\u001b[31m",
      "__proto__",
    ];
    const table = await readText("log.eval", evalArchive(ids.map((id) => ({ ...GOOD, id }))));
    expect(idsOf(table)).toEqual(ids.map((id) => id.trim()));
    expect({}).not.toHaveProperty("epoch");
  });

  test("metadata nested 10,000 deep, and a sample of 40 MB", async () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    const text = JSON.stringify(wholeSample(GOOD)).replace('"entropy":', `"deep":${deep},"entropy":`);
    const large = text.replace('"store":{}', `"store":{"a":"${"x".repeat(40_000_000)}"}`);
    const table = await read([entryOf("a", text), entryOf("b", large, { method: "stored" }), HEADER]);
    expect(idsOf(table)).toEqual(["good", "good"]);
  });
});

describe("a log that changes", () => {
  test("no longer has the sample that is asked for", async () => {
    const bytes = evalArchive([GOOD, { ...GOOD, id: "other" }]);
    const table = await readText("log.eval", bytes);
    const changed = memorySource("log.eval", evalArchive([{ ...GOOD, id: "longer than before" }]));
    await expect(readRecord(changed, table, 1)).rejects.toThrow(
      /has changed since it was read: record other/,
    );
  });

  test("is not read on after an abort", async () => {
    const controller = new AbortController();
    let reads = 0;
    const source = memorySource("log.eval", evalArchive([GOOD, { ...GOOD, id: 2 }, { ...GOOD, id: 3 }]));
    const onProgress = () => {
      reads++;
      controller.abort(new Error("enough"));
    };
    await expect(
      readResults(source, { definition: "auto" }, { signal: controller.signal, onProgress }),
    ).rejects.toThrow("enough");
    expect(reads).toBe(1);
  });
});

test("whatever the bytes: a consistent table or an error for people, and every plotted sample is found again", async () => {
  const archives = (["deflate", "stored", "zstd"] as const).flatMap((method) =>
    [false, true].map((chunked) =>
      evalArchive([GOOD, { ...GOOD, id: 2, scores: { match: "I" } }], { ...PLAIN_STYLE, method, chunked }),
    ),
  );
  let tables = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...archives),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
        maxLength: 3,
      }),
      fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, fc.double({ min: 0, max: 1, noNaN: true })),
      async (archive, changes, cut) => {
        const bytes = Buffer.from(cut === null ? archive : archive.subarray(0, archive.length * cut));
        for (const [place, byte] of changes) bytes[Math.floor(place * (bytes.length - 1))] = byte;
        const source = memorySource("log.eval", bytes);
        let table: SampleTable;
        try {
          table = await readResults(source, { definition: "auto" });
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableResultsError);
          return;
        }
        tables++;
        expect(rowCount(table)).toBe(table.length + skippedCount(table));
        for (let i = 0; i < table.length; i++) await readRecord(source, table, i);
      },
    ),
    { numRuns: 3000 },
  );
  expect(tables).toBeGreaterThan(500);
});
