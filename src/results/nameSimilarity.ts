import { distance } from "fastest-levenshtein";
import { ROLE_NAMES, type Role } from "./columnRoles";
import { parsePath } from "./fieldPaths";

/** Short or vague names: too little to go by unasked, enough to propose a column. */
const HINTS: Partial<Record<Role, readonly string[]>> = {
  entropy: ["h", "ent", "surprisal", "uncert", "unc"],
  jsDivergence: ["js", "jsdiv", "jensen", "shannon", "d", "div", "dist", "distance"],
  correct: ["ok", "right", "hit", "success", "solved", "match", "verdict", "grade", "result", "is_true"],
  id: ["q", "key", "nr", "no", "num", "number", "sample", "example", "item"],
  model: ["llm", "engine", "checkpoint", "ckpt", "system"],
  question: ["text", "instruction", "stem", "q"],
  prediction: ["guess", "choice", "generated", "generation", "hypothesis", "hyp", "y_pred", "yhat"],
  target: ["truth", "expected", "y", "y_true", "solution"],
  probs: ["p", "prob", "distribution"],
  logprobs: ["lp", "ll", "logp"],
  logits: ["z", "logit", "scores"],
  referenceProbs: ["q", "ref"],
};

const MAX_LENGTH = 100;
const SAME = 1;
const SAME_HINT = 0.8;
const NAME_INSIDE = 0.7;
const MISSPELT = 0.6;
const HINT_INSIDE = 0.5;
const PARENT = 0.8;
/** Of a longer name this share of characters may be wrong. */
const MISSPELLINGS = 0.25;
const MIN_MISSPELT_LENGTH = 5;

/** How much a column's name sounds like a role, from 0 to 1; 1 for the names that are recognised unasked. */
export function nameSimilarity(role: Role, column: string): number {
  if (column.length > MAX_LENGTH) return 0;
  const steps = (parsePath(column) ?? [column]).filter((step) => typeof step === "string");
  const own = similarity(role, steps.at(-1) ?? "");
  // What an object is called speaks of the fields in it, less clearly: entropy.mean, correct.value.
  const parents = steps.slice(0, -1).map((step) => PARENT * similarity(role, step));
  return Math.max(own, ...parents);
}

function similarity(role: Role, name: string): number {
  const words = wordsOf(name);
  const joined = words.join("");
  const names = ROLE_NAMES[role].map(wordsOf);
  const hints = (HINTS[role] ?? []).map(wordsOf);
  if (names.some((known) => known.join("") === joined)) return SAME;
  if (hints.some((hint) => hint.join("") === joined)) return SAME_HINT;
  if (names.some((known) => known.every((word) => words.includes(word)))) return NAME_INSIDE;
  if (names.some((known) => isMisspelt(joined, known.join("")))) return MISSPELT;
  return hints.some((hint) => hint.every((word) => words.includes(word))) ? HINT_INSIDE : 0;
}

function isMisspelt(name: string, known: string): boolean {
  if (Math.min(name.length, known.length) < MIN_MISSPELT_LENGTH) return false;
  return distance(name, known) <= MISSPELLINGS * known.length;
}

/** The words of a name in snake_case, kebab-case, camelCase or any mix, in lower case. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
