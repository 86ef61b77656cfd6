import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { plotPanels } from "../../../src/analysis/plot";
import { summarisePanel } from "../../../src/analysis/summary";
import { fileSource, memorySource } from "../../../src/results/byteSource";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { UnreadableResultsError } from "../../../src/results/readOptions";
import { columnsOf, SAMPLE_FORMATS, TABLE_FORMATS, type Change, type MetricSample } from "./formatWriters";
import { idsOf, readText, rowCount, rowsOf, skippedCount, skippedOf } from "./sources";

const sample = (id: string, more: Partial<MetricSample> = {}): MetricSample => ({
  id,
  question: `Question ${id}?`,
  entropy: 0.5,
  jsd: 0.1,
  correct: true,
  ...more,
});
const GOOD = [sample("a"), sample("b", { correct: false, entropy: 1.5 }), sample("c")];

const folder = mkdtempSync(join(tmpdir(), "plot-divergence-every-format-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(SAMPLE_FORMATS)("$name", ({ name, write, isText, holdsMetrics }) => {
  test("an empty file is called empty", async () => {
    await expect(readText(name, new Uint8Array(0))).rejects.toMatchObject({ kind: "empty" });
  });

  test("a file without records says that there are none", async () => {
    const error: unknown = await readText(name, write([])).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnreadableResultsError);
    expect(["empty", "noRows"]).toContain(error instanceof UnreadableResultsError ? error.kind : "");
  });

  // Of log-likelihoods: lmEval.test.ts.
  test.runIf(holdsMetrics)("values that cannot be plotted are skipped by reason", async () => {
    const bad = [
      sample("1", { entropy: NaN }),
      sample("2", { entropy: Infinity }),
      sample("3", { entropy: -0.5 }),
      sample("4", { entropy: null }),
      sample("5", { jsd: 0.9 }),
      sample("6", { jsd: -0.1 }),
      sample("7", { jsd: null }),
    ];
    const table = await readText(name, write([...GOOD, ...bad]));
    const reasons = skippedOf(table).map((reason) => reason.replace(/ is (null|empty): /, " is nothing: "));
    expect(reasons).toHaveLength(bad.length);
    for (const [i, reason] of [
      "entropy is NaN",
      "entropy is Infinity",
      "entropy is negative",
      "entropy is nothing",
      "JS divergence is above ln 2",
      "JS divergence is negative",
      "JS divergence is nothing",
    ].entries()) {
      expect(reasons[i]).toContain(`${reason}: 1 at `);
    }
    expect(idsOf(table)).toEqual(["a", "b", "c"]);
    expect(rowCount(table)).toBe(GOOD.length + bad.length);
  });

  test("one class only: no vertical line, and no AUROC", async () => {
    const table = await readText(name, write([sample("a"), sample("b", { entropy: 1 })]));
    const [panel] = plotPanels([{ fileName: name, table }]);
    if (panel === undefined) throw new Error("no panel");
    expect(summarisePanel(panel, name, 0.075, "nats")).toMatchObject({
      plotted: 2,
      accuracy: 1,
      lowestEntropyIncorrect: null,
      auroc: { entropy: null, jsDivergence: null },
    });
  });

  test("markup, scripts and terminal escapes are text", async () => {
    const html = `<script>alert(1)</script><img src=x onerror="alert('1')"> &amp; \u001b[31mred`;
    const bytes = write([sample("a", { id: html, question: html }), sample("b")]);
    const table = await readText(name, bytes);
    expect(idsOf(table)).toEqual([html, "b"]);
    expect(await readRecord(memorySource(name, bytes), table, 0)).toMatchObject({ id: html, question: html });
  });

  test("a file that vanishes", async () => {
    const path = join(folder, `vanishing-${name}`);
    writeFileSync(path, write(GOOD));
    const source = await fileSource(path);
    rmSync(path);
    await expect(readResults(source, { definition: "auto" })).rejects.toMatchObject({
      kind: "io",
      message: "The file does not exist.",
    });
  });

  test("a file that becomes shorter once it is open", async () => {
    const path = join(folder, `shorter-${name}`);
    const bytes = write(Array.from({ length: 200 }, (_, i) => sample(`q${i}`)));
    for (const share of [0, 0.3, 0.9]) {
      writeFileSync(path, bytes);
      const source = await fileSource(path);
      truncateSync(path, Math.floor(bytes.length * share));
      const table = await readResults(source, { definition: "auto" }).catch((reason: unknown) => reason);
      if (table instanceof Error) expect(table).toBeInstanceOf(UnreadableResultsError);
      else expect(table).toMatchObject({ models: [{ skipped: [{ count: 1 }] }] });
    }
  });

  test("a file that becomes longer, and one whose record is not there any more", async () => {
    const path = join(folder, `changing-${name}`);
    writeFileSync(path, write(GOOD));
    const table = await readResults(await fileSource(path), { definition: "auto" });
    expect(table.length).toBe(3);
    writeFileSync(path, write([...GOOD, sample("d")]));
    expect((await readResults(await fileSource(path), { definition: "auto" })).length).toBe(4);
    writeFileSync(path, write([sample("x"), sample("y"), sample("z")]));
    await expect(readRecord(await fileSource(path), table, 1)).rejects.toThrow(
      /has changed since it was read/,
    );
  });

  test("cut off anywhere: rows before the cut, or an error for people", async () => {
    const bytes = write(GOOD);
    let tables = 0;
    for (let end = 1; end < bytes.length; end += Math.ceil(bytes.length / 150)) {
      const table = await readText(name, bytes.subarray(0, end)).catch((reason: unknown) => reason);
      if (table instanceof Error) {
        expect(table).toBeInstanceOf(UnreadableResultsError);
        continue;
      }
      tables++;
      expect(table).toMatchObject({ length: expect.any(Number) as number });
    }
    expect(tables > 0).toBe(isText || name.startsWith("a.arrow"));
  });

  test.runIf(isText || name.endsWith(".eval"))(
    "byte order marks, UTF-16 and line ends make no difference",
    async () => {
      const expected = rowsOf(await readText(name, write(GOOD)));
      const changed: Change[] = [
        (text) => Buffer.from(`\ufeff${text.toString()}`),
        (text) => Buffer.from(`\ufeff${text.toString()}`, "utf16le"),
        (text) => Buffer.from(`\ufeff${text.toString()}`, "utf16le").swap16(),
        (text) => Buffer.from(text.toString().replaceAll("\n", "\r\n")),
        (text) => Buffer.from(text.toString().replaceAll("\n", "\r")),
      ];
      for (const change of changed) {
        const bytes = write(GOOD, change);
        const table = await readText(name, bytes);
        expect(rowsOf(table)).toEqual(expected);
        const record = await readRecord(memorySource(name, bytes), table, 1);
        expect(record).toMatchObject({ id: "b", question: "Question b?" });
      }
    },
  );

  test("bytes that are no UTF-8 are replaced in texts, also of the record that is shown", async () => {
    const bytes = write([sample("aQb", { question: "xQy" }), sample("c")], notUtf8);
    const table = await readText(name, bytes);
    expect(idsOf(table)).toEqual(["a\ufffdb", "c"]);
    const record = await readRecord(memorySource(name, bytes), table, 0);
    expect(record).toMatchObject({ id: "a\ufffdb", question: "x\ufffdy" });
  });
});

/** Puts a byte that is no UTF-8 in the place of every Q between other letters. */
function notUtf8(content: Buffer): Buffer {
  const bytes = Buffer.from(content);
  for (const text of ["aQb", "xQy"]) {
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text)) bytes[at + 1] = 0xe9;
  }
  return bytes;
}

describe.each(TABLE_FORMATS)("tables in $name", ({ name, table, wrap, isText }) => {
  const good = columnsOf(GOOD);
  const read = (bytes: Uint8Array) => readText(name, wrap(bytes));

  test("no recognisable column: what was found, and what is needed", async () => {
    const unknown = [
      { name: "height", kind: "number", values: [1, 2] },
      { name: "width", kind: "number", values: [3, 4] },
    ] as const;
    await expect(read(table(unknown))).rejects.toMatchObject({
      kind: "noColumns",
      message: expect.stringMatching(/entropy.*logits.*height, width/) as string,
    });
  });

  test("10,000 columns", async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      name: `c${i}`,
      kind: "number" as const,
      values: [1, 2, 3],
    }));
    expect((await read(table([...many, ...good]))).length).toBe(3);
  });

  test("columns named __proto__ and constructor pollute nothing", async () => {
    const hostile = ["__proto__", "constructor", "toString"].map((key) => ({
      name: key,
      kind: "text" as const,
      values: ['{"entropy":9,"polluted":1}', "x", "y"],
    }));
    const found = await read(table([...hostile, ...good]));
    expect(Array.from(found.entropy)).toEqual([0.5, 1.5, 0.5]);
    expect("polluted" in {}).toBe(false);
  });

  test.runIf(isText)("malformed and incomplete lines are skipped, with their places", async () => {
    const isJson = name.includes("json");
    const text = Buffer.from(table(good)).toString();
    const lines = text.trimEnd().split("\n");
    const isArray = name.startsWith("a.json") && !name.startsWith("a.jsonl");
    const broken = isArray
      ? text.replace('"entropy": 1.5', '"entropy": ')
      : [...lines.slice(0, 2), isJson ? '{"entropy":}' : "1", ...lines.slice(2)].join("\n") + "\n";
    const found = await read(Buffer.from(broken));
    expect(found.models[0]?.skipped).toMatchObject([
      { reason: isJson ? "malformed JSON" : "wrong number of cells", count: 1 },
    ]);
    expect(rowCount(found)).toBe(found.length + 1);
    const cut = await read(Buffer.from(text.slice(0, text.lastIndexOf("Question c"))));
    expect(cut.models[0]?.skipped).toMatchObject([
      { reason: expect.stringMatching(/^incomplete last (line|record)$/) as string, count: 1 },
    ]);
    expect(skippedCount(cut) + cut.length).toBe(rowCount(cut));
    expect(idsOf(cut)).toEqual(["a", "b"]);
  });

  test.runIf(isText)("values nested 100,000 deep", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const isJson = name.includes("json");
    const text = Buffer.from(table(columnsOf([...GOOD, sample("d", { question: "DEEP" })]))).toString();
    const nested = isJson
      ? text.replace(/"question": ?"DEEP"/, `"question":${deep}`)
      : text.replace("DEEP", deep);
    expect(nested.length).toBeGreaterThan(200_000);
    expect(idsOf(await read(Buffer.from(nested)))).toEqual(["a", "b", "c", "d"]);
  });

  // Records of 200 MB in the others: badInput.test.ts.
  test.runIf(["a.tsv", "a.jsonl.gz", "a.csv.zst"].includes(name))("a record of 65 MiB", async () => {
    // Of many letters: what repeats itself is taken for a bomb once it is compressed.
    const letters = Array.from({ length: 65_537 }, (_, i) =>
      ((i * 7919) % 65_537).toString(36).padStart(4, "0"),
    ).join("");
    const long = Array.from({ length: 256 }, (_, i) => `${i}${letters}`).join("");
    const text = Buffer.from(table(good)).toString().replace("Question b?", long);
    const large = await read(Buffer.from(text));
    expect(large.models[0]?.skipped).toMatchObject([{ reason: "record is longer than 64 MiB", count: 1 }]);
    expect(idsOf(large)).toEqual(["a", "c"]);
  });
});
