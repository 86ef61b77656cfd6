import { describe, expect, test } from "vitest";
import { openAi } from "../../../src/results/dialects/openAi";
import { memorySource } from "../../../src/results/byteSource";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { idsOf, readText, rowsOf, skippedOf } from "./sources";

const LOGPROBS = {
  content: [
    { token: "B", logprob: -0.25, bytes: [66], top_logprobs: [{ token: "B", logprob: -0.25, bytes: [66] }] },
  ],
  refusal: null,
};
const CHAT = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1711652795,
  model: "gpt-4o-2024-08-06",
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: "B", refusal: null, annotations: [] },
      logprobs: LOGPROBS,
      finish_reason: "stop",
    },
  ],
  usage: { prompt_tokens: 22, completion_tokens: 1, total_tokens: 23 },
  system_fingerprint: "fp_123",
};
const LEGACY = {
  id: "cmpl-1",
  object: "text_completion",
  model: "babbage-002",
  choices: [
    {
      text: "B",
      index: 0,
      logprobs: { tokens: ["B"], token_logprobs: [-0.25], top_logprobs: [{ B: -0.25 }], text_offset: [0] },
      finish_reason: "length",
    },
  ],
  usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
};
const RESPONSE = {
  id: "resp_1",
  object: "response",
  status: "completed",
  model: "gpt-4o",
  output: [
    { type: "reasoning", summary: [] },
    {
      type: "message",
      role: "assistant",
      content: [{ type: "output_text", text: "B", annotations: [], logprobs: LOGPROBS.content }],
    },
  ],
};
const batch = (custom_id: string, body: unknown, error: unknown = null, status_code = 200) => ({
  id: `batch_req_${custom_id}`,
  custom_id,
  response: body === null ? null : { status_code, request_id: "req_1", body },
  error,
});

/** What a record becomes, as read among records of its kind. */
const flat = (record: Record<string, unknown>, samples = [record]) =>
  openAi.open(samples, { definition: "auto" }).flatten(record);

describe("a record as a flat one", () => {
  test("a chat completion with columns of the user's own", () => {
    expect(flat({ ...CHAT, target: "B", category: "logic" })).toEqual({
      id: "chatcmpl-1",
      model: "gpt-4o-2024-08-06",
      target: "B",
      category: "logic",
      response: "B",
      finish_reason: "stop",
      "choices[0].logprobs": LOGPROBS,
    });
  });

  test.each([
    ["batch output", batch("q1", CHAT), { custom_id: "q1" }],
    [
      "a wrapped completion",
      { id: 7, choices: ["x", "y"], completion: CHAT },
      { id: 7, choices: ["x", "y"] },
    ],
    ["a wrapped response", { id: 7, question: "Which?", response: CHAT }, { id: 7, question: "Which?" }],
    [
      "a legacy completion",
      batch("q1", LEGACY),
      { custom_id: "q1", model: "babbage-002", finish_reason: "length" },
    ],
    ["one choice of a completion", { ...CHAT.choices[0] }, {}],
  ])("%s", (_, record, own) => {
    expect(flat(record)).toMatchObject({ response: "B", finish_reason: "stop", ...own });
    expect(Object.keys(flat(record))).not.toContain("index");
  });

  test("a response with its parts", () => {
    const record = batch("q1", RESPONSE);
    expect(flat(record)).toMatchObject({
      custom_id: "q1",
      response: "B",
      "output[].content[].logprobs": LOGPROBS.content,
    });
  });

  test("text in parts, and refusals", () => {
    const saying = (message: unknown) => ({ ...CHAT, choices: [{ ...CHAT.choices[0], message }] });
    const parts = [
      { type: "text", text: "B" },
      { type: "text", text: "!" },
    ];
    expect(flat(saying({ role: "assistant", content: parts }))).toMatchObject({ response: "B!" });
    expect(flat(saying({ content: null, refusal: "No." }))).toMatchObject({ response: "No." });
    expect(flat(saying({ content: null, tool_calls: [] }))).toMatchObject({ response: null });
  });

  test("an echo loses its prompt where the usage says how long it is", () => {
    const echoed = (usage: object) => ({
      ...LEGACY,
      usage,
      choices: [
        {
          ...LEGACY.choices[0],
          logprobs: {
            tokens: ["Say", " B", "B"],
            token_logprobs: [null, -1, -0.25],
            top_logprobs: [null, { " B": -1 }, { B: -0.25 }],
          },
        },
      ],
    });
    expect(flat(echoed({ prompt_tokens: 2, completion_tokens: 1 }))).toMatchObject({
      "choices[0].logprobs": { tokens: ["B"], top_logprobs: [{ B: -0.25 }] },
    });
    const scored = { prompt_tokens: 3, completion_tokens: 0 };
    expect(flat(echoed(scored))).toMatchObject({ "choices[0].logprobs": { tokens: ["Say", " B", "B"] } });
  });

  test.each([
    [
      "an error",
      batch("q", null, { code: "batch_expired", message: "Too late." }),
      "the request failed: batch_expired",
    ],
    [
      "an error in the body",
      batch("q", { error: { message: "Rate limit", type: "requests", code: null } }, null, 429),
      "the request failed: requests",
    ],
    ["an error as text", batch("q", null, "timeout"), "the request failed: timeout"],
    [
      "only a status",
      { custom_id: "q", response: { status_code: 500 }, error: null },
      "the request failed: status 500",
    ],
    ["no response", batch("q", null), "no response"],
    ["another record", { id: 1 }, "no response"],
    ["no choices", { ...CHAT, choices: [] }, "the response has no choices"],
  ])("%s is a reason", (_, record, reason) => {
    expect(flat(record)).toBe(reason);
  });

  test("a column named __proto__ is a column", () => {
    const text = `{"__proto__":{"polluted":1},"response":${JSON.stringify(CHAT)}}`;
    const flattened = flat(JSON.parse(text) as Record<string, unknown>);
    expect(Object.getPrototypeOf(flattened)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });
});

test("records of other tools are left to them", () => {
  const others = [
    { id: 1, entropy: 1, jsd: 0.1, choices: ["a", "b"] },
    { doc_id: 1, resps: [[["-1", "False"]]], target: "0" },
    { id: 1, output: { model: "m", choices: [{ message: {}, stop_reason: "stop" }] }, scores: {} },
    { custom_id: "a", correct: true },
  ];
  expect(openAi.recognises(others)).toBe(false);
});

describe("files", () => {
  const lines = (...records: object[]) => records.map((record) => JSON.stringify(record)).join("\n");

  test("entropies, ids, models and failures of batch output", async () => {
    const text = lines(
      { ...batch("q1", CHAT), jsd: 0.1, correct: true },
      batch("q2", null, { code: "batch_expired" }),
      { ...batch("q3", { ...CHAT, model: "other" }), jsd: 0.2, correct: false },
    );
    const source = memorySource("batch_output.jsonl", Buffer.from(text));
    const table = await readResults(source, { definition: "auto" });
    expect(rowsOf(table)).toMatchObject([
      { id: "q1", model: "gpt-4o-2024-08-06", correct: true },
      { id: "q3", model: "other", correct: false },
    ]);
    expect(skippedOf(table)).toEqual(["the request failed: batch_expired (model unknown): 1 at 2"]);
    const rest = 1 - Math.exp(-0.25);
    expect(table.entropy[0]).toBeCloseTo(0.25 * Math.exp(-0.25) - rest * Math.log(rest), 14);
    expect(await readRecord(source, table, 1)).toMatchObject({ id: "q3", prediction: "B" });
  });

  test("a JSON array of completions, and a document that is one", async () => {
    const own = { jsd: 0.1 };
    const array = await readText("a.json", JSON.stringify([{ ...CHAT, ...own }]));
    expect(idsOf(array)).toEqual(["chatcmpl-1"]);
    const one = await readText("a.json", JSON.stringify({ ...CHAT, ...own }, null, 2));
    expect(rowsOf(one)).toMatchObject([{ jsDivergence: 0.1, model: "gpt-4o-2024-08-06" }]);
  });

  test("answers without probabilities: says how to record them", async () => {
    const silent = batch("q1", { ...CHAT, choices: [{ ...CHAT.choices[0], logprobs: null }] });
    await expect(readText("a.jsonl", lines(silent))).rejects.toThrow(
      /holds answers but no probabilities.*"logprobs": true, "top_logprobs": 20/,
    );
    const content = LOGPROBS.content.map((token) => ({ ...token, top_logprobs: [] }));
    const chosen = batch("q1", { ...CHAT, choices: [{ ...CHAT.choices[0], logprobs: { content } }] });
    await expect(readText("a.jsonl", lines(chosen))).rejects.toThrow(
      /only the chosen tokens.*"top_logprobs": 20/,
    );
    const prompt = [null, { "42": { logprob: -0.5, rank: 1, decoded_token: "Q" } }];
    const scored = { ...CHAT, choices: [{ ...CHAT.choices[0], logprobs: null, prompt_logprobs: prompt }] };
    await expect(readText("a.jsonl", lines(scored))).rejects.toThrow(
      /no probabilities.*prompt_logprobs are of the prompt's tokens/,
    );
  });
});
