import { describe, expect, test } from "vitest";
import { matchesOf } from "../../../src/results/columnRoles";
import { nestedColumns } from "../../../src/results/nestedColumns";
import type { Fields } from "../../../src/results/recordBytes";
import { readText, rowsOf, skippedOf } from "./sources";

const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join("\n");

describe("the columns inside of records", () => {
  test("are given by path, in order of appearance", () => {
    const records = [
      { id: 1, metrics: { uncertainty: { entropy: 1, note: "x" }, list: [1, 2] } },
      { id: 2, scores: [{ value: 1 }, { value: 2 }, 3, { value: 4 }], "a.b": { c: 1, "d.e": [] } },
    ];
    expect(nestedColumns(records)).toEqual([
      "metrics.uncertainty.entropy",
      "metrics.uncertainty.note",
      "metrics.list",
      "scores[0].value",
      "scores[1].value",
      "scores[2]",
      '["a.b"].c',
      '["a.b"]["d.e"]',
    ]);
  });

  test("an object of numbers may be a distribution", () => {
    expect(nestedColumns([{ out: { probs: { A: 0.2, B: 0.8 } } }])).toEqual([
      "out.probs",
      "out.probs.A",
      "out.probs.B",
    ]);
  });

  test("are limited in number and depth", () => {
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, { v: i }]));
    expect(nestedColumns([wide, wide]).length).toBe(1000);
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`) as Fields;
    expect(nestedColumns([deep])).toEqual([]);
    const lists = { a: Array.from({ length: 100_000 }, (_, i) => ({ b: i })) };
    expect(nestedColumns([lists])).toEqual(["a[0].b", "a[1].b", "a[2].b"]);
    expect(nestedColumns([{ a: { ["k".repeat(1000)]: 1 } }])).toEqual([]);
  });
});

describe("roles by the last part of a path", () => {
  const column = (role: Parameters<typeof matchesOf>[0], ...columns: string[]) =>
    matchesOf(role, columns).map((match) => match.column);

  test("come after columns of that name", () => {
    expect(column("entropy", "metrics.entropy", "uncertainty")).toEqual(["uncertainty", "metrics.entropy"]);
    expect(matchesOf("jsDivergence", ["m.jsd_bits"])).toMatchObject([
      { column: "m.jsd_bits", isInBits: true },
    ]);
  });

  test("prefer the better name, then the shallower path", () => {
    expect(column("entropy", "a.b.entropy", "a.token_entropy", "c.entropy")).toEqual([
      "c.entropy",
      "a.b.entropy",
      "a.token_entropy",
    ]);
  });

  test("are none where it is not clear which is meant", () => {
    expect(column("entropy", "base.entropy", "tuned.entropy")).toEqual([]);
  });

  test("are none for names that say too little, for elements of lists, and far inside", () => {
    expect(column("correct", "judge.score", "scores[0].correct", "a.b.c.d.correct")).toEqual([]);
    expect(column("model", "judge.model", "config.model_name")).toEqual([]);
    expect(column("id", "request.id", "a.index")).toEqual([]);
    expect(column("target", "doc.label", "doc.answer", "x.reference")).toEqual([]);
    expect(column("prediction", "api.output", "api.response")).toEqual([]);
  });
});

describe("files with nested fields", () => {
  const record = (entropy: unknown, correct: unknown) => ({
    id: "a",
    metrics: { uncertainty: { entropy }, js_divergence: 0.1 },
    outcome: { correct, group: correct === true ? "x" : "y" },
  });

  test("are read without a mapping, and say by which columns", async () => {
    const written = [
      record(0.5, true),
      record(1.5, false),
      record(null, true),
      record(2, true),
      record(3, false),
    ];
    for (const [name, text] of [
      ["a.jsonl", lines(...written)],
      ["a.json", JSON.stringify(written)],
      ["a.json", JSON.stringify({ config: { tags: [{ b: 1 }] }, results: written })],
    ] as const) {
      const table = await readText(name, text);
      expect(rowsOf(table).map(({ entropy, correct }) => [entropy, correct])).toEqual([
        [0.5, true],
        [1.5, false],
        [2, true],
        [3, false],
      ]);
      expect(skippedOf(table).map((text) => text.split(":")[0])).toEqual(["entropy is null"]);
      expect(table.provenance).toEqual({
        entropy: { from: "column", column: "metrics.uncertainty.entropy" },
        jsDivergence: { definition: "column", column: "metrics.js_divergence" },
        correct: { from: "column", column: "outcome.correct" },
      });
      expect(table.facets.map(({ name: facet, values }) => [facet, values])).toEqual([
        ["outcome.group", ["x", "y"]],
      ]);
    }
  });

  test("beyond the first thousand records as well", async () => {
    const written = Array.from({ length: 2500 }, (_, i) => record(i / 10, i % 3 === 0));
    const table = await readText("a.jsonl", lines(...written), "auto", 1000);
    expect([...table.entropy]).toEqual(written.map((_, i) => i / 10));
    expect([...table.correct]).toEqual(written.map((_, i) => (i % 3 === 0 ? 1 : 0)));
  });

  test("a header with dots is matched by its last part, as pandas.json_normalize writes it", async () => {
    const table = await readText("a.csv", "doc.id,metrics.entropy,metrics.jsd,metrics.acc\n1,0.5,0.1,1\n");
    expect(rowsOf(table)).toMatchObject([{ entropy: 0.5, jsDivergence: 0.1, correct: true }]);
  });

  test("a distribution inside an object is one", async () => {
    const table = await readText("a.jsonl", lines({ out: { logits: [1, 2] }, doc: { gold: "B" } }));
    expect(table.provenance).toMatchObject({
      jsDivergence: { column: "out.logits", referenceColumn: "doc.gold", usesAnswerKey: true },
    });
    expect(rowsOf(table)).toMatchObject([{ correct: true }]);
  });

  test("columns of that name at the top are taken first", async () => {
    const table = await readText(
      "a.jsonl",
      lines({ entropy: 1, jsd: 0.1, metrics: { entropy: 2, jsd: 0.2 } }),
    );
    expect(rowsOf(table)).toMatchObject([{ entropy: 1, jsDivergence: 0.1 }]);
    const named = await readText("a.jsonl", lines({ uncertainty: { entropy: 2, jsd: 0.2 } }));
    expect(rowsOf(named)).toMatchObject([{ entropy: 2, jsDivergence: 0.2 }]);
  });
});
