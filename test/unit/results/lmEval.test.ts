import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entropy } from "../../../src/metrics/entropy";
import { softmax } from "../../../src/metrics/distributions";
import { fileSource, memorySource } from "../../../src/results/byteSource";
import { isObject } from "../../../src/results/parseJson";
import type { ReadOptions } from "../../../src/results/readOptions";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import type { SampleTable } from "../../../src/results/sampleTable";
import { rowCount, rowsOf, skippedCount, skippedOf } from "./sources";
import { LM_EVAL_VERSIONS, pythonJson, writeLmEval, type AnsweredQuestion } from "./writeLmEval";

// Written by lm-evaluation-harness 0.4.13 itself for made-up questions; expected.json by scipy from the same files.
const FIXTURES = join(__dirname, "../../fixtures/lmEval");
const RUN_8B = join(FIXTURES, "meta-llama__Llama-3.1-8B-Instruct");

const expected = JSON.parse(readFileSync(join(FIXTURES, "expected.json"), "utf8")) as Record<
  string,
  { readonly id: string; readonly entropy: number; readonly jsDivergence: number; readonly acc: boolean }[]
>;

function fixturePath(task: string): string {
  const name = readdirSync(RUN_8B).find((file) => file.startsWith(`samples_${task}_`));
  if (name === undefined) throw new Error(`no fixture of ${task}`);
  return join(RUN_8B, name);
}

const fixtureText = (task: string) => readFileSync(fixturePath(task), "utf8");
const fixtureRecords = (task: string) =>
  fixtureText(task)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const read = (text: string, choices: ReadOptions["choices"] = {}, name = "samples_t.jsonl") =>
  readResults(memorySource(name, Buffer.from(text)), { definition: "auto", choices });
const readTask = async (task: string, choices: ReadOptions["choices"] = {}) =>
  readResults(await fileSource(fixturePath(task)), { definition: "auto", choices });
const lines = (records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");
const takenOf = ({ choices }: SampleTable) =>
  Object.fromEntries(choices.map(({ name, taken }) => [name, taken]));

describe("files of the tool itself", () => {
  test.each(Object.keys(expected))(
    "%s: metrics as scipy computes them, correctness as the tool",
    async (task) => {
      const table = await readTask(task);
      const rows = rowsOf(table);
      expect(rows.map(({ id, correct }) => ({ id, acc: correct }))).toEqual(
        expected[task]?.map(({ id, acc }) => ({ id, acc })),
      );
      for (const [i, row] of rows.entries()) {
        expect(row.entropy).toBeCloseTo(expected[task]?.[i]?.entropy ?? NaN, 12);
        expect(row.jsDivergence).toBeCloseTo(expected[task]?.[i]?.jsDivergence ?? NaN, 12);
      }
      expect(skippedCount(table)).toBe(0);
      expect(table.provenance).toEqual({
        entropy: { from: "distribution", column: "resps" },
        jsDivergence: {
          definition: "reference",
          column: "resps",
          referenceColumn: "target",
          usesAnswerKey: true,
        },
        correct: { from: "column", column: "acc" },
      });
    },
  );

  test("every metric that says correct or incorrect can be taken, and agrees with the tool's own accuracy", async () => {
    const name = readdirSync(RUN_8B).find((file) => file.startsWith("results_")) ?? "";
    const { results } = JSON.parse(readFileSync(join(RUN_8B, name), "utf8")) as {
      results: Record<string, Record<string, number | string>>;
    };
    const table = await readTask("arc_mutual");
    const possible = ["acc", "acc_norm", "acc_bytes", "exact_match", "acc_mutual_info"];
    expect(table.choices).toEqual([
      { name: "metric", taken: "acc", possible },
      { name: "filter", taken: "none", possible: ["none"] },
    ]);
    for (const metric of ["acc", "acc_norm"]) {
      const { correct, length } = await readTask("arc_demo", { metric });
      expect(correct.reduce((sum, value) => sum + value, 0) / length).toBe(
        results.arc_demo?.[`${metric},none`],
      );
    }
    const second = await readTask("multi_demo", { metric: "exact_match" });
    expect(takenOf(second)).toMatchObject({ metric: "exact_match" });
    expect(second.correct.reduce((sum, value) => sum + value, 0) / 3).toBe(
      results.multi_demo?.["exact_match,none"],
    );
  });

  test("a metric that is not in the file is not taken", async () => {
    expect(takenOf(await readTask("arc_demo", { metric: "f1" }))).toMatchObject({ metric: "acc" });
  });

  test("the card shows question, options, and the prediction of the metric that counts", async () => {
    const source = await fileSource(fixturePath("arc_demo"));
    const table = await readResults(source, { definition: "auto" });
    expect(await readRecord(source, table, 1)).toEqual({
      id: "1",
      question: "What is frozen water?",
      prediction: "3: rain",
      target: "2: ice",
    });
    const normed = await readResults(source, { definition: "auto", choices: { metric: "acc_norm" } });
    const records = fixtureRecords("arc_demo");
    for (const [i, { correct }] of rowsOf(normed).entries()) {
      const { prediction, target } = await readRecord(source, normed, i);
      expect(records[i]?.acc_norm).toBe(correct === true ? 1 : 0);
      expect(prediction === target).toBe(correct);
    }
    const options = await fileSource(fixturePath("wino_demo"));
    expect(await readRecord(options, await readResults(options, { definition: "auto" }), 1)).toMatchObject({
      question: "The ox beat the ant because _ was strong.",
      prediction: "A: The ox beat the ant because ox",
      target: "B: The ox beat the ant because ant",
    });
  });

  test("groups of questions are facets", async () => {
    const table = await readTask("mmlu_demo");
    expect(table.facets).toContainEqual(
      expect.objectContaining({ name: "doc.subject", values: ["anatomy", "astronomy"] }),
    );
  });

  test("the writer of these tests writes them byte for byte", () => {
    const records = fixtureRecords("arc_demo");
    const questions = records.map((record) => {
      const { doc_id: docId, doc, target, arguments: args, resps, filter, acc, acc_norm } = record;
      const requests = Object.values(args as Record<string, { arg_0: string; arg_1: string }>);
      return {
        docId: Number(docId),
        doc: isObject(doc) ? doc : {},
        prompt: requests[0]?.arg_0 ?? "",
        options: (resps as [[string, string]][]).map(([[logLikelihood, isGreedy]], i) => ({
          text: requests[i]?.arg_1.slice(1) ?? "",
          logLikelihood: Number(logLikelihood),
          isGreedy: isGreedy === "True",
        })),
        target: Number(target),
        filter: String(filter),
        metrics: { acc: Number(acc), acc_norm: Number(acc_norm) },
      };
    });
    expect(writeLmEval(questions, "0.4.7")).toBe(fixtureText("arc_demo"));
  });
});

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).map((option) => `x${option}`);
const question: fc.Arbitrary<Omit<AnsweredQuestion, "docId" | "metrics">> = fc
  .uniqueArray(text, { minLength: 2, maxLength: 6, selector: (option) => option.trim() })
  .chain((texts) =>
    fc.record({
      doc: fc.record({ question: fc.string({ unit: "grapheme" }), subject: fc.constantFrom("a", "b") }),
      prompt: fc.string({ unit: "grapheme" }),
      options: fc.tuple(
        ...texts.map((option) =>
          fc.record({
            text: fc.constant(option),
            logLikelihood: fc.oneof(
              fc.double({ min: -300, max: 0, noNaN: true }),
              fc.constantFrom(-Infinity, -1e-7, -12),
            ),
            isGreedy: fc.boolean(),
          }),
        ),
      ),
      target: fc.nat(texts.length - 1),
      filter: fc.constant("none"),
    }),
  )
  .filter(({ options }) => options.some(({ logLikelihood }) => Number.isFinite(logLikelihood)));

describe("reading what was written", () => {
  test.each(LM_EVAL_VERSIONS)("by version %s gives the same samples", async (version) => {
    const written = fc.array(fc.tuple(question, fc.constantFrom(0, 1), fc.constantFrom(0, 1)), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(written, fc.constantFrom("acc", "acc_norm"), async (drawn, metric) => {
        const questions = drawn.map(([asked, acc, acc_norm], docId) => ({
          ...asked,
          docId,
          metrics: { acc, acc_norm },
        }));
        const table = await read(writeLmEval(questions, version), { metric });
        expect(rowsOf(table)).toEqual(
          questions.map(({ options, docId, metrics }) => ({
            id: String(docId),
            entropy: entropy(softmax(options.map(({ logLikelihood }) => logLikelihood))),
            jsDivergence: expect.any(Number) as number,
            correct: metrics[metric] === 1,
            model: "samples_t",
          })),
        );
        expect(rowCount(table)).toBe(questions.length);
        expect(skippedOf(table)).toEqual([]);
        expect(takenOf(table)).toEqual(version === "0.4.7" ? { metric, filter: "none" } : { metric });
      }),
      { numRuns: 300 },
    );
  });

  test("targets as list, text or position are the same option", async () => {
    const [record] = fixtureRecords("arc_demo");
    const targets = [1, "1", "a cat", " a cat", "[1]", "[1, 1]", [1], ["a cat"]];
    const tables = await Promise.all(targets.map((target) => read(lines([{ ...record, target }]))));
    expect(tables.map(({ jsDivergence }) => jsDivergence[0])).toEqual(
      targets.map(() => tables[0]?.jsDivergence[0]),
    );
  });
});

test.each([
  ["a byte order mark", (text: string) => Buffer.from(`\ufeff${text}`)],
  ["UTF-16", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ["CRLF", (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"))],
  ["CR", (text: string) => Buffer.from(text.replaceAll("\n", "\r"))],
  ["gzip", (text: string) => gzipSync(text)],
  ["a JSON array", (text: string) => Buffer.from(`[${text.trimEnd().replaceAll("\n", ",")}]`)],
])("%s makes no difference", async (_, encoded) => {
  const text = fixtureText("arc_demo");
  const source = memorySource("samples_t.jsonl", encoded(text), 100);
  const table = await readResults(source, { definition: "auto" });
  const [plain, other] = [await read(text), table].map(({ byteOffset, line, ...same }) => same);
  expect(other).toEqual(plain);
  expect((await readRecord(source, table, 2)).question).toBe('Where does the sun rise — "east" or west?');
});

describe("filters", () => {
  const [record] = fixtureRecords("arc_demo");
  const withFilters = (count: number) =>
    ["strict", "loose"].flatMap((filter, correct) =>
      Array.from({ length: count }, (_, i) => ({ ...record, doc_id: i, filter, acc: correct })),
    );

  test("one filter is plotted; the others' records are skipped with both names", async () => {
    const table = await read(lines(withFilters(2)));
    expect(rowsOf(table).map(({ id, correct }) => [id, correct])).toEqual([
      ["0", false],
      ["1", false],
    ]);
    expect(skippedOf(table)).toEqual(['filter is "loose"; plotted is "strict": 2 at 3,4']);
    expect(rowCount(table)).toBe(4);
    expect(table.choices).toContainEqual({ name: "filter", taken: "strict", possible: ["strict", "loose"] });
  });

  test("a filter whose records come long after the first ones can be chosen", async () => {
    const table = await read(lines(withFilters(1500)), { filter: "loose" });
    expect(table.length).toBe(1500);
    expect(rowsOf(table).every(({ correct }) => correct)).toBe(true);
    expect(skippedOf(table)).toEqual(['filter is "strict"; plotted is "loose": 1500 at 1,2,3,4,5']);
    expect(table.choices).toContainEqual({ name: "filter", taken: "loose", possible: ["strict", "loose"] });
  });

  test("a filter that is not in the file gives way to the first one", async () => {
    const table = await read(lines(withFilters(1500)), { filter: "other", metric: "acc_norm" });
    expect(takenOf(table)).toEqual({ filter: "strict", metric: "acc_norm" });
    expect(table.length).toBe(1500);
  });
});

describe("correctness", () => {
  const [record = {}] = fixtureRecords("arc_demo");
  const measured = (...values: unknown[]) =>
    read(lines(values.map((acc, doc_id) => ({ ...record, doc_id, metrics: ["acc"], acc }))));

  test.each([
    ["floats", 1.0, 0.0],
    ["integers", 1, 0],
    ["booleans", true, false],
    ["numpy's booleans, as the tool writes them", "True", "False"],
    ["floats of another width, as the tool writes them", "1.0", "0.0"],
  ])("%s", async (_, right, wrong) => {
    expect(rowsOf(await measured(right, wrong)).map(({ correct }) => correct)).toEqual([true, false]);
  });

  test("a metric that says it in part is not taken, and the figure says so", async () => {
    const table = await measured(0.5, 1);
    expect(table.provenance.correct).toEqual({ from: "argmax", targetColumn: "target" });
    expect(table.notes).toEqual(['Not taken for correctness, as its values lie between 0 and 1: "acc".']);
    expect(table.choices.map(({ name }) => name)).toEqual(["filter"]);
    expect((await measured(0, 1)).notes).toEqual([]);
  });

  test("pairs for corpus metrics, perplexities and nulls are no correctness", async () => {
    for (const value of [[1, 2], -11.5, null, {}]) {
      expect((await measured(value)).provenance.correct.from).toBe("argmax");
    }
    expect(rowsOf(await measured(1, null)).map(({ correct }) => correct)).toEqual([true, null]);
  });
});

describe("answers without probabilities", () => {
  test.each([
    [
      "gsm_demo",
      [
        /12 records/,
        /exact_match \(strict-match\): 33\.33% correct \(2 of 6\)/,
        /\(flexible-extract\): 66\.67% correct \(4 of 6\)/,
      ],
    ],
    ["lambada_demo", [/3 records/, /acc: 100% correct \(3 of 3\)/]],
    [
      "wiki_demo",
      [/3 records\): there is nothing to compute entropy and JS divergence from\. To record them: lm-eval/],
    ],
  ])("%s says so, with the accuracy and what to do", async (task, messages) => {
    const error: unknown = await readTask(task).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "UnreadableResultsError", kind: "noProbabilities" });
    const message = error instanceof Error ? error.message : "";
    for (const pattern of messages) expect(message).toMatch(pattern);
    expect(message).toMatch(
      /To record them: lm-evaluation-harness: .*--log_samples.* Inspect: .*--top-logprobs 20.* OpenAI, vLLM, .*top_logprobs/,
    );
    expect(message).not.toContain("\n");
  });

  test("the accuracies are told apart from means, and come as numbers too", async () => {
    const [record] = fixtureRecords("gsm_demo");
    const values = [0.25, 0.5, 1];
    const text = lines(
      values.map((f1, i) => ({
        ...record,
        doc_id: i,
        filter: "none",
        metrics: ["exact_match", "f1", "bleu"],
        exact_match: i % 2,
        f1,
        bleu: [1, 2],
      })),
    );
    await expect(read(text)).rejects.toMatchObject({
      answers: {
        scores: [
          { name: "exact_match", count: 3, mean: 1 / 3, correct: 1 },
          { name: "f1", count: 3, mean: 1.75 / 3, correct: null },
        ],
      },
      message: expect.stringContaining(
        "exact_match: 33.33% correct (1 of 3); f1: mean 0.5833 of 3.",
      ) as string,
    });
  });

  test("all records count, also beyond the first ones and those that cannot be read", async () => {
    const [record] = fixtureRecords("gsm_demo");
    const text = lines(
      Array.from({ length: 2500 }, (_, i) => ({ ...record, doc_id: i, exact_match: i < 500 ? 1 : 0 })),
    );
    await expect(read(`${text}{oops`)).rejects.toThrow(
      /\(2,500 records\).* Not counted: 1 skipped, the first on line 2501 \(incomplete last line\)\. .*20% correct \(500 of 2,500\)/,
    );
  });

  test("a flat table with answers says so too, names its columns and advises every tool", async () => {
    const csv = "id,question,prediction,target\n1,a,x,x\n2,b,y,x\n3,c,,x\n";
    await expect(read(csv, {}, "a.csv")).rejects.toMatchObject({
      kind: "noProbabilities",
      message: expect.stringMatching(
        /3 records.*Found the columns id, question, prediction, target\. prediction = target: 50% correct \(1 of 2\)\. To record them: lm-eval/,
      ) as string,
    });
    await expect(read('{"id":1,"passed":true}\n{"id":2,"passed":false}')).rejects.toThrow(
      /passed: 50% correct \(1 of 2\)/,
    );
    await expect(read("id,question\n1,a\n", {}, "a.csv")).rejects.toMatchObject({ kind: "noColumns" });
    await expect(read("id,correct,entropy\n1,1,2\n", {}, "a.csv")).rejects.toMatchObject({
      kind: "noColumns",
    });
  });
});

describe("records that cannot be plotted are counted by reason", () => {
  const [record = {}, other = {}] = fixtureRecords("arc_demo");
  const reasonFor = async (change: object) => skippedOf(await read(lines([record, { ...other, ...change }])));
  const resps = (...values: unknown[]) => values.map((value) => [[value, "False"]]);

  test.each([
    ["a NaN", { resps: resps("nan", "-1") }, "logit is NaN"],
    ["no number", { resps: resps("-1", "x") }, "logit is NaN"],
    ["infinite ones only", { resps: resps("-inf", "-inf") }, "no finite logit"],
    ["one option", { resps: resps("-1") }, "no log-likelihoods of several options"],
    ["a text", { resps: [["text"]] }, "no log-likelihoods of several options"],
    ["nothing", { resps: [] }, "no log-likelihoods of several options"],
    ["null", { resps: null }, "no log-likelihoods of several options"],
    ["a target beyond the options", { target: "7" }, "answer is not among the options"],
    ["a target that is no option", { target: "a dog" }, "answer is not among the options"],
    ["no target", { target: null }, "answer is missing"],
  ])("%s", async (_, change, reason) => {
    expect(await reasonFor(change)).toEqual([`${reason}: 1 at 2`]);
  });

  test("what is no record of the tool, malformed or cut off", async () => {
    const whole = lines([record]);
    const table = await read(`${whole}{"error":"x"}\n{"doc_id":\n${whole}${whole.slice(0, 90)}`);
    expect(skippedOf(table)).toEqual([
      "malformed JSON: 1 at 3",
      "incomplete last line: 1 at 5",
      "not a record of lm-evaluation-harness: 1 at 2",
    ]);
    expect(rowCount(table)).toBe(5);
  });

  test("hostile records neither crash nor pollute", async () => {
    const deep = "deep";
    const hostile = [
      { ...record, resps: deep },
      { ...record, arguments: deep, doc: deep },
      { ...record, metrics: ["__proto__", "constructor", "acc"] },
      { ...record, doc: null, arguments: null, filtered_resps: null },
      { ...record, target: deep },
      { ...record, metrics: { acc: 1 }, filter: [] },
    ];
    const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const text = `${lines(hostile).replaceAll('"deep"', nested)}${lines([record]).replace('"doc_id"', '"__proto__":{"acc":9,"polluted":1},"doc_id"')}`;
    const table = await read(text);
    expect(rowCount(table)).toBe(7);
    expect("polluted" in {}).toBe(false);
  });

  test("whatever a record holds, rows add up", async () => {
    const keys = ["doc", "target", "arguments", "resps", "filtered_resps", "filter", "metrics", "acc"];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), { maxLength: 6 }),
        async (changes) => {
          const records = [record, ...changes.map((change, i) => ({ ...record, doc_id: i + 1, ...change }))];
          const table = await read(lines(records)).catch((error: unknown) => error);
          if (table instanceof Error) {
            expect(table).toMatchObject({ name: "UnreadableResultsError" });
            return;
          }
          expect(rowCount(table as SampleTable)).toBe(records.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test("a file of another tool is not taken for one of lm-evaluation-harness", async () => {
  const table = await read(lines([{ doc_id: 1, doc: "x", entropy: 1, jsd: 0.1 }]), {}, "a.jsonl");
  expect(table.layout.dialect).toBeNull();
  expect(pythonJson({ a: [1, "é\n", null] })).toBe('{"a": [1, "é\\n", null]}');
});
