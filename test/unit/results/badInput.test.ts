import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { fileSource, memorySource } from "../../../src/results/byteSource";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { idsOf, readText, rowCount, rowsOf, skippedCount, skippedOf } from "./sources";

const GOOD = '{"id":"good","entropy":0.5,"jsd":0.1,"correct":true}';

describe("files that cannot be plotted say what was found and what is needed", () => {
  test.each([
    ["an empty file", "a.jsonl", "", "empty", /empty/],
    ["blank lines only", "a.csv", " \r\n\n\t\n", "empty", /empty/],
    ["a byte order mark only", "a.csv", "\ufeff", "empty", /empty/],
    ["a header only", "a.csv", "id,entropy,jsd\n", "noRows", /only a header.*id, entropy, jsd/],
    ["an empty array", "a.json", "[]", "noRows", /no records/],
    ["an object without records", "a.json", '{"a":1}', "noColumns", /column a\b/],
    ["no recognisable column", "a.csv", "name,height\nx,1\n", "noColumns", /entropy.*logits.*name, height/],
    ["no JS divergence", "a.jsonl", '{"entropy":1}', "noColumns", /js_divergence.*column entropy/],
    ["lines that are not JSON", "a.jsonl", "x\ny\n", "noRows", /2 skipped.*line 1 \(malformed JSON\)/],
    ["a list of numbers", "a.json", "[1,2]", "noRows", /2 skipped.*not a JSON object/],
    ["binary junk", "a.csv", "\u0089PNG\r\n\u001a\n\0\0", "unknownFormat", /not text/],
    ["a scalar", "a.json", "42", "noRows", /1 skipped/],
    ["an object cut off", "a.json", '{"samples":[', "noRows", /incomplete/],
    ["unknown columns and bad rows", "a.csv", "a,b\n1\n", "noColumns", /columns a, b/],
  ])("%s", async (_, name, content, kind, message) => {
    await expect(readText(name, content)).rejects.toMatchObject({
      name: "UnreadableResultsError",
      kind,
      message: expect.stringMatching(message) as string,
    });
  });

  test.each([
    ['{"entropy":{"0":1,"1":0.5},"jsd":{"0":0.1,"1":0.2}}'],
    ['{"columns":["entropy","jsd"],"index":[0],"data":[[1,0.1]]}'],
    ['{"entropy":[1,0.5],"jsd":[0.1,0.2],"correct":[true,false]}'],
    ['{"q1":{"entropy":1,"jsd":0.1},"q2":{"entropy":1,"jsd":0.1}}'],
  ])("a JSON document that is a table without records: %s", async (text) => {
    await expect(readText("a.json", text)).rejects.toThrow(
      /not a list of records; pandas .*orient="records"/,
    );
    const table = await readText("a.json", '{"metrics":{"entropy":1,"jsd":0.1}}');
    expect(Array.from(table.entropy)).toEqual([1]);
  });

  test.each([
    ["version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", /git lfs pull/],
    ["\n<!DOCTYPE html><html><body>Sign in</body></html>", /web page.*download the file again/],
    ['<?xml version="1.0"?><Error/>', /XML/],
    ["%PDF-1.4\n%\u00e2\u00e3", /PDF/],
  ])("another kind of file says what it is and what to do: %s", async (text, message) => {
    for (const name of ["a.jsonl", "a.csv", "a"]) {
      await expect(readText(name, text)).rejects.toMatchObject({
        kind: "unknownFormat",
        message: expect.stringMatching(message) as string,
      });
    }
  });

  test("columns with long or strange names are shortened to one line", async () => {
    const header = Array.from({ length: 10_000 }, (_, i) => `column\u001b${i}${"x".repeat(90)}`).join(",");
    const error: unknown = await readText("a.csv", `${header}\n1\n`).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    const message = error instanceof Error ? error.message : "";
    expect(message.length).toBeLessThan(1000);
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message).toContain("9988 more");
  });

  test("a definition that the file does not support", async () => {
    await expect(readText("a.jsonl", GOOD, "reference")).rejects.toThrow(/against a reference.*logits/);
    const logits = '{"logits":[1,2],"answer":0}';
    await expect(readText("a.jsonl", logits, "column")).rejects.toThrow(/JS divergence column/);
    await expect(readText("a.jsonl", '{"logits":[1,2]}')).rejects.toThrow(/answer/);
  });
});

describe("rows that cannot be plotted are counted by reason", () => {
  const lines = (...records: string[]) => readText("a.jsonl", [GOOD, ...records, GOOD].join("\n") + "\n");
  const metrics = (entropy: string, jsd: string) => lines(`{"entropy":${entropy},"jsd":${jsd}}`);

  test.each([
    ["NaN", "0.1", "entropy is NaN"],
    ["Infinity", "0.1", "entropy is Infinity"],
    ["-Infinity", "0.1", "entropy is -Infinity"],
    ["1e999", "0.1", "entropy is Infinity"],
    ["null", "0.1", "entropy is null"],
    ['""', "0.1", "entropy is empty"],
    ['"nan"', "0.1", "entropy is NaN"],
    ['"high"', "0.1", "entropy is not a number"],
    ["[1]", "0.1", "entropy is not a number"],
    ["true", "0.1", "entropy is not a number"],
    ["-0.5", "0.1", "entropy is negative"],
    ["1", "NaN", "JS divergence is NaN"],
    ["1", "null", "JS divergence is null"],
    ["1", '""', "JS divergence is empty"],
    ["1", "-0.1", "JS divergence is negative"],
    ["1", "0.7", "JS divergence is above ln 2"],
  ])("entropy %s, JSD %s: %s", async (entropy, jsd, reason) => {
    const table = await metrics(entropy, jsd);
    expect(skippedOf(table)).toEqual([`${reason}: 1 at 2`]);
    expect(idsOf(table)).toEqual(["good", "good"]);
    expect(rowCount(table)).toBe(3);
  });

  test("a value that rounding took out of its range is set to the bound", async () => {
    const table = await metrics("-1e-12", String(Math.LN2 + 1e-12));
    expect(rowsOf(table)[1]).toMatchObject({ entropy: 0, jsDivergence: Math.LN2 });
  });

  test("a metric that a record does not have", async () => {
    expect(skippedOf(await lines('{"jsd":0.1}', '{"entropy":1}'))).toEqual([
      "entropy is missing: 1 at 2",
      "JS divergence is missing: 1 at 3",
    ]);
  });

  test("malformed lines, with the first five line numbers", async () => {
    const table = await lines(...Array.from({ length: 7 }, () => '{"entropy":}'));
    expect(skippedOf(table)).toEqual(["malformed JSON: 7 at 2,3,4,5,6"]);
  });

  test("what is JSON but no object", async () => {
    expect(skippedOf(await lines("[1]", "3"))).toEqual(["not a JSON object: 2 at 2,3"]);
  });

  test("a last line that is cut off", async () => {
    const table = await readText("a.jsonl", `${GOOD}\n${GOOD.slice(0, 30)}`);
    expect(skippedOf(table)).toEqual(["incomplete last line: 1 at 2"]);
    expect(rowCount(table)).toBe(2);
  });

  test("a first line that is cut off", async () => {
    for (const cut of ['{"id":"a","entropy":0.5,', '{"id":"a', '{"logits":[1,2']) {
      expect(skippedOf(await readText("a.jsonl", `${cut}\n${GOOD}\n${GOOD}\n`))).toEqual([
        "malformed JSON: 1 at 1",
      ]);
    }
  });

  test("a JSON array that is cut off", async () => {
    const table = await readText("a.json", `[${GOOD},\n${GOOD},\n${GOOD.slice(0, 30)}`);
    expect(skippedOf(table)).toEqual(["incomplete last record: 1 at 3"]);
    expect(table.length).toBe(2);
  });

  test("malformed elements and text after a JSON array", async () => {
    const table = await readText("a.json", `[${GOOD},\n{"entropy":},\n7,\n${GOOD}]\n${GOOD}`);
    expect(skippedOf(table)).toEqual([
      "malformed JSON: 1 at 2",
      "not a JSON object: 1 at 3",
      "text after the end of the JSON document: 1 at 5",
    ]);
    expect(rowCount(table)).toBe(table.length + skippedCount(table));
  });

  test("rows of a CSV with too few or too many cells, or cut off", async () => {
    const table = await readText("a.csv", "id,entropy,jsd\n1,1,0.1\n2,1\n3,1,0.1,9\n\n4,,0.1\n5,0.");
    expect(skippedOf(table)).toEqual([
      "entropy is empty: 1 at 6",
      "wrong number of cells: 2 at 3,4",
      "incomplete last line: 1 at 7",
    ]);
    expect(rowCount(table)).toBe(5);
  });

  test("a quote that is never closed", async () => {
    const table = await readText("a.csv", 'id,entropy,jsd\n1,1,0.1\n"2,1,0.1\n3,1,0.1\n');
    expect(skippedOf(table)).toEqual(["incomplete last line: 1 at 3"]);
  });

  test("probabilities that do not sum to 1, with a bounded number of reasons", async () => {
    const one = await readText("a.jsonl", '{"probs":[0.2,0.22],"answer":"A"}');
    expect(skippedOf(one)).toEqual(["probabilities sum to 0.42: 1 at 1"]);
    const many = Array.from({ length: 500 }, (_, i) => `{"probs":[${i},1],"answer":"B"}`).join("\n");
    const table = await readText("a.jsonl", many);
    expect(table.models[0]?.skipped.length).toBeLessThan(30);
    expect(table.length).toBe(1);
    expect(skippedCount(table)).toBe(499);
  });

  test("malformed rows belong to the only model, else to the first one, marked", async () => {
    const of = (model: string) => `{"model":"${model}","entropy":1,"jsd":0.1}`;
    const single = await readText("a.jsonl", `oops\n${of("A")}\n`);
    expect(single.models).toMatchObject([{ name: "A", rows: 2, skipped: [{ reason: "malformed JSON" }] }]);
    const several = await readText("a.jsonl", `${of("A")}\noops\n${of("B")}\n`);
    expect(several.models).toMatchObject([
      {
        name: "A",
        rows: 2,
        skipped: [{ reason: "malformed JSON (model unknown)", count: 1, firstLines: [2] }],
      },
      { name: "B", rows: 1, skipped: [] },
    ]);
  });
});

describe("input that is built to break a reader", () => {
  test("invalid UTF-8 is replaced in text and never in numbers", async () => {
    const latin1 = (text: string) => Buffer.from(text, "latin1");
    const table = await readText("a.csv", latin1("id,entropy,jsd\ncafé,1,0.1\nb,1é,0.1\n"));
    expect(idsOf(table)).toEqual(["caf\ufffd"]);
    expect(skippedOf(table)).toEqual(["entropy is not a number: 1 at 3"]);
    const json = await readText("a.jsonl", latin1('{"id":"é","entropy":1,"jsd":0}\n{"entropy":é,"jsd":0}\n'));
    expect(idsOf(json)).toEqual(["\ufffd"]);
    expect(skippedOf(json)).toEqual(["malformed JSON: 1 at 2"]);
  });

  test.each(["jsonl", "json", "csv"])(
    "a line of 200 MB in %s is skipped, and held nowhere",
    async (extension) => {
      const filler = Buffer.alloc(1024 * 1024, "x");
      const record = (id: string) =>
        extension === "csv" ? `${id},1,0.1\n` : `{"id":"${id}","entropy":1,"jsd":0.1}`;
      const join = extension === "json" ? ",\n" : extension === "jsonl" ? "\n" : "";
      const head = { jsonl: "", json: "[", csv: "id,entropy,jsd\n" }[extension] ?? "";
      const long = extension === "csv" ? ['"', '",1,0.1\n'] : ['{"entropy":1,"jsd":0.1,"id":"', '"}'];
      const pieces = () => [
        Buffer.from(head + record("a") + join + (long[0] ?? "")),
        ...Array.from({ length: 200 }, () => filler),
        Buffer.from((long[1] ?? "") + join + record("b") + (extension === "json" ? "]" : "\n")),
      ];
      let peak = 0;
      const source = {
        name: `a.${extension}`,
        size: pieces().reduce((sum, { length }) => sum + length, 0),
        async *stream() {
          for (const piece of pieces()) {
            peak = Math.max(peak, process.memoryUsage().arrayBuffers);
            yield await Promise.resolve(piece);
          }
        },
        read: (start: number, length: number) =>
          Promise.resolve(Buffer.concat(pieces().slice(0, 3)).subarray(start, start + length)),
      };
      const before = process.memoryUsage().arrayBuffers;
      const table = await readResults(source, { definition: "auto" });
      expect(idsOf(table)).toEqual(["a", "b"]);
      expect(table.models[0]?.skipped).toMatchObject([{ reason: "record is longer than 64 MiB", count: 1 }]);
      expect(rowCount(table)).toBe(3);
      expect(peak - before).toBeLessThan(150 * 1024 * 1024);
    },
  );

  test("nesting 100,000 deep", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const objects = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    const nested = `{"id":1,"entropy":1,"jsd":0.1,"prompt":${deep},"target":${objects}}`;
    for (const [name, text] of [
      ["a.jsonl", `${GOOD}\n${nested}\n`],
      ["a.json", `[${GOOD},${nested}]`],
      ["a.json", `{"x":${objects},"y":{"z":[${GOOD},${nested}]}}`],
    ] as const) {
      const source = memorySource(name, Buffer.from(text));
      const table = await readResults(source, { definition: "auto" });
      expect(table.length).toBe(2);
      expect((await readRecord(source, table, 1)).id).toBe("1");
    }
    await expect(readText("a.json", objects)).rejects.toMatchObject({ name: "UnreadableResultsError" });
    await expect(readText("a.json", deep)).rejects.toMatchObject({ name: "UnreadableResultsError" });
  });

  test("10,000 columns", async () => {
    const columns = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
    const csv = [
      [...columns, "entropy", "jsd"],
      ...Array.from({ length: 20 }, () => columns.map(() => "1").concat("1", "0.1")),
    ];
    expect((await readText("a.csv", csv.map((cells) => cells.join(",")).join("\n"))).length).toBe(20);
    const record = JSON.stringify({
      ...Object.fromEntries(columns.map((name) => [name, 1])),
      entropy: 1,
      jsd: 0,
    });
    expect((await readText("a.jsonl", `${record}\n`.repeat(20))).length).toBe(20);
  });

  test("duplicate keys: the last of a JSON object, the first of a CSV header", async () => {
    const json = await readText("a.jsonl", '{"entropy":1,"entropy":2,"jsd":0.1}');
    expect(json.entropy[0]).toBe(2);
    const csv = await readText("a.csv", "entropy,jsd,entropy\n1,0.1,2\n");
    expect(csv.entropy[0]).toBe(1);
  });

  test("__proto__ and constructor pollute nothing", async () => {
    const record =
      '{"__proto__":{"entropy":9,"polluted":1},"constructor":{"prototype":{"polluted":1}},"entropy":1,"jsd":0.1}';
    const wrapped = `{"__proto__":{"model":"x"},"rows":[${record}]}`;
    for (const [name, text] of [
      ["a.jsonl", record],
      ["a.json", wrapped],
      ["a.csv", "__proto__,entropy,jsd,constructor\nx,1,0.1,y\n"],
    ] as const) {
      const table = await readText(name, text);
      expect(table.entropy).toEqual(Float64Array.of(1));
    }
    expect("polluted" in {}).toBe(false);
    const missing = await readText("a.jsonl", `${GOOD}\n{"__proto__":{"entropy":9,"jsd":0.1}}`);
    expect(skippedOf(missing)).toEqual(["entropy is missing: 1 at 2"]);
  });

  test("more models than can be told apart", async () => {
    const rows = Array.from({ length: 65_536 }, (_, i) => `${i},1,0.1\n`).join("");
    await expect(readText("a.csv", `model,entropy,jsd\n${rows}`)).rejects.toThrow(/More than 65535 models/);
  });
});

describe("files that change or are not there", () => {
  const temporaryFile = (content: string) => {
    const folder = mkdtempSync(join(tmpdir(), "results-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const path = join(folder, "a.jsonl");
    writeFileSync(path, content);
    return path;
  };

  test("a file that shrinks while it is read", async () => {
    const path = temporaryFile(`${GOOD}\n`.repeat(1000));
    const source = await fileSource(path);
    truncateSync(path, 20_000);
    await expect(readResults(source, { definition: "auto" })).rejects.toMatchObject({
      kind: "io",
      message: expect.stringContaining("shorter") as string,
    });
  });

  test("a file that grows while it is read", async () => {
    const path = temporaryFile(`${GOOD}\n`);
    const source = await fileSource(path);
    writeFileSync(path, `${GOOD}\n${GOOD}\n`);
    expect((await readResults(source, { definition: "auto" })).length).toBe(2);
  });

  test("a file that vanishes, and a folder", async () => {
    const path = temporaryFile(`${GOOD}\n`);
    const source = await fileSource(path);
    rmSync(path);
    await expect(readResults(source, { definition: "auto" })).rejects.toMatchObject({
      kind: "io",
      message: "The file does not exist.",
    });
    const folder = await fileSource(tmpdir());
    await expect(readResults(folder, { definition: "auto" })).rejects.toMatchObject({ kind: "io" });
  });

  test("a record that is no longer at its offset", async () => {
    const text = `${GOOD}\n${GOOD.replace("good", "other")}\n`;
    const table = await readText("a.jsonl", text);
    for (const changed of ["", text.slice(1), text.replace("other", "third"), text.slice(0, -10)]) {
      const source = memorySource("a.jsonl", Buffer.from(changed));
      await expect(readRecord(source, table, 1)).rejects.toThrow(/a\.jsonl has changed/);
    }
  });
});

test("reading stops at an abort with the signal's reason", async () => {
  const controller = new AbortController();
  const source = memorySource("a.jsonl", Buffer.from(`${GOOD}\n`.repeat(100)), 64);
  const progress: number[] = [];
  const reading = readResults(
    source,
    { definition: "auto" },
    {
      signal: controller.signal,
      onProgress: (bytes, total) => {
        progress.push(bytes / total);
        if (bytes > total / 2) controller.abort(new Error("enough"));
      },
    },
  );
  await expect(reading).rejects.toThrow("enough");
  expect(progress.at(-1)).toBeGreaterThan(0.5);
  expect(progress.at(-1)).toBeLessThan(0.6);
});
