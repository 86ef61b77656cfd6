import * as l10n from "@vscode/l10n";
import { facetColumns } from "../facets";
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
import { phrase } from "../phrase";

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

const NO_RECORD = phrase(() => l10n.t("not a record of lm-evaluation-harness"));
const NO_OPTIONS = phrase(() => l10n.t("no log-likelihoods of several options"));
const OTHER_FILTER = phrase(() => l10n.t('filter is "{0}"; plotted is "{1}"'));

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
  const flattening = { metric, reading: readingOfTargets(withOptions), groups: groupsIn(samples) };

  return {
    roles: { ...ROLES, correct: metric },
    flatten(fields) {
      if (!isLmEvalRecord(fields)) return NO_RECORD();
      const flat = flatten(fields, flattening);
      return "resps" in flat || withOptions.length === 0 ? flat : NO_OPTIONS();
    },
    leavesOut(fields) {
      const own = filterOf(fields);
      if (own === null) return null;
      filters.add(own);
      return own === filter || filter === null ? null : OTHER_FILTER(own, filter);
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
      return [l10n.t("Not taken for correctness, as its values lie between 0 and 1: {0}.", names)];
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

/** How the records of a file become flat ones. */
interface Flattening {
  readonly metric: string | null;
  readonly reading: TargetReading;
  readonly groups: readonly GroupColumn[];
}

function flatten(fields: Fields, { metric, reading, groups }: Flattening): Fields {
  const { doc, doc_id, target, model, task } = fields;
  const requests = readRequests(fields);
  const flat: Record<string, unknown> = { doc_id, target, question: questionOf(doc, requests[0]) };
  if (isObject(doc)) for (const { key, column } of groups) flat[column] = doc[key];
  // Assigned, a metric named __proto__ would become the record's prototype.
  if (metric === "__proto__")
    Object.defineProperty(flat, metric, { value: fields[metric], enumerable: true });
  else if (metric !== null) flat[metric] = fields[metric];
  if (model !== undefined) flat.model = model;
  if (task !== undefined) flat.task = task;
  const responses = readResponses(fields);
  if (responses.kind !== "options") return flat;
  const { logLikelihoods } = responses;
  const texts = optionTexts(requests, logLikelihoods.length);
  flat.resps = logLikelihoods;
  flat.target = isGiven(target) ? targetOption(fields, responses, texts, reading) : undefined;
  flat.prediction = predictedOption(metric, responses, texts);
  flat.choices = shownOptions(doc, requests, texts, logLikelihoods.length);
  return flat;
}

function isGiven(target: unknown): boolean {
  return target !== undefined && target !== null && target !== "";
}

/** A value of the documents that tells groups of questions apart, such as the subject. */
interface GroupColumn {
  readonly key: string;
  readonly column: string;
}

function groupsIn(samples: readonly Fields[]): GroupColumn[] {
  const docs = samples.map(({ doc }) => doc).filter(isObject);
  const keys = [...new Set(docs.flatMap((doc) => Object.keys(doc)))];
  return facetColumns(keys, docs, () => false).map((key) => ({ key, column: `doc.${key}` }));
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
function shownOptions(
  doc: unknown,
  requests: readonly Request[],
  texts: readonly string[] | null,
  options: number,
): unknown {
  const given = isObject(doc) ? doc.choices : undefined;
  if (readChoices(given)?.texts.length === options) return given;
  if (texts === null || texts.some((text) => text !== texts[0])) return texts;
  // One text continues all prompts: the options are in these.
  return requests.map(({ prompt }) => readText(prompt)?.split("\n").at(-1) ?? "");
}
