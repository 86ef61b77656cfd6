import { describe, expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readRecord } from "../../../../src/results/readRecord";
import { readResults } from "../../../../src/results/readResults";
import type { ReadOptions } from "../../../../src/results/readOptions";
import { facetsOf, idsOf, rowCount, rowsOf, skippedOf } from "../sources";
import { evalArchive, jsonLog, pythonJson, wholeSample, type WrittenSample } from "./inspectWriter";

const METRICS = { entropy: 1, js_divergence: 0.1 };

function sample(id: string | number, scores: Readonly<Record<string, unknown>>): WrittenSample {
  return { id, epoch: 1, scores, metadata: METRICS };
}

function read(samples: readonly WrittenSample[], choices: ReadOptions["choices"] = {}) {
  return readResults(memorySource("log.eval", evalArchive(samples)), { definition: "auto", choices });
}

const correctOf = async (...of: Parameters<typeof read>) =>
  rowsOf(await read(...of)).map(({ correct }) => correct);

describe("the scorer", () => {
  const samples = [
    sample(1, { length: 120, match: "C", graded: { style: 1, fact: "I" } }),
    sample(2, { length: 80, match: "I", graded: { style: 0, fact: "C" } }),
  ];

  test("is the first that tells correct from incorrect", async () => {
    const table = await read(samples);
    expect(rowsOf(table).map(({ correct }) => correct)).toEqual([true, false]);
    expect(table.provenance.correct).toEqual({ from: "column", column: "scores.match" });
    expect(table.choices).toEqual([
      { name: "scorer", taken: "match", possible: ["length", "match", "graded.style", "graded.fact"] },
    ]);
  });

  test.each([
    ["graded.style", [true, false]],
    ["graded.fact", [false, true]],
    ["length", [null, null]],
    ["of another log", [true, false]],
  ])("is the one that was chosen, %s", async (scorer, correct) => {
    expect(await correctOf(samples, { scorer })).toEqual(correct);
  });

  test("is no choice where there is one", async () => {
    expect((await read([sample(1, { match: "C" })])).choices).toEqual([]);
  });

  test("may be named like anything", async () => {
    const scores: unknown = JSON.parse('{"__proto__":"C","constructor":"I","<b>":{"__proto__":"C"}}');
    const table = await read([sample(1, Object(scores) as Record<string, unknown>)]);
    expect(table.choices[0]).toEqual({
      name: "scorer",
      taken: "__proto__",
      possible: ["__proto__", "constructor", "<b>.__proto__"],
    });
    expect(rowsOf(table)[0]?.correct).toBe(true);
    expect({}).not.toHaveProperty("value");
  });

  test("had no name in logs of 2024", async () => {
    const { scores, ...others } = wholeSample(sample(1, { match: "I" }));
    const log = { eval: { task: "t", model: "m" }, samples: [{ ...others, score: scores?.match }] };
    const table = await readResults(memorySource("log.json", Buffer.from(pythonJson(log))), {
      definition: "auto",
    });
    expect(rowsOf(table)).toEqual([{ id: "1", entropy: 1, jsDivergence: 0.1, correct: false, model: "m" }]);
  });
});

describe("a score that is neither correct nor incorrect leaves its sample unknown, and says why", () => {
  test.each([
    ["P", "between 0 and 1"],
    [0.25, "between 0 and 1"],
    [7, "neither 0 nor 1"],
    [-1, "neither 0 nor 1"],
    [NaN, "NaN"],
    ["a text", "neither correct nor incorrect"],
    [["C"], "neither correct nor incorrect"],
    [null, "null"],
    ["", "empty"],
  ])("%j", async (value, reason) => {
    const table = await read([sample(1, { match: "C" }), sample(2, { match: value })]);
    expect(rowsOf(table).map(({ correct }) => correct)).toEqual([true, null]);
    expect(table.models[0]?.undecided).toEqual([
      { reason: `scores.match is ${reason}`, count: 1, firstLines: [2] },
    ]);
  });

  test("and so does a sample without the scorer's score", async () => {
    const table = await read([sample(1, { match: "C" }), sample(2, {}), sample(3, { other: "C" })]);
    expect(table.models[0]?.undecided).toEqual([
      { reason: "scores.match is missing", count: 2, firstLines: [2, 3] },
    ]);
  });
});

describe("epochs", () => {
  const metrics = (entropy: number, jsDivergence: number) => ({ entropy, js_divergence: jsDivergence });
  const samples: readonly WrittenSample[] = [
    { id: "a", epoch: 1, scores: { match: "C" }, metadata: metrics(1, 0.1) },
    { id: "b", epoch: 1, scores: { match: "C" }, metadata: metrics(5, 0.5) },
    { id: "a", epoch: 2, scores: { match: "I" }, metadata: metrics(2, 0.2) },
    { id: "b", epoch: 2, scores: { match: "I" }, metadata: metrics(6, 0.6) },
    { id: "a", epoch: 3, scores: { match: "C" }, metadata: metrics(6, 0.6) },
    { id: "c", epoch: 3, scores: { match: "P" }, metadata: metrics(7, Math.LN2) },
    { id: "b", epoch: 3, scores: { match: "C" }, metadata: { entropy: "high" } },
  ];

  test("are points of their own", async () => {
    const table = await read(samples);
    expect(idsOf(table)).toEqual(["a", "b", "a (epoch 2)", "b (epoch 2)", "a (epoch 3)", "c (epoch 3)"]);
    expect(table.choices).toEqual([{ name: "epochs", taken: "all", possible: ["all", "mean"] }]);
    expect(facetsOf(table).epoch).toEqual(["1", "1", "2", "2", "3", "3"]);
  });

  test("or one point for each sample: the means, and correct by majority", async () => {
    const table = await read(samples, { epochs: "mean" });
    expect(rowsOf(table)).toEqual([
      { id: "a", entropy: 3, jsDivergence: (0.1 + 0.2 + 0.6) / 3, correct: true, model: "openai/gpt-4o" },
      { id: "b", entropy: 5.5, jsDivergence: 0.55, correct: null, model: "openai/gpt-4o" },
      { id: "c", entropy: 7, jsDivergence: Math.LN2, correct: null, model: "openai/gpt-4o" },
    ]);
    expect(table.models[0]?.undecided.map(({ reason }) => reason)).toEqual([
      "as many answers are correct as incorrect",
      "none of the answers says whether it is correct",
    ]);
    expect(skippedOf(table)).toEqual([
      "one more answer to a sample, averaged into its point: 3 at 3,4,5",
      "entropy is not a number: 1 at 7",
    ]);
    expect(rowCount(table)).toBe(samples.length);
    expect(table.notes).toEqual([expect.stringContaining("means over its epochs")]);
  });

  test("a point's record is that of the first answer", async () => {
    const source = memorySource("log.eval", evalArchive(samples));
    const table = await readResults(source, { definition: "auto", choices: { epochs: "mean" } });
    expect(Array.from(table.line)).toEqual([1, 2, 6]);
    for (const [i, id] of ["a", "b", "c"].entries()) {
      expect(await readRecord(source, table, i)).toMatchObject({ id });
    }
  });

  test("that are only further ones are no other samples", async () => {
    const source = memorySource("log.json", jsonLog(samples.filter(({ epoch }) => epoch === 2)));
    for (const epochs of ["all", "mean"]) {
      const table = await readResults(source, { definition: "auto", choices: { epochs } });
      expect(table.choices[0]?.taken).toBe(epochs);
      expect((await readRecord(source, table, 1)).id).toBe(epochs === "mean" ? "b" : "b (epoch 2)");
    }
  });
});

describe("the card of a sample", () => {
  const long = "What is the energy of the photon that is emitted in this transition? ".repeat(4);
  const asked: readonly WrittenSample[] = [
    {
      ...sample(1, { choice: "C" }),
      input: long,
      choices: ["6.0 eV", "6.8 eV"],
      target: "A",
      completion: "B",
    },
    {
      ...sample("<script>alert(1)</script>", { choice: "I" }),
      input: [
        { role: "system", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "What is this?" },
            { type: "image", image: "x" },
          ],
        },
        { role: "user", content: long },
      ],
      target: ["bike", "bicycle"],
      completion: "a bike",
    },
  ];
  const style = { method: "zstd", indent: undefined, finished: true } as const;

  test.each([
    ["log.eval", evalArchive(asked)],
    ["log.eval", evalArchive(asked, { ...style, chunked: false })],
    ["log.eval", evalArchive(asked, { ...style, chunked: true })],
    ["log.json", jsonLog(asked)],
  ])("of %s shows id, question, answer and target", async (name, bytes) => {
    const source = memorySource(name, bytes);
    const table = await readResults(source, { definition: "auto" });
    expect(await readRecord(source, table, 0)).toEqual({
      id: "1",
      question: long.trim(),
      prediction: "B: 6.8 eV",
      target: "A: 6.0 eV",
    });
    expect(await readRecord(source, table, 1)).toEqual({
      id: "<script>alert(1)</script>",
      question: `Be brief.\nWhat is this?\n[image]\n${long.trim()}`,
      prediction: "a bike",
      target: "bike, bicycle",
    });
  });
});
