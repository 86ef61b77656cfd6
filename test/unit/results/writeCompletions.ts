/** One token with its most probable ones, by text. */
export interface WrittenToken {
  readonly token: string;
  /** Log probabilities, the token's own among them. */
  readonly top: Readonly<Record<string, number>>;
}

export interface WrittenAnswer {
  readonly id: string;
  readonly model: string;
  readonly target: string;
  readonly tokens: readonly WrittenToken[];
}

/** The forms in which token-level log probabilities are found. */
export const COMPLETION_FORMS = [
  "OpenAI batch output",
  "OpenAI batch output of completions",
  "OpenAI batch output of responses",
  "vLLM batch output",
  "chat completions",
  "chat completions in a JSON array",
  "llama.cpp chat completions",
  "legacy completions with echo",
  "wrapped completions",
  "flat JSON Lines",
  "flat CSV",
] as const;
export type CompletionForm = (typeof COMPLETION_FORMS)[number];

/** Servers write the lowest float, or this, for a probability of 0. */
const FILLER = -9999;
const LOWEST_FLOAT = -3.4028234663852886e38;

export function completionsFile(form: CompletionForm): string {
  if (form === "flat CSV") return "results.csv";
  return form === "chat completions in a JSON array" ? "results.json" : "results.jsonl";
}

/** Answers as the tools write them, with the target beside each. */
export function writeCompletions(answers: readonly WrittenAnswer[], form: CompletionForm): string {
  const lines = (record: (answer: WrittenAnswer) => string) => answers.map(record).join("\n");
  switch (form) {
    case "OpenAI batch output":
      return lines((answer) => pythonJson({ ...batchLine(answer, chat(answer)), target: answer.target }));
    case "OpenAI batch output of completions":
      return lines((answer) => pythonJson({ ...batchLine(answer, legacy(answer)), target: answer.target }));
    case "OpenAI batch output of responses":
      return lines((answer) => pythonJson({ ...batchLine(answer, response(answer)), target: answer.target }));
    case "vLLM batch output":
      return lines((answer) =>
        JSON.stringify({ ...batchLine(answer, vllmChat(answer)), target: answer.target }),
      );
    case "chat completions":
      return lines((answer) => JSON.stringify({ ...chat(answer), id: answer.id, target: answer.target }));
    case "chat completions in a JSON array":
      return JSON.stringify(
        answers.map((answer) => ({ ...chat(answer), id: answer.id, target: answer.target })),
        null,
        2,
      );
    case "llama.cpp chat completions":
      return lines((answer) =>
        JSON.stringify({ ...llamaChat(answer), id: answer.id, target: answer.target }),
      );
    case "legacy completions with echo":
      return lines((answer) =>
        JSON.stringify({ ...legacy(answer, ["Say", " it"]), id: answer.id, target: answer.target }),
      );
    case "wrapped completions":
      return lines((answer) =>
        JSON.stringify({ id: answer.id, target: answer.target, question: "Which?", response: chat(answer) }),
      );
    case "flat JSON Lines":
      return lines((answer) => JSON.stringify(flat(answer)));
    case "flat CSV": {
      const cell = (value: unknown) =>
        `"${(typeof value === "string" ? value : JSON.stringify(value)).replaceAll('"', '""')}"`;
      return [
        "id,model,target,response,logprobs",
        ...answers.map((answer) => Object.values(flat(answer)).map(cell).join(",")),
      ].join("\n");
    }
  }
}

function flat({ id, model, target, tokens }: WrittenAnswer) {
  return { id, model, target, response: textOf(tokens), logprobs: content(tokens) };
}

function batchLine({ id }: WrittenAnswer, body: object) {
  return {
    id: `batch_req_${id}`,
    custom_id: id,
    response: { status_code: 200, request_id: `req_${id}`, body },
    error: null,
  };
}

function chat({ model, tokens }: WrittenAnswer) {
  return {
    id: "chatcmpl-123",
    object: "chat.completion",
    created: 1711652795,
    model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: textOf(tokens), refusal: null, annotations: [] },
        logprobs: { content: content(tokens), refusal: null },
        finish_reason: "stop",
      },
    ],
    usage: usage(tokens.length),
    service_tier: "default",
    system_fingerprint: "fp_123",
  };
}

function vllmChat({ model, tokens }: WrittenAnswer) {
  return {
    id: "chatcmpl-8d2",
    object: "chat.completion",
    created: 1727700000,
    model,
    choices: [
      {
        index: 0,
        message: {
          ...{ role: "assistant", content: textOf(tokens), refusal: null, annotations: null, audio: null },
          ...{ function_call: null, tool_calls: [], reasoning_content: null },
        },
        logprobs: { content: content(tokens) },
        finish_reason: "stop",
        stop_reason: null,
        token_ids: null,
      },
    ],
    service_tier: null,
    system_fingerprint: null,
    usage: { ...usage(tokens.length), prompt_tokens_details: null },
    prompt_logprobs: null,
    prompt_token_ids: null,
    kv_transfer_params: null,
  };
}

function llamaChat({ model, tokens }: WrittenAnswer) {
  const entry = (token: string, logprob: number, i: number) => ({
    id: i,
    token,
    bytes: [...Buffer.from(token)],
    logprob: logprob === FILLER ? LOWEST_FLOAT : logprob,
  });
  return {
    choices: [
      {
        finish_reason: "stop",
        index: 0,
        message: { role: "assistant", content: textOf(tokens) },
        logprobs: {
          content: tokens.map(({ token, top }, i) => ({
            ...entry(token, top[token] ?? FILLER, i),
            top_logprobs: Object.entries(top).map(([name, logprob], j) => entry(name, logprob, j)),
          })),
        },
      },
    ],
    created: 1741000000,
    model,
    system_fingerprint: "b4800-1",
    object: "chat.completion",
    usage: usage(tokens.length),
    timings: { prompt_n: 1, predicted_per_second: 90.5 },
  };
}

function legacy({ model, tokens }: WrittenAnswer, prompt: readonly string[] = []) {
  const own = tokens.map(({ token }) => token);
  const all = [...prompt, ...own];
  const ofPrompt = prompt.map((token, i) => (i === 0 ? null : { [token]: -3, other: -0.1 }));
  return {
    id: "cmpl-123",
    object: "text_completion",
    created: 1711652795,
    model,
    choices: [
      {
        text: all.join(""),
        index: 0,
        logprobs: {
          tokens: all,
          token_logprobs: [
            ...prompt.map((_, i) => (i === 0 ? null : -3)),
            ...tokens.map(({ token, top }) => top[token]),
          ],
          top_logprobs: [...ofPrompt, ...tokens.map(({ top }) => top)],
          text_offset: all.map((_, i) => all.slice(0, i).join("").length),
        },
        finish_reason: "stop",
      },
    ],
    usage: { prompt_tokens: prompt.length || 5, completion_tokens: own.length, total_tokens: all.length },
  };
}

function response({ model, tokens }: WrittenAnswer) {
  return {
    id: "resp_123",
    object: "response",
    created_at: 1741000000,
    status: "completed",
    model,
    output: [
      { id: "rs_1", type: "reasoning", summary: [] },
      {
        id: "msg_1",
        type: "message",
        status: "completed",
        content: [{ type: "output_text", annotations: [], logprobs: content(tokens), text: textOf(tokens) }],
        role: "assistant",
      },
    ],
    usage: { input_tokens: 5, output_tokens: tokens.length, total_tokens: 5 + tokens.length },
  };
}

function content(tokens: readonly WrittenToken[]) {
  const entry = (token: string, logprob: number) => ({ token, logprob, bytes: [...Buffer.from(token)] });
  return tokens.map(({ token, top }) => ({
    ...entry(token, top[token] ?? FILLER),
    top_logprobs: Object.entries(top).map(([name, logprob]) => entry(name, logprob)),
  }));
}

function usage(tokens: number) {
  return { prompt_tokens: 5, completion_tokens: tokens, total_tokens: 5 + tokens };
}

function textOf(tokens: readonly WrittenToken[]): string {
  return tokens.map(({ token }) => token).join("");
}

/** As Python's json.dumps writes it: a space after every comma and colon, other letters escaped. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, held]) => `${ascii(JSON.stringify(key))}: ${pythonJson(held)}`)
      .join(", ")}}`;
  }
  return ascii(JSON.stringify(value));
}

function ascii(json: string): string {
  return json.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
