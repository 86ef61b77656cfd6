import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withModelDivergences } from "../../../src/analysis/modelDivergence";
import { plotPanels } from "../../../src/analysis/plot";
import { jsDivergence } from "../../../src/metrics/jsDivergence";
import { truncatedJsDivergence } from "../../../src/metrics/truncatedDistribution";
import type { ReadOptions } from "../../../src/results/readOptions";
import type { SampleTable } from "../../../src/results/sampleTable";
import { readText, rowCount, rowsOf, skippedCount, skippedOf } from "../results/sources";

const TOGETHER = { definition: "auto", hasCompanions: true } as const;

const read = (records: readonly object[], model: string, options: ReadOptions = TOGETHER) =>
  readText(`${model}.jsonl`, records.map((record) => JSON.stringify(record)).join("\n"), options);

async function compare(...files: Parameters<typeof read>[]): Promise<SampleTable[]> {
  const tables = await Promise.all(files.map((file) => read(...file)));
  return withModelDivergences(tables).map((compared) => {
    if ("problem" in compared) throw new Error(compared.problem);
    return compared.table;
  });
}

const byId = (table: SampleTable | undefined) =>
  Object.fromEntries((table === undefined ? [] : rowsOf(table)).map(({ id, jsDivergence: js }) => [id, js]));

/** An answer's tokens, each with its most probable ones. */
const tokens = (...positions: Readonly<Record<string, number>>[]) =>
  positions.map((top) => ({
    token: Object.keys(top)[0],
    top_logprobs: Object.entries(top).map(([token, p]) => ({ token, logprob: Math.log(p) })),
  }));

describe("two files of options", () => {
  test("samples are paired by id, and each has its own entropy and the divergence of the pair", async () => {
    const [first, second] = await compare(
      [
        [
          { id: "a", probs: [0.1, 0.4, 0.5] },
          { id: "b", probs: [1, 0, 0] },
        ],
        "A",
      ],
      [
        [
          { id: "b", probs: [0, 1, 0] },
          { id: "a", probs: [0.3, 0.4, 0.3] },
        ],
        "B",
      ],
    );
    const expected = { a: expect.closeTo(0.038795984149012655, 14) as number, b: Math.LN2 };
    expect(byId(first)).toEqual(expected);
    expect(byId(second)).toEqual(expected);
    expect(first?.entropy[1]).toBe(0);
    expect(first?.provenance.jsDivergence).toEqual({
      ...{
        definition: "models",
        column: "probs",
        of: "options",
        truncated: "restBucket",
        between: ["A", "B"],
      },
    });
    expect(first?.betweenModels).toBeNull();
  });

  test("options are aligned by name; other names and numbers of options are reasons", async () => {
    const [first, second] = await compare(
      [
        [
          { id: 1, probs: { x: 0.75, y: 0.25 } },
          { id: 2, probs: { x: 0.75, y: 0.25 } },
          { id: 3, probs: [0.75, 0.25] },
          { id: 4, probs: { x: 0.75, y: 0.25 } },
        ],
        "A",
      ],
      [
        [
          { id: 1, probs: { y: 0.25, x: 0.75 } },
          { id: 2, probs: { y: 0.25, z: 0.75 } },
          { id: 3, probs: [0.5, 0.25, 0.25] },
          { id: 4, probs: [0.75, 0.25] },
        ],
        "B",
      ],
    );
    expect(byId(first)).toEqual({ 1: 0, 4: 0 });
    for (const table of [first, second]) {
      expect(table && skippedOf(table)).toEqual([
        "the models' distributions name different options: 1 at 2",
        "the models' distributions differ in length: 1 at 3",
      ]);
    }
  });

  test("rows without a single counterpart are skipped: read = plotted + skipped", async () => {
    const options = (id: string) => ({ id, probs: [0.5, 0.5] });
    const [first, second] = await compare(
      [["a", "b", "c", "c"].map(options), "A"],
      [["b", "b", "a", "c", "d"].map(options).concat({ id: "e", probs: [2, 2] }), "B"],
    );
    expect(byId(first)).toEqual({ a: 0 });
    expect(first && skippedOf(first)).toEqual(["no single answer of B has this id: 3 at 2,3,4"]);
    expect(second && skippedOf(second)).toEqual([
      "probabilities sum to 4: 1 at 6",
      "no single answer of A has this id: 4 at 1,2,4,5",
    ]);
    for (const table of [first, second]) {
      expect(table && table.length + skippedCount(table)).toBe(table && rowCount(table));
    }
  });
});

describe("two files without a pair say so, and what to do", () => {
  const options = (id: string) => ({ id, probs: [0.5, 0.5] });
  const problemsOf = async (...files: readonly (readonly string[])[]) => {
    const tables = await Promise.all(files.map((ids, i) => read(ids.map(options), i === 0 ? "A" : "B")));
    return withModelDivergences(tables).map((compared) => ("problem" in compared ? compared.problem : null));
  };

  test("no id is in both", async () => {
    const [first, second] = await problemsOf(["q1", "q2", "q3", "q4"], ["x", "\u001b[31my"]);
    expect(first).toMatch(
      /^No answer of A has the id of one of B: there are q1, q2, q3, … and x, {2}\[31my\. .*the same id in both, or add .*target/,
    );
    expect(second).toBe(first);
  });

  test("every id that is in both is there more than once", async () => {
    const [problem] = await problemsOf(["q1", "q1", "a"], ["q1", "b"]);
    expect(problem).toMatch(
      /^Every id that A and B share is there more than once \(q1, q1, a\).*id of its own/,
    );
  });

  test("rows of which none can be read are the reason where there are some", async () => {
    const bad = await read(
      [
        { id: "q", probs: [2, 2] },
        { id: "r", probs: [2, 2] },
      ],
      "B",
    );
    const [first, second] = withModelDivergences([await read([options("a")], "A"), bad]);
    expect(first).toMatchObject({ table: { length: 0 } });
    expect(second).toMatchObject({
      table: { models: [{ skipped: [{ reason: "probabilities sum to 4" }] }] },
    });
  });
});

describe("two models in one file", () => {
  test("facets, lines and correctness stay with their samples", async () => {
    const record = (model: string, id: number, p: number) => ({
      ...{ model, id, probs: [p, 1 - p], target: 0, level: id % 2 ? "odd" : "even" },
    });
    const records = [
      ...[0, 1, 2, 3].map((id) => record("A", id, 0.9)),
      ...[3, 2, 1, 7].map((id) => record("B", id, 0.2)),
    ];
    const table = await readText("both.jsonl", records.map((r) => JSON.stringify(r)).join("\n"), "models");
    const [compared] = withModelDivergences([table]).map((result) =>
      "table" in result ? result.table : null,
    );
    const rows = compared ? rowsOf(compared) : [];
    expect(rows.map(({ id, model, correct }) => [id, model, correct])).toEqual([
      ...["1", "2", "3"].map((id) => [id, "A", true]),
      ...["3", "2", "1"].map((id) => [id, "B", false]),
    ]);
    expect(new Set(compared?.jsDivergence)).toEqual(new Set([jsDivergence([0.9, 0.1], [0.2, 0.8])]));
    expect(Array.from(compared?.line ?? [])).toEqual([2, 3, 4, 5, 6, 7]);
    const level = compared?.facets[0];
    expect(Array.from(level?.codes ?? [], (code) => level?.values[code - 1])).toEqual([
      ...["odd", "even", "odd", "odd", "even", "odd"],
    ]);
    expect(compared?.models.map(({ name, rows: read, skipped }) => [name, read, skipped[0]?.reason])).toEqual(
      [
        ["A", 4, "no single answer of B has this id"],
        ["B", 4, "no single answer of A has this id"],
      ],
    );
    const panels = compared ? plotPanels([{ fileName: "both.jsonl", table: compared }]) : [];
    expect(panels.map(({ analysis }) => analysis.count)).toEqual([3, 3]);
  });
});

describe("two files of tokens", () => {
  test("are compared up to and including the first token that differs", async () => {
    const answer = tokens({ a: 0.5, b: 0.25 }, { b: 0.75 }, { c: 1 });
    const [first] = await compare(
      [
        [
          { id: "same", top_logprobs: answer },
          { id: "differs at the second", top_logprobs: answer },
          { id: "is shorter", top_logprobs: answer.slice(0, 1) },
        ],
        "A",
      ],
      [
        [
          { id: "same", top_logprobs: answer },
          {
            id: "differs at the second",
            top_logprobs: tokens({ a: 0.25, b: 0.5 }, { x: 0.75 }, { d: 1 }),
          },
          { id: "is shorter", top_logprobs: tokens({ a: 0.5, b: 0.25 }, { x: 1 }) },
        ],
        "B",
      ],
    );
    const atFirst = jsDivergence([0.5, 0.25, 0.25], [0.25, 0.5, 0.25]);
    const atSecond = jsDivergence([0.75, 0, 0.25], [0, 0.75, 0.25]);
    expect(byId(first)).toEqual({
      same: 0,
      "differs at the second": expect.closeTo((atFirst + atSecond) / 2, 14) as number,
      "is shorter": 0,
    });
  });

  test("whose own tokens are not recorded cannot be aligned beyond the first", async () => {
    const [first] = await compare(
      [
        [
          { id: 1, top_logprobs: [{ a: -1 }] },
          { id: 2, top_logprobs: [{ a: -1 }, { b: -1 }] },
        ],
        "A",
      ],
      [[{ id: 1, top_logprobs: [{ a: -2 }] }], "B"],
    );
    const side = (logprob: number) => ({ outcomes: ["a"], logprobs: [logprob], ends: [1] });
    expect(byId(first)).toEqual({ 1: truncatedJsDivergence(side(-1), 0, side(-2), 0, "restBucket") });
    expect(first && skippedOf(first)).toEqual([
      "the record does not say which tokens the answer has: 1 at 2",
    ]);
  });

  test("truncation is that of the options", async () => {
    const renormalised = { ...TOGETHER, truncatedDistributions: "renormalise" } as const;
    const [first] = await compare(
      [[{ id: 1, top_logprobs: tokens({ a: 0.5, b: 0.25 }) }], "A", renormalised],
      [[{ id: 1, top_logprobs: tokens({ a: 0.4, b: 0.2 }) }], "B", renormalised],
    );
    expect(first?.jsDivergence[0]).toBeCloseTo(0, 14);
  });
});

describe("what cannot be compared says why", () => {
  const options = (id?: unknown) => ({ ...(id !== undefined && { id }), probs: [0.5, 0.5] });
  const problems = async (...files: Parameters<typeof read>[]) => {
    const tables = await Promise.all(files.map((file) => read(...file)));
    return withModelDivergences(tables).map((compared) => ("problem" in compared ? compared.problem : null));
  };

  test("one model among others that have a column", async () => {
    expect(await problems([[options(1)], "A"], [[{ ...options(1), jsd: 0.1 }], "B"])).toEqual([
      expect.stringMatching(/^No JS divergence/) as string,
      null,
    ]);
  });

  test("three models", async () => {
    const three = await problems([[options(1)], "A"], [[options(1)], "B"], [[options(1)], "C"]);
    expect(three).toEqual(
      three.map(() => expect.stringMatching(/needs two models, and there are 3: A, B, C/) as string),
    );
  });

  test("tokens and options, ids and none", async () => {
    const ofTokens = [{ id: 1, top_logprobs: [{ a: 0 }] }];
    expect((await problems([ofTokens, "A"], [[options(1)], "B"]))[0]).toMatch(
      /over options, the other over tokens/,
    );
    expect((await problems([[options()], "A"], [[options(1)], "B"]))[0]).toMatch(/one file has ids/);
  });

  test("without ids in both files, records are paired by place", async () => {
    const [first] = await compare([[options(), options()], "A"], [[options()], "B"]);
    expect(byId(first)).toEqual({ 1: 0 });
  });
});

test("divergences are symmetric, within [0, ln 2], and 0 between equals", async () => {
  const p = fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 })
    .filter((w) => w.some((x) => x > 1e-3))
    .map((w) => w.map((x) => x / w.reduce((a, b) => a + b)));
  const record = fc.record({ id: fc.integer({ min: 0, max: 8 }), probs: p });
  // One id that all files have, so that there is something to compare.
  const file = fc
    .tuple(fc.array(record, { maxLength: 8 }), p)
    .map(([records, probs]) => [...records, { id: 9, probs }]);
  await fc.assert(
    fc.asyncProperty(file, file, async (a, b) => {
      const [ab, ba] = await compare([a, "A"], [b, "B"]);
      const [swapped] = await compare([b, "B"], [a, "A"]);
      for (const [id, js] of Object.entries(byId(ba))) expect(byId(swapped)[id]).toBeCloseTo(js, 14);
      expect(Object.keys(byId(ab)).sort()).toEqual(Object.keys(byId(ba)).sort());
      for (const [id, js] of Object.entries(byId(ab))) {
        expect(js).toBeGreaterThanOrEqual(0);
        expect(js).toBeLessThanOrEqual(Math.LN2);
        expect(byId(ba)[id]).toBe(js);
      }
      const [self] = await compare([a, "A"], [a, "A"]);
      expect(self?.jsDivergence.every((js) => js === 0)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
