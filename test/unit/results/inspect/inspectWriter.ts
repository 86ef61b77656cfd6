import { zipArchive, type WrittenEntry, type ZipMethod } from "./zipWriter";

/** One token of an answer as a provider gives it. */
export interface WrittenToken {
  readonly token: string;
  readonly logprob: number;
  readonly top_logprobs: readonly { readonly token: string; readonly logprob: number }[];
}

/** What one sample says; everything else that Inspect writes is made up around it. */
export interface WrittenSample {
  readonly id: string | number;
  readonly epoch: number;
  readonly input?: unknown;
  readonly choices?: readonly string[];
  readonly target?: string | readonly string[];
  /** What the model said. */
  readonly completion?: string;
  readonly logprobs?: readonly WrittenToken[] | null;
  /** Values by scorer; null: the sample ended with an error before it was scored. */
  readonly scores?: Readonly<Record<string, unknown>> | null;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** How a log is written: everything that must not matter to the reader. */
export interface LogStyle {
  readonly method: ZipMethod;
  /** Logs were indented until 2025. */
  readonly indent: 2 | undefined;
  /** Each sample as a folder of files. */
  readonly chunked: boolean;
  /** Whether the run has ended and written its header. */
  readonly finished: boolean;
  /** What becomes of every entry's text before it is compressed. */
  readonly change?: ((content: Buffer) => Buffer) | undefined;
}

export const PLAIN_STYLE: LogStyle = { method: "deflate", indent: undefined, chunked: false, finished: true };

export interface LogNames {
  readonly model: string;
  readonly task: string;
}

const NAMES: LogNames = { model: "openai/gpt-4o", task: "inspect_evals/mmlu_0_shot" };

/** Long enough that it is kept apart from where it is used. */
const SYSTEM_MESSAGE = "Answer the following multiple choice question. Its options have letters. ".repeat(3);

/** An `.eval` log as `EvalRecorder` writes it, or as `inspect log convert --chunked` does. */
export function evalArchive(samples: readonly WrittenSample[], style = PLAIN_STYLE, names = NAMES): Buffer {
  const { change = (content: Buffer) => content } = style;
  const entry = (name: string, value: unknown): WrittenEntry => ({
    name,
    data: change(Buffer.from(pythonJson(value, style.indent))),
    method: style.method,
  });
  const summaries = samples.map(sampleSummary);
  const written = samples.flatMap((sample) => {
    const folder = `samples/${sample.id}_epoch_${sample.epoch}`;
    if (!style.chunked) return [entry(`${folder}.json`, wholeSample(sample))];
    return chunkedSample(sample).map(([name, value]) => entry(`${folder}/${name}`, value));
  });
  const { version, eval: spec, plan, ...ended } = logHeader(samples.length, names);
  return zipArchive([
    entry("_journal/start.json", { version, eval: spec, plan }),
    ...written,
    entry("_journal/summaries/1.json", summaries),
    ...(style.finished
      ? [entry("summaries.json", summaries), entry("header.json", { version, eval: spec, plan, ...ended })]
      : []),
  ]);
}

/** A `.json` log as `JSONRecorder` writes it. */
export function jsonLog(samples: readonly WrittenSample[], indent: 2 | undefined = 2, names = NAMES): Buffer {
  const reductions = [
    {
      scorer: "choice",
      reducer: "mean",
      samples: samples.map(({ id }) => ({ value: 1.0, history: [], sample_id: id })),
    },
  ];
  const log = { ...logHeader(samples.length, names), samples: samples.map(wholeSample), reductions };
  return Buffer.from(pythonJson(log, indent));
}

export function logHeader(samples: number, { model, task }: LogNames) {
  return {
    version: 2,
    status: "success",
    eval: {
      eval_id: "Dj4Li7NchTfQSiX7eKXLLN",
      run_id: "3qNiRyzvDH3HnEgLT3abyv",
      created: "2025-12-19T12:37:50+00:00",
      task,
      task_id: "EHs43QJtJ23ZJpyduMvxLY",
      task_version: 0,
      task_attribs: {},
      task_args: { language: "EN_US", subjects: [] },
      dataset: { name: "cais/mmlu", location: "cais/mmlu", samples, sample_ids: [1], shuffled: false },
      model,
      model_generate_config: { logprobs: true, top_logprobs: 5 },
      model_args: {},
      model_roles: {},
      config: { epochs: 1, epochs_reducer: ["mean"], log_samples: true },
      packages: { inspect_ai: "0.3.154" },
      scorers: [{ name: "choice", options: {}, metrics: [{ name: "inspect_ai/accuracy", options: {} }] }],
    },
    plan: { name: "plan", steps: [{ solver: "multiple_choice", params: {} }], config: {} },
    results: { total_samples: samples, completed_samples: samples, scores: [] },
    stats: { started_at: "2025-12-19T12:37:50+00:00", completed_at: "", model_usage: {} },
  };
}

/** The members in the order of `EvalSample`, without those that are null. */
export function wholeSample(sample: WrittenSample) {
  const { id, epoch, input = "Which?", choices, target = "A", metadata = {}, scores } = sample;
  const output = outputOf(sample);
  return {
    id,
    epoch,
    input,
    ...(choices && { choices }),
    target,
    messages: [
      { id: "5Jg8PAXPoEcNPJmFeXFXx4", content: SYSTEM_MESSAGE, source: "input", role: "user" },
      output.choices[0].message,
    ],
    output,
    ...(scores !== null && { scores: scoresOf(sample) }),
    metadata,
    store: {},
    events: [
      {
        event: "sample_init",
        sample: { id, input: "attachment://8003c330e506ec8a8953444571c3728f", target },
      },
      { event: "model", model: "openai/gpt-4o", output, call: { response: { choices: output.choices } } },
    ],
    model_usage: { "openai/gpt-4o": { input_tokens: 153, output_tokens: 3, total_tokens: 156 } },
    total_time: 1.566,
    uuid: "BnPn8uQfTVhAcF8eKSuDJn",
    ...(scores === null && { error: { message: "RuntimeError('x')", traceback: "", traceback_ansi: "" } }),
    error_retries: [],
    attachments: { "8003c330e506ec8a8953444571c3728f": SYSTEM_MESSAGE },
  };
}

function outputOf({ completion = "ANSWER: C", logprobs }: WrittenSample) {
  const message = { id: "683U", content: completion, source: "generate", role: "assistant" };
  return {
    model: "gpt-4o-2024-08-06",
    choices: [{ message, stop_reason: "stop", ...(logprobs && { logprobs: { content: logprobs } }) }],
    completion,
    usage: { input_tokens: 153, output_tokens: 3, total_tokens: 156 },
    time: 1.443186708027497,
  } as const;
}

function scoresOf({ completion, scores }: WrittenSample) {
  return Object.fromEntries(
    Object.entries(scores ?? {}).map(([name, value]) => [
      name,
      { value, ...(completion !== undefined && { answer: completion }), explanation: "ANSWER", history: [] },
    ]),
  );
}

/** Files of one sample by their names in its folder; texts of more than 100 characters are in attachments. */
function chunkedSample(sample: WrittenSample): [string, unknown][] {
  const { messages, events, attachments, metadata, ...shell } = wholeSample(sample);
  const texts = [SYSTEM_MESSAGE];
  const apart = (text: unknown) => {
    if (typeof text !== "string" || text.length <= 100) return text;
    texts.push(text);
    return `attachment://${texts.length - 1}`;
  };
  const input = Array.isArray(shell.input)
    ? shell.input.map((message: { content: unknown }) => ({ ...message, content: apart(message.content) }))
    : apart(shell.input);
  return [
    ["sample.json", { ...shell, input, message_refs: [[0, messages.length]] }],
    ...(Object.keys(metadata).length > 0 ? [["metadata.json", metadata] satisfies [string, unknown]] : []),
    ["skeleton.json", { spans: [] }],
    ["events/stats.json", { chunks: [] }],
    ["events/uuids.json", [null, null]],
    ["messages/0.json", messages],
    ["events/0.json", events],
    ...texts.map((text, i) => [`attachments/${i}.json`, [text]] satisfies [string, unknown]),
  ];
}

function sampleSummary(sample: WrittenSample) {
  const { id, epoch, input = "Which?", target = "A", metadata = {} } = sample;
  return { id, epoch, input, target, metadata, scores: scoresOf(sample), completed: true };
}

const CONSTANTS: ReadonlyMap<number, string> = new Map([
  [NaN, "NaN"],
  [Infinity, "Infinity"],
  [-Infinity, "-Infinity"],
]);

/** JSON as Python writes it: numbers that are none stand bare. */
export function pythonJson(value: unknown, indent?: number): string {
  const marked = JSON.stringify(
    value,
    (_, member: unknown) => {
      const constant = typeof member === "number" ? CONSTANTS.get(member) : undefined;
      return constant === undefined ? member : `\u0001${constant}\u0001`;
    },
    indent,
  );
  return marked.replaceAll(/"\\u0001(-?\w+)\\u0001"/g, "$1");
}
