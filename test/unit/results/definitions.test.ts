import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entropy } from "../../../src/metrics/entropy";
import { generalisedJsDivergence, jsDivergence } from "../../../src/metrics/jsDivergence";
import type { JsDefinition, ReadOptions } from "../../../src/results/readOptions";
import { readText, rowsOf, skippedOf } from "./sources";

const read = (records: object | readonly object[], how: JsDefinition | ReadOptions = "auto") =>
  readText(
    "a.jsonl",
    [records]
      .flat()
      .map((record) => JSON.stringify(record))
      .join("\n"),
    how,
  );

/** A token with its most probable ones, in chat form. */
const token = (text: string, top: Readonly<Record<string, number>>) => ({
  token: text,
  logprob: Math.log(top[text] ?? 0),
  top_logprobs: Object.entries(top).map(([name, p]) => ({ token: name, logprob: Math.log(p) })),
});

const ENSEMBLE = [
  [0.7, 0.2, 0.1],
  [0.1, 0.8, 0.1],
  [0.3, 0.3, 0.4],
];

describe("among the distributions of a record", () => {
  test.each([
    ["lists of probabilities", { distributions: ENSEMBLE }],
    ["an object of lists", { layer_probs: { "16": ENSEMBLE[0], "24": ENSEMBLE[1], "32": ENSEMBLE[2] } }],
    ["log probabilities", { sample_logprobs: ENSEMBLE.map((p) => p.map(Math.log)) }],
    ["logits", { logits: ENSEMBLE.map((p) => p.map((x) => Math.log(x) + 3)) }],
    [
      "options by name, in any order",
      { distributions: ENSEMBLE.map(([a, b, c], i) => (i === 1 ? { c, a, b } : { a, b, c })) },
    ],
    ["text, as in a CSV cell", { distributions: JSON.stringify(ENSEMBLE) }],
  ])("%s: the golden value, and the entropy of the mean", async (_, record) => {
    const table = await read({ ...record, target: 1 });
    expect(table.jsDivergence[0]).toBeCloseTo(0.20888903704423, 13);
    expect(table.entropy[0]).toBeCloseTo(entropy([1.1 / 3, 1.3 / 3, 0.6 / 3]), 13);
    expect(rowsOf(table)[0]?.correct).toBe(true);
    expect(table.provenance).toMatchObject({
      entropy: { from: "ensemble" },
      jsDivergence: { definition: "ensemble" },
      correct: { from: "argmax" },
    });
  });

  test("a column of entropies comes before that of the mean; the definition may be another", async () => {
    const record = { distributions: ENSEMBLE, entropy: 0.5, target: 0, jsd: 0.25 };
    expect((await read(record)).provenance.jsDivergence.definition).toBe("column");
    const ensemble = await read(record, "ensemble");
    expect(ensemble.entropy[0]).toBe(0.5);
    expect(ensemble.jsDivergence[0]).toBeCloseTo(generalisedJsDivergence(ENSEMBLE), 14);
    const reference = await read(record, "reference");
    expect(reference.jsDivergence[0]).toBeCloseTo(jsDivergence([1.1 / 3, 1.3 / 3, 0.6 / 3], [1, 0, 0]), 13);
    expect(reference.provenance.jsDivergence).toMatchObject({ of: "ensemble", usesAnswerKey: true });
  });

  test("rows whose lists do not fit are skipped by reason", async () => {
    const table = await read([
      { distributions: ENSEMBLE },
      { distributions: [[1, 0]] },
      { distributions: [[1, 0], [1]] },
      { distributions: [[1, 0], "x"] },
      {
        distributions: [
          [1, 0],
          [0.5, 0.4],
        ],
      },
      {
        distributions: [
          { a: 1, b: 0 },
          { a: 1, c: 0 },
        ],
      },
      { distributions: [] },
      { distributions: [[], []] },
      { distributions: null },
      {},
      {
        distributions: [
          [1, 0],
          [null, 1],
        ],
      },
    ]);
    expect(table.length).toBe(1);
    expect(skippedOf(table)).toEqual([
      "fewer than two distributions: 1 at 2",
      "the distributions differ in length: 1 at 3",
      "one of the distributions is not a list of numbers: 2 at 4,8",
      "probabilities sum to 0.9: 1 at 5",
      "the distributions name different options: 1 at 6",
      "distributions is not a list of distributions: 1 at 7",
      "distributions is null: 1 at 9",
      "distributions is missing: 1 at 10",
      "probability is NaN: 1 at 11",
    ]);
  });

  test("equal distributions give 0, opposite ones ln n", async () => {
    const oneHots = [0, 1, 2, 3, 4].map((i) => [0, 1, 2, 3, 4].map((j) => (i === j ? 1 : 0)));
    const table = await read([{ distributions: oneHots }, { distributions: [ENSEMBLE[0], ENSEMBLE[0]] }]);
    expect(table.jsDivergence[0]).toBeCloseTo(Math.log(5), 14);
    expect(table.jsDivergence[1]).toBe(0);
  });
});

describe("a column of JS divergences is at most ln n", () => {
  test("for as many distributions as the record lists or counts, otherwise two", async () => {
    const table = await read([
      { entropy: 1, jsd: 1, n_distributions: 3 },
      { entropy: 1, jsd: 1.2, n_distributions: 3 },
      { entropy: 1, jsd: 1, distributions: ENSEMBLE },
      { entropy: 1, jsd: 1 },
      { entropy: 1, jsd: 0.7, n_distributions: "many" },
      { entropy: 1, jsd: 0.69314725, n_distributions: 2 },
    ]);
    expect(Array.from(table.jsDivergence)).toEqual([1, 1, Math.LN2]);
    expect(skippedOf(table)).toEqual([
      "JS divergence is above ln 3: 1 at 2",
      "JS divergence is above ln 2: 2 at 4,5",
    ]);
  });
});

describe("between two passes over the same tokens", () => {
  const first = [token("a", { a: 0.7, b: 0.2 }), token("b", { b: 1 })];
  const second = [token("a", { a: 0.1, c: 0.6 }), token("b", { a: 1 })];
  const mean = (jsDivergence([0.7, 0.2, 0, 0.1], [0.1, 0, 0.6, 0.3]) + Math.LN2) / 2;

  test.each([
    ["logprobs", "reference_logprobs"],
    ["top_logprobs", "reference_top_logprobs"],
    ["logprobs_1", "logprobs_2"],
    ["logprobs", "draft_logprobs"],
  ])("%s and %s: the mean over the tokens", async (column, otherColumn) => {
    const table = await read({ [column]: first, [otherColumn]: second });
    expect(table.jsDivergence[0]).toBeCloseTo(mean, 13);
    expect(table.provenance.jsDivergence).toEqual({
      ...{ definition: "tokens", column, otherColumn },
      truncated: "restBucket",
    });
    expect(table.provenance.entropy).toMatchObject({ from: "tokens", column });
  });

  test("renormalised", async () => {
    const table = await read(
      { logprobs: first, reference_logprobs: second },
      { definition: "tokens", truncatedDistributions: "renormalise" },
    );
    const renormalised = jsDivergence([7 / 9, 2 / 9, 0], [1 / 7, 0, 6 / 7]);
    expect(table.jsDivergence[0]).toBeCloseTo((renormalised + Math.LN2) / 2, 13);
  });

  test("identical passes give 0; passes of different lengths are skipped", async () => {
    const table = await read([
      { logprobs: first, reference_logprobs: first },
      { logprobs: first, reference_logprobs: second.slice(1) },
      { logprobs: first, reference_logprobs: null },
    ]);
    expect(Array.from(table.jsDivergence)).toEqual([0]);
    expect(skippedOf(table)).toEqual([
      "the two passes differ in the number of tokens: 1 at 2",
      "reference_logprobs is null: 1 at 3",
    ]);
  });
});

describe("an answer of one token against the answer key", () => {
  const answer = (top: Readonly<Record<string, number>>, ...more: object[]) => [
    token(Object.keys(top)[0] ?? "", top),
    ...more,
  ];
  const END = token("<|eot_id|>", { "<|eot_id|>": 1 });

  test("tokens that differ in space are one, end-of-text and space are no answer, the rest counts", async () => {
    const top = { B: 0.5, " B": 0.25, A: 0.125 };
    const table = await read({ logprobs: answer(top, token("\n", { "\n": 1 }), END), target: "B" });
    expect(table.jsDivergence[0]).toBeCloseTo(jsDivergence([0.75, 0.125, 0.125], [1, 0, 0]), 13);
    expect(rowsOf(table)[0]?.correct).toBe(true);
    expect(table.provenance.jsDivergence).toEqual({
      ...{ definition: "reference", column: "logprobs", referenceColumn: "target" },
      ...{ usesAnswerKey: true, of: "answerToken", truncated: "restBucket" },
    });
    expect(table.confidence?.[0]).toBe(0.75);
  });

  test("a target that is not listed is in the rest, or nowhere when there is none", async () => {
    const record = { logprobs: answer({ A: 0.75, B: 0.125 }), target: "C" };
    const bucketed = await read(record);
    expect(bucketed.jsDivergence[0]).toBeCloseTo(jsDivergence([0.75, 0.125, 0.125], [0, 0, 1]), 13);
    expect(rowsOf(bucketed)[0]?.correct).toBe(false);
    const listed = { logprobs: answer({ A: 0.75, B: 0.125 }), target: "A" };
    const renormalised = await read([record, listed], {
      definition: "reference",
      truncatedDistributions: "renormalise",
    });
    expect(renormalised.jsDivergence[0]).toBeCloseTo(jsDivergence([6 / 7, 1 / 7], [1, 0]), 13);
    expect(skippedOf(renormalised)).toEqual(["the answer is not among the listed tokens: 1 at 1"]);
  });

  test.each([
    ["a letter in brackets", "(B)", undefined],
    ["an index of choices", 1, ["red", "green"]],
    ["a choice's text", "green", ["red", "green"]],
    ["a choice's key", "B", { A: "red", B: "green" }],
    ["a text of keyed choices", "green", { A: "red", B: "green" }],
  ])("the target is %s", async (_, target, choices) => {
    const right = await read({ logprobs: answer({ B: 0.75, A: 0.25 }), target, choices });
    const wrong = await read({ logprobs: answer({ A: 0.75, B: 0.25 }), target, choices });
    expect([rowsOf(right)[0]?.correct, rowsOf(wrong)[0]?.correct]).toEqual([true, false]);
    expect(right.jsDivergence[0]).toBeCloseTo(jsDivergence([0.75, 0.25], [1, 0]), 13);
  });

  test("answers of several tokens and none are skipped; the record's own word on correctness wins", async () => {
    const table = await read([
      { logprobs: answer({ B: 1 }), target: "A", correct: true },
      { logprobs: answer({ B: 1 }, token("!", { "!": 1 })), target: "B" },
      { logprobs: [END], target: "B" },
      { logprobs: answer({ B: 1 }) },
    ]);
    expect(rowsOf(table).map(({ correct }) => correct)).toEqual([true]);
    expect(skippedOf(table)).toEqual([
      "the answer has more than one token: 1 at 2",
      "the answer is empty: 1 at 3",
      "answer is missing: 1 at 4",
    ]);
  });

  test("under another definition a longer answer is compared as text", async () => {
    const table = await read([
      { logprobs: answer({ B: 1 }), target: "B", response: "b", jsd: 0.1 },
      { logprobs: answer({ B: 1 }, token("!", { "!": 1 })), target: "B!", response: "B!", jsd: 0.1 },
      { logprobs: answer({ B: 1 }, token("!", { "!": 1 })), target: "B", response: "B!", jsd: 0.1 },
    ]);
    expect(rowsOf(table).map(({ correct }) => correct)).toEqual([true, true, false]);
  });

  test("lies in [0, ln 2], and both truncations agree when nothing is missing", async () => {
    const weights = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(weights, fc.nat(6), async (w, target) => {
        const sum = w.reduce((a, b) => a + b);
        const top = Object.fromEntries(w.map((x, i) => ["ABCDEF".charAt(i), x / sum]));
        const record = { logprobs: answer(top), target: "ABCDEF".charAt(target % w.length) };
        const [bucketed, renormalised] = await Promise.all(
          (["restBucket", "renormalise"] as const).map((truncatedDistributions) =>
            read(record, { definition: "reference", truncatedDistributions }),
          ),
        );
        const js = bucketed?.jsDivergence[0] ?? NaN;
        expect(js).toBeGreaterThanOrEqual(0);
        expect(js).toBeLessThanOrEqual(Math.LN2);
        expect(renormalised?.jsDivergence[0]).toBeCloseTo(js, 12);
        expect(renormalised?.entropy[0]).toBeCloseTo(bucketed?.entropy[0] ?? NaN, 12);
      }),
      { numRuns: 200 },
    );
  });
});

describe("which definition", () => {
  const tokens = [token("B", { B: 0.9 })];
  const all = {
    jsd: 0.1,
    distributions: ENSEMBLE,
    top_logprobs: tokens,
    reference_logprobs: tokens,
    probs: [0.5, 0.5],
    target: "B",
  };

  test.each([
    [[], "column"],
    [["jsd"], "ensemble"],
    [["jsd", "distributions"], "tokens"],
    [["jsd", "distributions", "reference_logprobs"], "reference"],
    [["jsd", "distributions", "reference_logprobs", "probs"], "reference"],
  ] as const)("without %j the best is %s", async (without, expected) => {
    const record = Object.fromEntries(
      Object.entries(all).filter(([name]) => !without.some((w) => w === name)),
    );
    const table = await read(record);
    expect(table.provenance.jsDivergence.definition).toBe(expected);
    expect(table.definitions.isAutomatic).toBe(true);
    expect(table.definitions.possible[0]).toBe(expected);
    expect(table.definitions.possible.at(-1)).toBe("models");
  });

  test("any possible one can be asked for", async () => {
    const { possible } = (await read(all)).definitions;
    expect(possible).toEqual(["column", "ensemble", "tokens", "reference", "models"]);
    for (const definition of ["column", "ensemble", "tokens", "reference"] as const) {
      const table = await read(all, definition);
      expect(table.provenance.jsDivergence.definition).toBe(definition);
      expect(table.definitions).toEqual({ possible, isAutomatic: false });
    }
  });

  test.each([
    ["ensemble", /No JS divergence among the distributions.*distributions/],
    ["tokens", /No JS divergence between two passes.*reference_top_logprobs/],
    ["reference", /No JS divergence against a reference.*answers of one token/],
    ["column", /No JS divergence column/],
    ["models", /needs two models.*plot the results of both together/],
    ["auto", /No JS divergence.*second model's results on the same ids.*Found the column top_logprobs/],
  ] as const)("%s cannot be had from one file of tokens alone", async (definition, message) => {
    await expect(read({ top_logprobs: tokens }, definition)).rejects.toThrow(message);
  });

  test("why a file read alone has nothing to compare with", async () => {
    const longer = { top_logprobs: [...tokens, ...tokens], target: "A" };
    await expect(read(longer)).rejects.toThrow(
      /answers have more than one token.*second model's results.*reference_top_logprobs/,
    );
    await expect(read({ probs: [0.5, 0.5] })).rejects.toThrow(
      /nothing to compare them with. Add an answer.*in a second file with the same ids/,
    );
  });
});
