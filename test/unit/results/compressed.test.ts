import { createGzip, gzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { MAX_RATIO } from "../../../src/results/compression/expansionLimit";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { UnreadableResultsError } from "../../../src/results/readOptions";
import { textSource } from "../../../src/results/textSource";
import { checkedFrame, compressed, skippableFrame, type Compression } from "./compress";
import { idsOf, readText, rowCount, rowsOf, skippedOf } from "./sources";

const KINDS = ["gzip", "zstd"] as const;
const SUFFIX = { gzip: "gz", zstd: "zst" } as const;
const compress = (kind: Compression["kind"], text: string, cuts: readonly number[] = []) =>
  Buffer.from(compressed(Buffer.from(text), { kind, cuts }));

const record = (i: number) =>
  `{"id":"${i}","entropy":${i / 7},"jsd":0.1,"correct":true,"note":"${"n".repeat(i % 40)}"}`;
const lines = (count: number) => Array.from({ length: count }, (_, i) => `${record(i)}\n`).join("");

describe.each(KINDS)("%s", (kind) => {
  test("a file is known by its first bytes, whatever its name, and the model is named without the suffix", async () => {
    const bytes = compress(kind, lines(3));
    for (const name of [`run.jsonl.${SUFFIX[kind]}`, "run.jsonl", "run", `run.${SUFFIX[kind]}`]) {
      expect((await readText(name, bytes)).models).toMatchObject([{ name: "run", rows: 3 }]);
    }
    const csv = compress(kind, "id,entropy,jsd\n1,0.5,0.1\n");
    expect(idsOf(await readText(`run.csv.${SUFFIX[kind]}`, csv))).toEqual(["1"]);
  });

  test("progress counts bytes of the file", async () => {
    const bytes = compress(kind, lines(20_000), [0.3]);
    const progress: number[] = [];
    await readResults(
      memorySource("a", bytes, 1000),
      { definition: "auto" },
      { onProgress: (read, total) => progress.push(read, total) },
    );
    expect(new Set(progress.filter((_, i) => i % 2 === 1))).toEqual(new Set([bytes.length]));
    const read = progress.filter((_, i) => i % 2 === 0);
    expect(read).toEqual([...read].sort((a, b) => a - b));
    expect(read.at(-1)).toBe(bytes.length);
    expect(read.length).toBe(Math.ceil(bytes.length / 1000));
  });

  test("a file that is cut off anywhere gives the records before the cut, and says so", async () => {
    const text = lines(60);
    const whole = rowsOf(await readText("a.jsonl", text));
    const bytes = compress(kind, text, [0.25, 0.5, 0.75]);
    let read = 0;
    for (let end = 1; end < bytes.length; end++) {
      let table;
      try {
        table = await readText("a.jsonl", bytes.subarray(0, end));
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableResultsError);
        continue;
      }
      read++;
      expect(rowsOf(table)).toEqual(whole.slice(0, table.length));
      // Between two parts, a file looks as if it had been written like that.
      const skipped = skippedOf(table);
      if (skipped[0] !== `incomplete last line: 1 at ${table.length + 1}`) {
        expect(skipped).toEqual([`the compressed data is cut off here: 1 at ${table.length + 1}`]);
      }
      expect(rowCount(table)).toBe(table.length + 1);
    }
    expect(read).toBeGreaterThan(bytes.length / 4);
  });

  test("the last number of a CSV that is cut off is not taken for a whole one", async () => {
    // Incompressible, so that cuts fall anywhere.
    const rows = Array.from({ length: 200 }, (_, i) => `${i},${Math.sin(i) + 1},${(Math.cos(i) + 1) / 3}`);
    const whole = rowsOf(await readText("a.csv", ["id,entropy,jsd", ...rows].join("\n")));
    const bytes = compress(kind, ["id,entropy,jsd", ...rows].join("\n"));
    for (let end = bytes.length - 900; end < bytes.length - 12; end += 7) {
      // libzstd gives nothing of a block before it has all of it, zlib whatever it has.
      const cut = readText("a.csv", bytes.subarray(0, end));
      if (kind === "zstd") await expect(cut).rejects.toThrow(/cut off within its first block/);
      else expect(rowsOf(await cut)).toEqual(whole.slice(0, (await cut).length));
    }
  });

  test("a damaged byte is noticed, or changes nothing", async () => {
    const text = lines(40);
    const whole = await readText("a.jsonl", text);
    const bytes = compress(kind, text, [0.5]);
    // Every part has a checksum: members always, frames where the writer put one.
    const parts =
      kind === "gzip"
        ? bytes
        : Buffer.concat([skippableFrame(Buffer.from("x")), checkedFrame(Buffer.from(text))]);
    let damaged = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(parts.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (position, change) => {
          const broken = Buffer.from(parts);
          broken[position] = (broken[position] ?? 0) ^ change;
          let table;
          try {
            table = await readText("a.jsonl", broken);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableResultsError);
            if (error instanceof UnreadableResultsError && error.kind === "damaged") {
              damaged++;
              expect(error.message).toMatch(/^The file is damaged: .* (at|before) byte [\d,]+ of the file\./);
            }
            return;
          }
          // What comes before the end of a member or frame has not been checked yet.
          const isCutOff = skippedOf(table).some((rows) => rows.startsWith("the compressed data is cut off"));
          if (!isCutOff) expect(table).toEqual(whole);
        },
      ),
      { numRuns: 400 },
    );
    expect(damaged).toBeGreaterThan(200);
  });

  test("an empty file within, and bytes that are no text", async () => {
    await expect(readText("a.jsonl", compress(kind, ""))).rejects.toMatchObject({ kind: "empty" });
    await expect(readText("a", compress(kind, "a\0b"))).rejects.toMatchObject({ kind: "unknownFormat" });
  });

  test("UTF-16 within is read", async () => {
    const bytes = compressed(Buffer.from(`\ufeff${lines(5)}`, "utf16le"), { kind, cuts: [0.31] });
    expect(rowsOf(await readText("a.jsonl", bytes))).toEqual(rowsOf(await readText("a.jsonl", lines(5))));
  });

  test("reading stops at an abort, and at a byte limit with advice", async () => {
    const bytes = compress(kind, lines(30_000));
    const controller = new AbortController();
    const reading = readResults(
      memorySource("a", bytes, 5000),
      { definition: "auto" },
      {
        signal: controller.signal,
        onProgress: () => {
          controller.abort(new Error("enough"));
        },
      },
    );
    await expect(reading).rejects.toThrow("enough");
    const limited = readResults(memorySource("a", bytes), { definition: "auto", maxDecompressedBytes: 2e6 });
    await expect(limited).rejects.toMatchObject({
      kind: "tooLarge",
      message: expect.stringMatching(/0\.002 GB.*maxDecompressedSize.*--max-decompressed-size/) as string,
    });
  });

  test("records are found again from the nearest member or frame", async () => {
    const text = lines(60_000);
    const bytes = compress(kind, text, [0.2, 0.4, 0.6, 0.8]);
    let readFrom = Infinity;
    const source = memorySource("a.jsonl", bytes, 10_000);
    const observed = {
      ...source,
      stream(start = 0) {
        readFrom = Math.min(readFrom, start);
        return source.stream(start);
      },
    };
    const table = await readText("a.jsonl", bytes);
    const last = table.length - 1;
    expect(await readRecord(observed, table, last)).toMatchObject({ id: String(last) });
    readFrom = Infinity;
    expect(await readRecord(observed, table, last - 10_000)).toMatchObject({ id: String(last - 10_000) });
    expect(readFrom).toBeGreaterThan(bytes.length / 4);
    const offset = table.byteOffset[30_000] ?? 0;
    const found = await (await textSource(source)).read(offset, 40);
    expect(Buffer.from(found).toString()).toBe(text.slice(offset, offset + 40));
  });
});

describe("data that expands beyond measure", () => {
  let bomb: Buffer;
  beforeAll(async () => {
    bomb = await gzipOfSpaces(400);
  });

  test("gzip of spaces stops at the ratio, having held little", async () => {
    const before = process.memoryUsage().rss;
    await expect(readText("a.jsonl", bomb)).rejects.toMatchObject({
      kind: "tooLarge",
      message: expect.stringContaining(`expands more than ${MAX_RATIO} times`) as string,
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  test("so does a bomb behind records, and one in zstd", async () => {
    const head = gzipSync(lines(20_000));
    await expect(readText("a.jsonl", Buffer.concat([head, bomb]))).rejects.toMatchObject({
      kind: "tooLarge",
    });
    const block = Buffer.from([0x02, 0x00, 0x10, 0x20]);
    const frame = Buffer.concat([
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]),
      ...Array.from({ length: 4000 }, () => block),
    ]);
    await expect(readText("a.jsonl", frame)).rejects.toMatchObject({ kind: "tooLarge" });
  });

  test("records that repeat themselves are read: they are no bomb", async () => {
    const text = `${record(1)}\n`.repeat(50_000);
    for (const kind of KINDS) expect((await readText("a.jsonl", compress(kind, text))).length).toBe(50_000);
  });

  test("a gzip name without end", async () => {
    const header = Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]);
    await expect(readText("a", Buffer.concat([header, Buffer.alloc(200_000, "x")]))).rejects.toMatchObject({
      kind: "damaged",
    });
  });

  test("a zstd frame that needs a dictionary, or a window of gigabytes", async () => {
    const withDictionary = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x21, 7, 1, 9, 0, 0, 65]);
    await expect(readText("a", withDictionary)).rejects.toThrow(/with a dictionary/);
    const wide = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 9, 0, 0, 65]);
    await expect(readText("a", wide)).rejects.toThrow(/window of more than 128 MiB/);
  });
});

test("zeros may follow the last gzip member, anything else may not", async () => {
  const bytes = gzipSync(lines(3));
  expect((await readText("a", Buffer.concat([bytes, Buffer.alloc(1000)]))).length).toBe(3);
  await expect(readText("a", Buffer.concat([bytes, Buffer.from("garbage")]))).rejects.toMatchObject({
    kind: "damaged",
  });
});

test("100,000 small members and frames", async () => {
  const count = 100_000;
  const frame = checkedFrame(Buffer.from(`${record(1)}\n`));
  const table = await readText("a.jsonl", Buffer.concat(Array.from({ length: count }, () => frame)));
  expect(table.length).toBe(count);
  const member = gzipSync(`${record(1)}\n`);
  const members = await readText("a.jsonl", Buffer.concat(Array.from({ length: 5000 }, () => member)));
  expect(members.length).toBe(5000);
});

function gzipOfSpaces(megabytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const gzip = createGzip({ level: 9 });
    const parts: Buffer[] = [];
    gzip.on("data", (part: Buffer) => parts.push(part));
    gzip.on("end", () => {
      resolve(Buffer.concat(parts));
    });
    gzip.on("error", reject);
    const spaces = Buffer.alloc(1024 * 1024, " ");
    for (let i = 0; i < megabytes; i++) gzip.write(spaces);
    gzip.end();
  });
}
