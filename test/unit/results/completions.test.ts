import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { softmax } from "../../../src/metrics/distributions";
import { memorySource } from "../../../src/results/byteSource";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { readText, rowsOf, skippedOf } from "./sources";
import { COMPLETION_FORMS, completionsFile, writeCompletions, type WrittenAnswer } from "./writeCompletions";

const TOKENS = ["A", " B", "é", '"', "\\n", "😀", "\n", "1", "constructor"];

const position = fc
  .tuple(
    fc.shuffledSubarray(TOKENS, { minLength: 2, maxLength: 6 }),
    fc.double({ min: 0.5, max: 1, noNaN: true }),
  )
  .chain(([names, mass]) =>
    fc
      .array(fc.double({ min: -20, max: 0, noNaN: true }), {
        minLength: names.length,
        maxLength: names.length,
      })
      .map((logits) => {
        const p = Array.from(softmax(logits), (x) => Math.log(x * mass));
        return { token: names[0] ?? "", top: Object.fromEntries(names.map((name, i) => [name, p[i] ?? 0])) };
      }),
  );

const answers: fc.Arbitrary<WrittenAnswer[]> = fc.array(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 8 }).filter((id) => id === id.trim()),
    model: fc.constantFrom("gpt-4o-2024-08-06", "meta-llama/Llama-3.1-8B-Instruct"),
    target: fc.constantFrom("A", "B", "é"),
    tokens: fc.array(position, { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 5 },
);

/** An answer of one token first, so that every file can be compared with its targets. */
const first: WrittenAnswer = {
  id: "first",
  model: "gpt-4o-2024-08-06",
  target: "A",
  tokens: [{ token: "A", top: { A: Math.log(0.75), " B": Math.log(0.125), "\n": -9999 } }],
};

describe("completions in every form that tools write", () => {
  test("give the same ids, models, metrics, correctness and reasons", async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (written) => {
        const all = [first, ...written];
        const tables = await Promise.all(
          COMPLETION_FORMS.map((form) => readText(completionsFile(form), writeCompletions(all, form))),
        );
        const [expected] = tables;
        for (const [i, table] of tables.entries()) {
          const form = COMPLETION_FORMS[i];
          expect({ form, rows: rowsOf(table) }).toEqual({ form, rows: expected && rowsOf(expected) });
          const reasons = (skipped: string[]) => skipped.map((reason) => reason.replace(/ at .*/, ""));
          expect(reasons(skippedOf(table))).toEqual(expected && reasons(skippedOf(expected)));
        }
      }),
      { numRuns: 150 },
    );
  });

  test.each(COMPLETION_FORMS)("%s: a record is found again", async (form) => {
    const second = { ...first, id: "second", tokens: [{ token: " B", top: { " B": -0.1, A: -3 } }] };
    const source = memorySource(completionsFile(form), Buffer.from(writeCompletions([first, second], form)));
    const table = await readResults(source, { definition: "auto" });
    expect(await readRecord(source, table, 1)).toMatchObject({ id: "second", target: "A" });
  });
});

describe("one completion as a document of its own", () => {
  const forms = COMPLETION_FORMS.filter((form) => !form.startsWith("flat") && !form.includes("array"));

  test.each(forms)("%s: is the same as the same record of a .jsonl", async (form) => {
    const line = writeCompletions([first], form);
    const expected = await readText("a.jsonl", line);
    for (const text of [line, JSON.stringify(JSON.parse(line), null, 2)]) {
      const source = memorySource("a.json", Buffer.from(text));
      const table = await readResults(source, { definition: "auto" });
      expect(rowsOf(table)).toEqual(rowsOf(expected));
      expect(rowsOf(table)).toMatchObject([{ id: "first", correct: true }]);
      expect(table.provenance).toEqual(expected.provenance);
      expect(await readRecord(source, table, 0)).toMatchObject({ id: "first", target: "A" });
    }
  });

  test("of several choices the first counts, and several documents are as many records", async () => {
    const record = JSON.parse(writeCompletions([first], "chat completions")) as { choices: unknown[] };
    const twice = { ...record, choices: [...record.choices, ...record.choices] };
    const table = await readText("a.json", JSON.stringify(twice, null, 2));
    expect(rowsOf(table)).toMatchObject([{ id: "first", correct: true }]);
    const two = [record, { ...record, id: "second" }].map((one) => JSON.stringify(one, null, 2)).join("\n");
    expect(rowsOf(await readText("a.json", two))).toMatchObject([{ id: "first" }, { id: "second" }]);
  });

  test("choices that are the options of questions, or members elsewhere, stay records of their own", async () => {
    const rows = '"results":[{"id":"x","choices":["a","b"],"entropy":1,"jsd":0.1}]';
    expect(rowsOf(await readText("a.json", `{"choices":["a","b"],${rows}}`))).toMatchObject([{ id: "x" }]);
    const record = writeCompletions([first], "chat completions");
    expect(rowsOf(await readText("a.json", `{"choices":[],"runs":[${record}]}`))).toMatchObject([
      { id: "first", correct: true },
    ]);
  });
});

const fixture = (name: string) => readFileSync(`test/fixtures/completions/${name}`);

describe("files as the tools write them, byte for byte", () => {
  test("batch output of OpenAI: failed requests, refusals, answers without logprobs", async () => {
    const table = await readText("batch_output.jsonl", fixture("openai_batch_output.jsonl"), {
      definition: "auto",
      hasCompanions: true,
    });
    expect(rowsOf(table).map(({ id, model }) => [id, model])).toEqual([
      ["mmlu-0", "gpt-4o-mini-2024-07-18"],
      ["mmlu-1", "gpt-4o-mini-2024-07-18"],
      ["mmlu-4", "gpt-4o-mini-2024-07-18"],
    ]);
    expect(skippedOf(table)).toEqual([
      "choices[0].logprobs is null: 1 at 3",
      "the request failed: rate_limit_exceeded: 1 at 4",
      "the request failed: batch_expired: 1 at 6",
    ]);
    // Computed in Python from the same numbers: -sum(p * log(p)) of the listed tokens and the rest, divided by their sum, over the tokens.
    expect(Array.from(table.entropy)).toEqual([
      expect.closeTo(0.00039715833678898233, 12),
      expect.closeTo(1.1168374864982626, 12),
      expect.closeTo(0.3230779132613725, 12),
    ]);
  });

  test("chat completions of vLLM, with -9999 for what has no probability, and of llama.cpp", async () => {
    const vllm = await readText("vllm.jsonl", fixture("vllm_batch_output.jsonl"), "reference");
    expect(rowsOf(vllm)).toMatchObject([{ id: "q1", model: "Qwen/Qwen2.5-0.5B-Instruct", correct: true }]);
    const llama = await readText("llama.jsonl", fixture("llamacpp_chat.jsonl"), "reference");
    expect(rowsOf(llama)).toMatchObject([{ id: "chatcmpl-Zb1", correct: false }]);
    expect(skippedOf(vllm)).toEqual(["the request failed: BadRequestError: 1 at 2"]);
    for (const table of [vllm, llama]) expect(table.provenance.entropy.from).toBe("tokens");
  });
});
