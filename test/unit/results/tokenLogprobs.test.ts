import { describe, expect, test } from "vitest";
import { readTokenLogprobs } from "../../../src/results/tokenLogprobs";
import { readText, skippedOf } from "./sources";

const CHAT = [
  {
    token: "B",
    logprob: -0.25,
    bytes: [66],
    top_logprobs: [
      { token: "B", logprob: -0.25, bytes: [66] },
      { token: " B", logprob: -2, bytes: [32, 66] },
    ],
  },
  { token: ".", logprob: -0.5, bytes: [46], top_logprobs: [{ token: ".", logprob: -0.5, bytes: [46] }] },
];
const COLUMNS = {
  chosen: ["B", "."],
  outcomes: ["B", " B", "."],
  logprobs: [-0.25, -2, -0.5],
  ends: [2, 3],
};
const UNNAMED = { ...COLUMNS, chosen: [null, null] };
const LEGACY = {
  text_offset: [0, 1],
  token_logprobs: [-0.25, -0.5],
  tokens: ["B", "."],
  top_logprobs: [{ B: -0.25, " B": -2 }, { ".": -0.5 }],
};

describe("token-level log probabilities", () => {
  test.each<[string, unknown, string, unknown]>([
    ["a chat completion's content", CHAT, "logprobs", COLUMNS],
    ["its logprobs", { content: CHAT, refusal: null }, "logprobs", COLUMNS],
    ["a refusal", { content: null, refusal: CHAT }, "logprobs", COLUMNS],
    ["JSON text, as in a CSV cell", JSON.stringify(CHAT), "logprobs", COLUMNS],
    ["a legacy completion's logprobs", LEGACY, "logprobs", COLUMNS],
    ["its top_logprobs alone", LEGACY.top_logprobs, "top_logprobs", UNNAMED],
    ["the same as an object", { top_logprobs: LEGACY.top_logprobs }, "logprobs", UNNAMED],
    ["lists per position", CHAT.map((token) => token.top_logprobs), "logprobs", UNNAMED],
    [
      "vLLM's own outputs",
      [
        {
          "33": { logprob: -0.25, rank: 1, decoded_token: "B" },
          "426": { logprob: -2, rank: 2, decoded_token: " B" },
        },
        { "13": { logprob: -0.5, rank: 1, decoded_token: "." } },
      ],
      "logprobs",
      UNNAMED,
    ],
    [
      "a single position's list",
      CHAT[0]?.top_logprobs,
      "top_logprobs",
      { chosen: [null], outcomes: ["B", " B"], logprobs: [-0.25, -2], ends: [2] },
    ],
    [
      "a single position by token",
      LEGACY.top_logprobs[0],
      "answer_top_logprobs",
      { chosen: [null], outcomes: ["B", " B"], logprobs: [-0.25, -2], ends: [2] },
    ],
    [
      "probabilities of llama.cpp after sampling",
      [{ id: 33, token: "B", prob: 1, top_probs: [{ id: 33, token: "B", prob: 1 }] }],
      "completion_probabilities",
      { chosen: ["B"], outcomes: ["B"], logprobs: [0], ends: [1] },
    ],
    [
      "an echo, whose first token has none",
      {
        tokens: ["The", "B", "."],
        token_logprobs: [null, -0.25, -0.5],
        top_logprobs: [null, ...LEGACY.top_logprobs],
      },
      "logprobs",
      COLUMNS,
    ],
    ["infinities as text", [{ a: 0, b: "-Infinity" }], "logprobs", { logprobs: [0, -Infinity] }],
  ])("%s", (_, value, column, expected) => {
    expect(readTokenLogprobs(value, column)).toMatchObject(expected as object);
  });

  test.each<[string, unknown, string | null]>([
    ["no tokens", [], "no tokens in the answer"],
    ["no tokens in a legacy completion", { tokens: [], top_logprobs: [] }, "no tokens in the answer"],
    [
      "chosen tokens only, in chat form",
      CHAT.map((token) => ({ ...token, top_logprobs: [] })),
      "only the chosen tokens' log probabilities are recorded, without top_logprobs",
    ],
    [
      "chosen tokens only, without the key",
      [{ token: "B", logprob: -0.25 }],
      "only the chosen tokens' log probabilities are recorded, without top_logprobs",
    ],
    [
      "chosen tokens only, in legacy form",
      { ...LEGACY, top_logprobs: null },
      "only the chosen tokens' log probabilities are recorded, without top_logprobs",
    ],
    ["a token without", [CHAT[0], { ...CHAT[1], top_logprobs: [] }], "some tokens have no top_logprobs"],
    ["a token of null", [CHAT[0], null], "some tokens have no top_logprobs"],
    ["lists of different lengths", { ...LEGACY, tokens: ["B"] }, "tokens and top_logprobs differ in length"],
    ["NaN", [{ a: "NaN" }], "log probability is NaN"],
    ["null", [{ a: -1, b: null }], "log probability is null"],
    ["text", [{ a: -1, b: "low" }], "log probability is not a number"],
    ["numbers for tokens", [{ ...CHAT[0], top_logprobs: [1] }], "top_logprobs is not a list of tokens"],
    ["a list of numbers", [-1, -2], null],
    ["options by name", { A: -1, B: -2 }, null],
    ["lists of numbers", [[-1], [-2]], null],
    ["other objects", [{ role: "user" }], null],
    ["nothing", null, null],
  ])("%s: %s", (_, value, reason) => {
    expect(readTokenLogprobs(value, "logprobs")).toBe(reason);
  });
});

describe("entropy from tokens", () => {
  const record = (fields: object) => JSON.stringify({ jsd: 0.1, ...fields });
  const half = [Math.log(0.5), Math.log(0.25)];
  const quarterRest = 0.5 * Math.LN2 + 0.5 * Math.log(4);

  test.each([
    [undefined, undefined, 2 * quarterRest, "sum", "restBucket"],
    ["mean", undefined, quarterRest, "mean", "restBucket"],
    ["sum", "renormalise", 2 * (Math.log(3) - (2 / 3) * Math.LN2), "sum", "renormalise"],
  ] as const)("%s, %s", async (sequenceEntropy, truncatedDistributions, expected, aggregate, truncated) => {
    const tokens = [1, 2].map(() => ({ a: half[0], b: half[1] }));
    const table = await readText("a.jsonl", record({ top_logprobs: tokens }), {
      definition: "auto",
      ...(sequenceEntropy && { sequenceEntropy }),
      ...(truncatedDistributions && { truncatedDistributions }),
    });
    expect(table.entropy[0]).toBeCloseTo(expected, 13);
    expect(table.provenance.entropy).toEqual({
      from: "tokens",
      column: "top_logprobs",
      aggregate,
      truncated,
    });
  });

  test("numbers of options come before lists of tokens, a column of entropies before both", async () => {
    const tokens = { top_logprobs: [{ a: 0 }] };
    const options = await readText("a.jsonl", record({ ...tokens, logprobs: [-1, -1] }));
    expect(options.provenance.entropy).toEqual({ from: "distribution", column: "logprobs" });
    const given = await readText("a.jsonl", record({ ...tokens, entropy: 3 }));
    expect(given.entropy[0]).toBe(3);
  });

  test("rows without usable tokens are skipped by reason", async () => {
    const table = await readText(
      "a.jsonl",
      [
        { logprobs: CHAT },
        { logprobs: null },
        {},
        { logprobs: "low" },
        { logprobs: CHAT.map((token) => ({ ...token, top_logprobs: [] })) },
        { logprobs: [{ a: 0, b: 0 }] },
        { logprobs: [{ a: -9999 }] },
      ]
        .map(record)
        .join("\n"),
    );
    expect(table.length).toBe(1);
    expect(skippedOf(table)).toEqual([
      "logprobs is null: 1 at 2",
      "logprobs is missing: 1 at 3",
      "logprobs is not a list of tokens: 1 at 4",
      "only the chosen tokens' log probabilities are recorded, without top_logprobs: 1 at 5",
      "probabilities of the listed tokens sum to 2: 1 at 6",
      "no listed token has a probability: 1 at 7",
    ]);
  });

  test("a file whose lists cannot be used says what they lack", async () => {
    const chosenOnly = record({ logprobs: [{ token: "B", logprob: -0.25, top_logprobs: [] }] });
    await expect(readText("a.jsonl", chosenOnly)).rejects.toThrow(
      /No entropy.*logprobs: only the chosen tokens.*Found the columns jsd, logprobs/,
    );
  });
});
