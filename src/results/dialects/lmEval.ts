import { readCorrectness, readText } from "../fieldValues";
import { readChoices } from "../outcomes";
import { isObject } from "../parseJson";
import type { ReadOptions } from "../readOptions";
import type { Fields } from "../recordBytes";
import type { OpenChoice } from "../sampleTable";
import type { Dialect, DialectReader, RoleAssignment } from "./dialect";
import {
  optionTexts,
  predictedOption,
  readingOfTargets,
  targetOption,
  type TargetReading,
} from "./lmEvalAnswer";
import {
  filterOf,
  isLmEvalRecord,
  metricNames,
  metricScore,
  readRequests,
  readResponses,
  type Request,
} from "./lmEvalRecord";

/** The samples that EleutherAI's lm-evaluation-harness writes with --log_samples, since its version 0.4.0. */
export const lmEval: Dialect = {
  name: "lmEval",
  tool: "lmEval",
  recognises: (samples) => samples.filter(isLmEvalRecord).length * 2 > samples.length,
  open: openLmEval,
};

const ROLES: RoleAssignment = {
  entropy: null,
  jsDivergence: null,
  prediction: "prediction",
  target: "target",
  id: "doc_id",
  question: "question",
  confidence: null,
  choices: "choices",
  probs: null,
  logprobs: "resps",
  logits: null,
  referenceProbs: null,
};

/** Names by which the documents of the tool's tasks know what is asked. */
const QUESTION_KEYS = ["question", "query", "problem", "prompt", "ctx", "input", "sentence", "goal"];
/** Longer values of a document are texts, not groups. */
const MAX_GROUP_LENGTH = 80;

function openLmEval(samples: readonly Fields[], { choices = {} }: ReadOptions): DialectReader {
  const { possible, inPart } = metricsOf(samples);
  const metric = possible.find((name) => name === choices.metric) ?? possible[0] ?? null;
  const filters = new Set(samples.map(filterOf).filter((filter) => filter !== null));
  const [firstFilter] = filters;
  const filter = choices.filter ?? firstFilter ?? null;
  const withOptions = samples.flatMap((fields) => {
    const responses = readResponses(fields);
    if (responses.kind !== "options") return [];
    return [{ fields, responses, texts: optionTexts(readRequests(fields), responses.logLikelihoods.length) }];
  });
  const reading = readingOfTargets(withOptions);

  return {
    roles: { ...ROLES, correct: metric },
    flatten(fields) {
      if (!isLmEvalRecord(fields)) return "not a record of lm-evaluation-harness";
      const flat = flatten(fields, metric, reading);
      return "resps" in flat || withOptions.length === 0 ? flat : "no log-likelihoods of several options";
    },
    leavesOut(fields) {
      const own = filterOf(fields);
      if (own === null) return null;
      filters.add(own);
      return own === filter || filter === null ? null : `filter is "${own}"; plotted is "${filter}"`;
    },
    scores(fields) {
      const own = filterOf(fields);
      const suffix = own === null || own === "none" ? "" : ` (${own})`;
      return metricNames(fields).map((name) => ({
        name: `${name}${suffix}`,
        value: metricScore(fields[name]),
      }));
    },
    choices() {
      const open: OpenChoice[] = [];
      if (metric !== null) open.push({ name: "metric", taken: metric, possible });
      if (filter !== null) open.push({ name: "filter", taken: filter, possible: [...filters] });
      return open;
    },
    notes() {
      if (inPart.length === 0) return [];
      const names = inPart.map((name) => `"${name}"`).join(", ");
      return [`Not taken for correctness, as its values lie between 0 and 1: ${names}.`];
    },
  };
}

/** Metrics that say of every answer whether it is correct, and those that say so in part. */
function metricsOf(samples: readonly Fields[]): { possible: string[]; inPart: string[] } {
  const names = [...new Set(samples.flatMap(metricNames))];
  const valuesOf = (name: string) =>
    samples.map((fields) => fields[name]).filter((value) => value !== undefined && value !== null);
  const possible = names.filter((name) => {
    const values = valuesOf(name);
    return values.length > 0 && values.every((value) => readCorrectness(value) !== null);
  });
  const inPart = names.filter((name) => {
    const values = possible.includes(name) ? [] : valuesOf(name);
    return values.length > 0 && values.every((value) => metricScore(value) !== null);
  });
  return { possible, inPart };
}

function flatten(fields: Fields, metric: string | null, reading: TargetReading): Fields {
  const requests = readRequests(fields);
  const shared = {
    ...groupsOf(fields.doc),
    doc_id: fields.doc_id,
    question: questionOf(fields.doc, requests[0]),
    ...(metric !== null && { [metric]: fields[metric] }),
    ...(fields.model !== undefined && { model: fields.model }),
    ...(fields.task !== undefined && { task: fields.task }),
  };
  const responses = readResponses(fields);
  if (responses.kind !== "options") return { ...shared, target: fields.target };
  const { logLikelihoods } = responses;
  const texts = optionTexts(requests, logLikelihoods.length);
  return {
    ...shared,
    resps: logLikelihoods,
    target: isGiven(fields.target) ? targetOption(fields, responses, texts, reading) : undefined,
    prediction: predictedOption(metric, responses, texts),
    choices: shownOptions(fields.doc, requests, logLikelihoods.length),
  };
}

function isGiven(target: unknown): boolean {
  return target !== undefined && target !== null && target !== "";
}

/** What tells groups of questions apart, such as the subject. */
function groupsOf(doc: unknown): Record<string, unknown> {
  if (!isObject(doc)) return {};
  const groups = Object.entries(doc).filter(([, value]) => {
    const text = readText(value);
    return text !== null && text.length <= MAX_GROUP_LENGTH;
  });
  return Object.fromEntries(groups.map(([key, value]) => [`doc.${key}`, value]));
}

function questionOf(doc: unknown, request: Request | undefined): unknown {
  if (isObject(doc)) {
    const key = QUESTION_KEYS.find((name) => readText(doc[name]) !== null);
    if (key !== undefined) return doc[key];
  }
  // Examples come before the question, with a blank line between.
  const prompt = readText(request?.prompt);
  return prompt?.split("\n\n").at(-1) ?? request?.prompt;
}

/** The options as a person reads them: from the document, else from the requests. */
function shownOptions(doc: unknown, requests: readonly Request[], options: number): unknown {
  const given = isObject(doc) ? doc.choices : undefined;
  if (readChoices(given)?.texts.length === options) return given;
  const texts = optionTexts(requests, options);
  if (texts === null || new Set(texts).size > 1) return texts;
  // One text continues all prompts: the options are in these.
  return requests.map(({ prompt }) => readText(prompt)?.split("\n").at(-1) ?? "");
}
