import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readZipDirectory } from "../../../src/results/archive/zipDirectory";
import { entryBytes, wholeEntry } from "../../../src/results/archive/zipEntryBytes";
import { windowedReader } from "../../../src/results/archive/windowedReader";
import { memorySource } from "../../../src/results/byteSource";
import { zipArchive, type WrittenEntry, type ZipMethod } from "./inspect/zipWriter";

const LIMIT = 64 * 1024 * 1024;

async function contents(archive: Uint8Array): Promise<Map<string, Buffer>> {
  const source = memorySource("a.zip", archive);
  const { entries, damage } = await readZipDirectory(source);
  expect(damage).toBeNull();
  const read = windowedReader(source);
  const result = new Map<string, Buffer>();
  for (const [name, entry] of entries) result.set(name, await wholeEntry(read, entry, LIMIT));
  return result;
}

async function only(entry: WrittenEntry, change: (archive: Buffer) => Buffer = (archive) => archive) {
  const source = memorySource("a.zip", change(zipArchive([entry])));
  const [first] = (await readZipDirectory(source)).entries.values();
  if (first === undefined) throw new Error("no entry");
  return wholeEntry(windowedReader(source), first, LIMIT);
}

const method = fc.oneof(
  fc.constantFrom<ZipMethod>("stored", "deflate", "zstd"),
  fc.record({ zstdFrameBytes: fc.integer({ min: 1, max: 200 }) }),
);

describe("entries of a ZIP archive", () => {
  test("come out as they went in, by every method", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: fc.string({ minLength: 1, unit: "grapheme", maxLength: 20 }),
            data: fc.uint8Array({ maxLength: 2000 }),
            method,
          }),
          { maxLength: 6 },
        ),
        async (entries) => {
          const expected = new Map(entries.map(({ name, data }) => [name, Buffer.from(data)]));
          expect(await contents(zipArchive(entries))).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each<ZipMethod>(["stored", "deflate", "zstd", { zstdFrameBytes: 1_000_000 }])(
    "of many megabytes, by method %j",
    async (by) => {
      const data = Buffer.alloc(9_000_000);
      for (let i = 0; i < data.length; i++) data[i] = (i * i) >>> 7;
      expect((await only({ name: "a", data, method: by })).equals(data)).toBe(true);
    },
  );

  test("names that would be dangerous as paths are names", async () => {
    const names = ["../a", "/etc/passwd", "a\\b", "samples/C:\\x_epoch_1.json", "__proto__"];
    const read = await contents(zipArchive(names.map((name) => ({ name, data: Buffer.from(name) }))));
    expect([...read.keys()]).toEqual(names);
  });

  test.each([
    ["encrypted", { flags: 1 }, /^the sample is encrypted$/],
    ["of an unknown method", { method: 12 }, /not supported \(method 12\)/],
    ["with another checksum", { crc: 1 }, /checksum/],
    ["of another size", { bytes: 3 }, /damaged/],
    ["elsewhere", { offset: 7 }, /not where/],
    ["beyond the end", { offset: 1e6 }, /not where/],
    ["said to be larger", { bytes: 5_000_000 }, /checksum/],
  ])("%s", async (_, lies, message) => {
    await expect(only({ name: "a", data: Buffer.from("some text"), lies })).rejects.toThrow(message);
  });

  test.each<ZipMethod>(["stored", "deflate", "zstd"])(
    "a changed byte is noticed, by method %j",
    async (by) => {
      const data = Buffer.from("a text that is long enough to have a few bytes to change ".repeat(20));
      let noticed = 0;
      for (let position = 31; position < 60; position++) {
        const flipped = (archive: Buffer) => {
          archive[position] = (archive[position] ?? 0) ^ 0x10;
          return archive;
        };
        const outcome: unknown = await only({ name: "a", data, method: by }, flipped).catch(
          (e: unknown) => e,
        );
        // Some bits of a frame's header mean nothing.
        if (outcome instanceof Error) {
          expect(outcome.message).toContain("damaged");
          noticed++;
        } else expect(outcome).toEqual(data);
      }
      expect(noticed).toBeGreaterThan(25);
    },
  );

  test.each<ZipMethod>(["deflate", "zstd"])("a bomb is stopped, by method %j", async (by) => {
    const data = Buffer.alloc(120_000_000);
    await expect(only({ name: "a", data, method: by })).rejects.toThrow(/more than 1,000 times|too large/);
    const source = memorySource("a.zip", zipArchive([{ name: "a", data, method: by, lies: { bytes: 10 } }]));
    const [bomb] = (await readZipDirectory(source)).entries.values();
    let bytes = 0;
    const all = async () => {
      if (bomb === undefined) return;
      for await (const chunk of entryBytes(windowedReader(source), bomb)) bytes += chunk.length;
    };
    await expect(all()).rejects.toThrow(/1,000 times|damaged/);
    expect(bytes).toBeLessThan(data.length);
  });

  test("an archive without a directory, and one whose directory is damaged after the first entry", async () => {
    const whole = zipArchive(["a", "b", "c"].map((name) => ({ name, data: Buffer.from(name) })));
    await expect(readZipDirectory(memorySource("a.zip", whole.subarray(0, -30)))).rejects.toThrow();
    const second = whole.indexOf(Buffer.from("PK\x01\x02"), whole.indexOf(Buffer.from("PK\x01\x02")) + 1);
    whole[second] = 0;
    const { entries, damage } = await readZipDirectory(memorySource("a.zip", whole));
    expect([...entries.keys()]).toEqual(["a"]);
    expect(damage).not.toBeNull();
  });

  test("of entries with the same name the last counts, at the place of the first", async () => {
    const read = await contents(
      zipArchive([
        { name: "a", data: Buffer.from("old") },
        { name: "b", data: Buffer.from("b") },
        { name: "a", data: Buffer.from("new") },
      ]),
    );
    expect([...read].map(([name, data]) => [name, data.toString()])).toEqual([
      ["a", "new"],
      ["b", "b"],
    ]);
  });
});
