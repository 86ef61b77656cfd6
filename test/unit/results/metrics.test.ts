import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { entropy } from "../../../src/metrics/entropy";
import { jsDivergence } from "../../../src/metrics/jsDivergence";
import { fileSource } from "../../../src/results/byteSource";
import { readResults } from "../../../src/results/readResults";
import { INCORRECT } from "../../../src/results/sampleTable";
import { readText, rowsOf, skippedOf } from "./sources";

const read = async (record: object | string, definition: "auto" | "column" | "reference" = "auto") => {
  const line = typeof record === "string" ? record : JSON.stringify(record);
  return readText("a.jsonl", line, definition);
};
const correctOf = async (record: object) => rowsOf(await read(record))[0]?.correct;

describe("metrics from distributions", () => {
  const golden = [17.625, 20.625, 17, 16.25, 12.4375, 11.6875];
  const p = golden.map((logit) => Math.exp(logit)).map((x, _, all) => x / all.reduce((a, b) => a + b, 0));

  test.each([
    ["logits", { logits: golden }],
    ["logprobs", { logprobs: p.map(Math.log) }],
    ["log-likelihoods as strings", { loglikelihoods: golden.map(String) }],
    ["probs", { probs: p }],
    [
      "probabilities by option",
      { probabilities: Object.fromEntries(p.map((x, i) => ["ABCDEF".charAt(i), x])) },
    ],
  ])("%s give the golden entropy and JS divergence", async (_, distribution) => {
    const table = await read({ ...distribution, answer: "B" });
    expect(table.entropy[0]).toBeCloseTo(0.3651504656216672, 13);
    expect(table.jsDivergence[0]).toBeCloseTo(0.029329626855284303, 13);
    expect(rowsOf(table)[0]?.correct).toBe(true);
    expect(table.provenance).toMatchObject({
      entropy: { from: "distribution" },
      jsDivergence: { definition: "reference", referenceColumn: "answer", usesAnswerKey: true },
      correct: { from: "argmax", targetColumn: "answer" },
    });
  });

  test("a masked logit of -Infinity is legitimate; NaN is not", async () => {
    const table = await readText(
      "a.jsonl",
      '{"logits":[0,-Infinity,0],"answer":2}\n{"logits":[0,NaN],"answer":1}',
    );
    expect(table.entropy).toEqual(Float64Array.of(Math.LN2));
    expect(skippedOf(table)).toEqual(["logit is NaN: 1 at 2"]);
  });

  test("probabilities within rounding of 1 are normalised", async () => {
    const table = await read({ probs: [0.3333, 0.3333, 0.3333], answer: 0 });
    expect(table.entropy[0]).toBeCloseTo(Math.log(3), 14);
  });

  test("a reference distribution comes before the answer key", async () => {
    const q = [0.25, 0.75];
    const table = await read({ probs: [0.5, 0.5], reference: q, answer: "B" });
    expect(table.jsDivergence[0]).toBe(jsDivergence([0.5, 0.5], q));
    expect(table.provenance.jsDivergence).toMatchObject({
      referenceColumn: "reference",
      usesAnswerKey: false,
    });
    const mismatch = await read({ probs: [0.5, 0.5], reference: [1, 0, 0] });
    expect(skippedOf(mismatch)).toEqual(["reference and distribution differ in length: 1 at 1"]);
    const keyed = await read({ probs: { yes: 0.75, no: 0.25 }, target_probs: { no: 0.25, yes: 0.75 } });
    expect(keyed.jsDivergence[0]).toBe(0);
  });

  test("a reference that is no list is the target", async () => {
    const table = await read({ logits: [0, 5], reference: "B", prediction: "B" });
    expect(table.provenance.correct).toEqual({ from: "argmax", targetColumn: "reference" });
    expect(table.provenance.jsDivergence).toMatchObject({ usesAnswerKey: true });
  });

  test("lists within CSV cells", async () => {
    const table = await readText("a.csv", 'id,probs,answer\n1,"[0.25, 0.75]",B\n');
    expect(table.entropy[0]).toBe(entropy([0.25, 0.75]));
    expect(rowsOf(table)[0]?.correct).toBe(true);
  });

  test("definitions: auto takes the column, reference computes", async () => {
    const record = { logits: [0, 0], answer: 1, jsd: 0.125, entropy: 3 };
    const auto = await read(record);
    expect([auto.entropy[0], auto.jsDivergence[0]]).toEqual([3, 0.125]);
    const reference = await read(record, "reference");
    expect([reference.entropy[0], reference.jsDivergence[0]]).toEqual([3, jsDivergence([0.5, 0.5], [0, 1])]);
    expect((await read(record, "column")).provenance.jsDivergence).toEqual({
      definition: "column",
      column: "jsd",
    });
  });
});

describe("answers", () => {
  test.each([
    ["an index", 1, undefined],
    ["an index as text", "1", undefined],
    ["a letter", "B", undefined],
    ["a small letter in brackets", "(b)", undefined],
    ["a key of the choices", "yes", { no: "it is not", yes: "it is" }],
    ["a choice's text", "it is", ["it is not", "it is"]],
    ["a text of keyed choices", "it is", { A: "it is not", B: "it is" }],
    ["a text of labelled choices", "it is", { text: ["it is not", "it is"], label: ["1", "2"] }],
  ])("%s", async (_, answer, choices) => {
    expect(await correctOf({ logits: [0, 9], answer, choices })).toBe(true);
    expect(await correctOf({ logits: [9, 0], answer, choices })).toBe(false);
  });

  test("a letter beyond the choices shown, within the logits", async () => {
    const choices = { A: "a", B: "b", C: "c", D: "d" };
    expect(await correctOf({ logits: [0, 0, 0, 0, 0, 9], answer: "F", choices })).toBe(true);
    const gap = { A: "a", B: "b", D: "d" };
    expect(await correctOf({ logits: [0, 0, 0, 9], answer: "D", choices: gap })).toBe(true);
  });

  test("an answer that is none of the options, or missing", async () => {
    const table = await readText(
      "a.jsonl",
      [
        '{"logits":[1,2],"answer":"Z"}',
        '{"logits":[1,2],"answer":7}',
        '{"logits":[1,2]}',
        '{"answer":1}',
      ].join("\n"),
    );
    expect(skippedOf(table)).toEqual([
      "answer is not among the options: 2 at 1,2",
      "answer is missing: 1 at 3",
      "logits is missing: 1 at 4",
    ]);
  });

  test("the first of ties is the prediction", async () => {
    expect(await correctOf({ logits: [1, 1], answer: "A" })).toBe(true);
    expect(await correctOf({ logits: [1, 1], answer: "B" })).toBe(false);
  });
});

describe("correctness", () => {
  const stated = (correct: unknown) => correctOf({ entropy: 1, jsd: 0.1, correct });

  test.each([true, 1, "1", "1.0", "True", "T", "yes", "C", "correct", "PASS"])(
    "%s is correct",
    async (value) => {
      expect(await stated(value)).toBe(true);
    },
  );
  test.each([false, 0, "0", "0.0", "false", "F", "no", "I", "incorrect", "fail"])(
    "%s is incorrect",
    async (value) => {
      expect(await stated(value)).toBe(false);
    },
  );
  test.each([null, "", "maybe", 0.5, [1], 2])("%s is unknown", async (value) => {
    expect(await stated(value)).toBeNull();
  });

  test("the record's own word wins over the argmax", async () => {
    expect(await correctOf({ logits: [9, 0], answer: "A", acc: 0 })).toBe(false);
  });

  test("prediction and target are compared as text; answer is the prediction beside a target", async () => {
    const of = (fields: object) => correctOf({ entropy: 1, jsd: 0.1, ...fields });
    expect(await of({ prediction: " Paris ", target: "Paris" })).toBe(true);
    expect(await of({ prediction: "Rome", answer: "Paris" })).toBe(false);
    expect(await of({ answer: "Paris", label: "Paris" })).toBe(true);
    expect(await of({ answer: "Paris" })).toBeNull();
  });
});

describe("columns", () => {
  test("names are matched without regard to case, _, - and spaces; bits become nats", async () => {
    const table = await readText(
      "a.csv",
      "Sample ID,Predictive-Entropy_bits,JS Divergence (bits),Is_Correct\nx,2,0.5,T\n",
    );
    expect(rowsOf(table)).toEqual([
      { id: "x", entropy: 2 * Math.LN2, jsDivergence: 0.5 * Math.LN2, correct: true, model: "a" },
    ]);
    expect(table.provenance.entropy).toEqual({ from: "column", column: "Predictive-Entropy_bits" });
  });

  test("the best name with usable values is chosen, wherever it first appears", async () => {
    const table = await readText(
      "a.jsonl",
      ['{"uncertainty":9,"js_divergence":0.1}', '{"uncertainty":9,"entropy":1,"js_divergence":0.1}'].join(
        "\n",
      ),
    );
    expect(table.provenance.entropy).toEqual({ from: "column", column: "entropy" });
    const empty = await read({ entropy: null, semantic_entropy: 2, jsd: 0.1 });
    expect(empty.entropy[0]).toBe(2);
  });

  test("model and dataset: from the record, else the header at any level, else the file's name", async () => {
    const row = { entropy: 1, jsd: 0.1 };
    const read = (content: object) => readText("runs.v2.json", JSON.stringify(content));
    expect((await read([{ ...row, model: "m", task: "t" }])).models).toMatchObject([
      { name: "m", datasets: ["t"] },
    ]);
    const late = await read({ rows: [row], run: { model: { name: "late" }, dataset: "d" } });
    expect(late.models).toMatchObject([{ name: "late", datasets: ["d"] }]);
    expect((await read([row])).models).toMatchObject([{ name: "runs.v2", datasets: [] }]);
  });

  test("the array of records is the one with metrics, at any level; else the object is the record", async () => {
    const row = { id: "r", entropy: 1, jsd: 0.1 };
    for (const content of [
      { shots: [{ q: 1 }], eval: { name: "x", samples: [row] } },
      { ...row, messages: [{ role: "user" }], tags: [] },
    ]) {
      expect(rowsOf(await readText("a.json", JSON.stringify(content, null, 1)))).toMatchObject([
        { id: "r", entropy: 1 },
      ]);
    }
  });

  test("content decides before the extension", async () => {
    const row = '{"id":"r","entropy":1,"jsd":0.1}';
    for (const [name, text] of [
      ["a.csv", `${row}\n${row}\n`],
      ["a.json", `${row}\n${row}\n`],
      ["a.jsonl", `[${row},${row}]`],
      ["a.txt", `${row}\r${row}`],
      ["a.json", "id,entropy,jsd\nr,1,0.1\nr,1,0.1"],
      ["a.csv", "id\tentropy\tjsd\nr\t1\t0.1\nr\t1\t0.1"],
      ["a.csv", "id;entropy;jsd\nr;1,0;0,1\nr;1;0,1"],
      ["a.jsonl", `{\n"id":"r","entropy":1,\n"jsd":0.1}\n{"id":"r","entropy":1,"jsd":0.1}`],
    ] as const) {
      expect(rowsOf(await readText(name, text)).map(({ id, jsDivergence: js }) => [id, js])).toEqual([
        ["r", 0.1],
        ["r", 0.1],
      ]);
    }
  });

  test("tables grow beyond their first capacity", async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({
      id: `sample-${i}-${"é".repeat(i % 30)}`,
      entropy: i / 7,
      jsDivergence: i / 10_000,
      correct: i % 3 === 0,
      model: `m${i % 2}`,
    }));
    const csv = rows.map((row) => Object.values(row).join(",")).join("\n");
    const table = await readText("a.csv", `id,entropy,jsd,correct,model\n${csv}`);
    expect(rowsOf(table)).toEqual(rows);
    expect(Array.from(table.line)).toEqual(rows.map((_, i) => i + 2));
  });

  test("records without an id are known by their position", async () => {
    const table = await readText("a.csv", "entropy,jsd\n1,0.1\nx,0.1\n1,0.1\n");
    expect(rowsOf(table).map(({ id }) => id)).toEqual(["1", "3"]);
  });
});

const MMBENCH = join(__dirname, "../../../../shared/data/mmbench");

describe.skipIf(!existsSync(MMBENCH))("MMBench, against scipy and scikit-learn", () => {
  test.each([
    ["Yi-VL-6B", 0.7626228010052547, 0.02271809838587078, 0.2600122641643779, 0.02331471247337008],
    ["Yi-VL-34B", 0.8000913867946082, 0.014380605509625709, 0.13680627925176833, 0.009625270038072606],
  ])("%s", async (model, accuracy, lowestIncorrect, medianEntropy, medianJs) => {
    const table = await readResults(await fileSource(join(MMBENCH, `${model}.jsonl`)), {
      definition: "auto",
    });
    expect(table.models).toEqual([
      { name: model, datasets: ["MMBench"], rows: 4377, skipped: [], undecided: [] },
    ]);
    expect(table.correct.reduce((sum, correct) => sum + correct, 0) / table.length).toBe(accuracy);
    const incorrect = table.entropy.filter((_, i) => table.correct[i] === INCORRECT);
    expect(Math.min(...incorrect)).toBeCloseTo(lowestIncorrect, 12);
    expect(table.entropy.toSorted()[2188]).toBeCloseTo(medianEntropy, 12);
    expect(table.jsDivergence.toSorted()[2188]).toBeCloseTo(medianJs, 12);
  });
});
