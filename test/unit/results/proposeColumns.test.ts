import { describe, expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { ROLE_NAMES, ROLES } from "../../../src/results/columnRoles";
import { summariseColumns } from "../../../src/results/columnSummary";
import { readHead } from "../../../src/results/fileHead";
import { nameSimilarity } from "../../../src/results/nameSimilarity";
import { candidatesFor, proposeColumns } from "../../../src/results/proposeColumns";

const ROWS = Array.from({ length: 60 }, (_, i) => i);
const entropy = (i: number) => ((i * 7) % 13) / 3;
const divergence = (i: number) => (i % 10) / 20;

async function columnsOf(record: (i: number) => object) {
  const text = ROWS.map((i) => JSON.stringify(record(i))).join("\n");
  return summariseColumns(await readHead(memorySource("a.jsonl", Buffer.from(text)), { definition: "auto" }));
}

describe("how much a name sounds like a role", () => {
  test("every recognised name is the role's", () => {
    for (const role of ROLES) {
      for (const name of ROLE_NAMES[role]) expect(nameSimilarity(role, name)).toBe(1);
    }
  });

  test.each([
    ["entropy", "finalEntropyV2", 0.7],
    ["entropy", "stats.Entropy", 1],
    ["entropy", "entropy.mean", 0.8],
    ["entropy", "entrpy", 0.6],
    ["entropy", "H", 0.8],
    ["jsDivergence", "JSDivergence", 1],
    ["jsDivergence", "js", 0.8],
    ["correct", "isOK", 0.5],
    ["correct", "judge_correct", 0.7],
    ["target", "goldIdx", 0.7],
    ["entropy", "latency", 0],
    ["entropy", "", 0],
  ] as const)("%s: %s", (role, name, similarity) => {
    expect(nameSimilarity(role, name)).toBe(similarity);
  });
});

test("a name without end is like none", () => {
  expect(nameSimilarity("entropy", "e".repeat(1e6))).toBe(0);
});

describe("proposed columns", () => {
  test("go by names that are not recognised unasked", async () => {
    const columns = await columnsOf((i) => ({
      q: `q${i}`,
      H: entropy(i),
      JS: divergence(i),
      ok: i % 3 === 0 ? 1 : 0,
    }));
    expect(proposeColumns(columns)).toEqual({ id: "q", entropy: "H", jsDivergence: "JS", correct: "ok" });
  });

  test("go by values where names say nothing", async () => {
    const columns = await columnsOf((i) => ({
      a: i % 2 === 0 ? "yes" : "no",
      b: divergence(i),
      c: 10 * entropy(i),
    }));
    expect(proposeColumns(columns)).toEqual({ correct: "a", jsDivergence: "b", entropy: "c" });
  });

  test("are a distribution and an answer key where there are no metrics", async () => {
    const columns = await columnsOf((i) => ({
      latency: 10 * i,
      out: { z: [i, 2, -1] },
      truth: "ABC"[i % 3],
      llm: "x",
    }));
    expect(proposeColumns(columns)).toEqual({ logits: "out.z", target: "truth", model: "llm" });
    const reference = await columnsOf(() => ({ p: [0.25, 0.75], ref: [0.5, 0.5] }));
    expect(proposeColumns(reference)).toEqual({ probs: "p", referenceProbs: "ref" });
  });

  test("are several distributions, which need nothing to be compared with, or tokens", async () => {
    const ensemble = await columnsOf(() => ({
      n: "a",
      layers: [
        [0.25, 0.75],
        [0.5, 0.5],
      ],
      x: -1,
    }));
    expect(proposeColumns(ensemble)).toEqual({ distributions: "layers" });
    const content = [{ token: "a", logprob: -0.1, top_logprobs: [{ token: "a", logprob: -0.1 }] }];
    const tokens = await columnsOf((i) => ({ lp: { content }, js: divergence(i), ok: i % 2 }));
    expect(proposeColumns(tokens)).toMatchObject({ correct: "ok" });
    expect(candidatesFor(["tokenLogprobs"], tokens)[0]).toMatchObject({
      summary: { column: "lp" },
      fits: true,
    });
  });

  test("are never an element of a list, which can be chosen all the same", async () => {
    const columns = await columnsOf((i) => ({
      scores: [{ entropy: entropy(i), js: divergence(i) }],
      n: "a",
    }));
    expect(proposeColumns(columns)).toEqual({});
    expect(candidatesFor(["entropy"], columns)[0]).toMatchObject({
      summary: { column: "scores[0].entropy" },
      likelihood: 0,
      fits: true,
    });
  });

  test("never give one column two roles, nor a role to values that cannot have it", async () => {
    const columns = await columnsOf((i) => ({
      score: "text",
      divergence: 5 + i,
      entropy: -1,
      x: null,
      key: i % 2,
    }));
    expect(proposeColumns(columns)).toEqual({ correct: "key", entropy: "divergence" });
    expect(proposeColumns([])).toEqual({});
  });

  test("have the likeliest candidate first, and every column among them", async () => {
    const columns = await columnsOf((i) => ({ id: i, z: [i, 1], text: "t", H: entropy(i) }));
    const candidates = candidatesFor(["entropy", "probs", "logprobs", "logits"], columns);
    expect(candidates.map(({ summary, role }) => [summary.column, role])).toEqual([
      ["z", "logits"],
      ["H", "entropy"],
      ["id", "entropy"],
      ["text", "entropy"],
    ]);
    expect(candidates.at(-1)?.likelihood).toBe(0);
  });
});
