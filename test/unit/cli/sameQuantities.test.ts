import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { float64, int32, list, utf8 } from "@uwdata/flechette";
import { afterAll, expect, test } from "vitest";
import { writeArrow } from "../results/arrow/writeArrow";
import { evalArchive, jsonLog, type WrittenSample } from "../results/inspect/inspectWriter";
import { letterToken } from "../results/inspect/letterSamples";
import { LM_EVAL_VERSIONS, writeLmEval, type AnsweredQuestion } from "../results/writeLmEval";

const folder = mkdtempSync(join(tmpdir(), "plot-divergence-quantities-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const LETTERS = ["A", "B", "C", "D"] as const;

/** One answer by the probabilities of its options, of which no two answers have the same. */
const ANSWERS = Array.from({ length: 200 }, (_, i) => {
  const weights = LETTERS.map((_letter, option) => Math.exp(3 * Math.sin(1 + i * 7 + option * option * 3)));
  const sum = weights.reduce((a, b) => a + b, 0);
  const p = weights.map((weight) => weight / sum);
  const best = p.indexOf(Math.max(...p));
  const target = i % 3 === 0 ? (best + 1) % 4 : best;
  return { id: `q${i}`, p, best, target, logprobs: p.map(Math.log) };
});

const RECORDS = ANSWERS.map(({ id, logprobs, target }) => ({ id, model: "m", logprobs, target }));
const JSONL = RECORDS.map((fields) => `${JSON.stringify(fields)}\n`).join("");

const LM_EVAL = ANSWERS.map(({ logprobs, target, best }, docId): AnsweredQuestion => ({
  docId,
  doc: { question: `Question ${docId}?` },
  prompt: `Question ${docId}?`,
  options: logprobs.map((logLikelihood, option) => ({
    text: `option ${LETTERS[option] ?? ""}`,
    logLikelihood,
    isGreedy: option === best,
  })),
  target,
  filter: "none",
  metrics: { acc: best === target ? 1 : 0 },
}));

const INSPECT = ANSWERS.map(({ id, p, best, target }): WrittenSample => ({
  id,
  epoch: 1,
  choices: ["one", "two", "three", "four"],
  target: LETTERS[target] ?? "",
  completion: LETTERS[best] ?? "",
  logprobs: [letterToken(LETTERS[best] ?? "", p)],
  scores: { choice: best === target ? "C" : "I" },
}));

const completion = ({ id, p, best, target }: (typeof ANSWERS)[number]) => ({
  id,
  object: "chat.completion",
  model: "m",
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: LETTERS[best] },
      logprobs: { content: [letterToken(LETTERS[best] ?? "", p)], refusal: null },
      finish_reason: "stop",
    },
  ],
  target: LETTERS[target],
});
const OPEN_AI = ANSWERS.map((answer) => `${JSON.stringify(completion(answer))}\n`).join("");

const legacy = ({ id, p, best, target, logprobs }: (typeof ANSWERS)[number]) => ({
  id,
  object: "text_completion",
  model: "m",
  choices: [
    {
      text: LETTERS[best],
      index: 0,
      logprobs: {
        tokens: [LETTERS[best]],
        token_logprobs: [Math.max(...logprobs)],
        top_logprobs: [Object.fromEntries(p.map((value, option) => [LETTERS[option], Math.log(value)]))],
        text_offset: [0],
      },
      finish_reason: "length",
    },
  ],
  target: LETTERS[target],
});
const LEGACY = ANSWERS.map((answer) => `${JSON.stringify(legacy(answer))}\n`).join("");

const ARROW = writeArrow(
  [
    { name: "id", data: RECORDS.map(({ id }) => id), type: utf8() },
    { name: "logprobs", data: RECORDS.map(({ logprobs }) => logprobs), type: list(float64()) },
    { name: "target", data: RECORDS.map(({ target }) => target), type: int32() },
  ],
  { format: "stream", codec: "lz4", batchRows: 37 },
);

/** Every number of the program's summary of a file, by its path; definitions and names differ with the tool. */
function figuresOf(name: string, content: string | Uint8Array): Record<string, number | null> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const output = execFileSync(process.execPath, ["dist/cli.js", path, "--summary", "-"], {
    encoding: "utf8",
  });
  const { panels } = JSON.parse(output) as { panels: Record<string, unknown>[] };
  const figures: Record<string, number | null> = {};
  const collect = (value: unknown, place: string) => {
    if (typeof value === "number" || value === null) figures[place] = value;
    else if (typeof value === "object") {
      for (const [key, member] of Object.entries(value)) {
        if (!["dataset", "choices", "notes", "definition"].includes(key)) collect(member, `${place}.${key}`);
      }
    }
  };
  expect(panels).toHaveLength(1);
  collect(panels[0], "");
  return figures;
}

const PLAIN = figuresOf("plain.jsonl", JSONL);

test("the plain records are what was made", () => {
  const correct = ANSWERS.filter(({ best, target }) => best === target).length;
  expect(PLAIN).toMatchObject({ ".rows": 200, ".plotted": 200, ".correct": correct, ".unknown": 0 });
  const entropies = ANSWERS.map(({ p }) => -p.reduce((sum, value) => sum + value * Math.log(value), 0));
  expect(PLAIN[".entropy.max"]).toBeCloseTo(Math.max(...entropies), 12);
  expect(Object.keys(PLAIN).length).toBeGreaterThan(40);
});

test.each([
  ["quantities.arrows", ARROW],
  ...LM_EVAL_VERSIONS.map((version) => [`lm-${version}.jsonl`, writeLmEval(LM_EVAL, version)] as const),
  ["log.eval", evalArchive(INSPECT)],
  ["log.json", jsonLog(INSPECT)],
  ["chat.jsonl", OPEN_AI],
  ["legacy.jsonl", LEGACY],
] as const)("the same probabilities give the same figures to 1e-12 in %s", (name, content) => {
  const figures = figuresOf(name, content);
  expect(Object.keys(figures)).toEqual(Object.keys(PLAIN));
  for (const [place, value] of Object.entries(PLAIN)) {
    const other = figures[place];
    if (value === null || other === null || other === undefined)
      expect([place, other]).toEqual([place, value]);
    else expect(Math.abs(other - value), place).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)));
  }
});
