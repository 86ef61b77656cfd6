import * as l10n from "@vscode/l10n";
import { readNumbers, structured, type OutcomeNumbers } from "./fieldValues";
import { alignedWith, distributionOf, type DistributionKind } from "./givenDistribution";
import { isObject } from "./parseJson";
import { phrase } from "./phrase";

const NOT_ALL_LISTS = phrase(() => l10n.t("one of the distributions is not a list of numbers"));
const TOO_FEW = phrase(() => l10n.t("fewer than two distributions"));
const OTHER_OPTIONS = phrase(() => l10n.t("the distributions name different options"));
const OTHER_LENGTH = phrase(() => l10n.t("the distributions differ in length"));

/** Distributions over the same outcomes, such as of several samples, layers, prompts or seeds. */
export interface Ensemble {
  readonly members: readonly Float64Array<ArrayBuffer>[];
  /** The outcomes' names, where the numbers are keyed by name. */
  readonly labels: readonly string[] | null;
}

/** Whether a value is a list, or an object, of two or more distributions. */
export function isEnsemble(value: unknown): boolean {
  const lists = listsOf(value);
  return lists !== null && lists.length > 1 && lists.every((list) => readNumbers(list) !== null);
}

/** How many distributions a value lists, 0 when it is no list of them. */
export function ensembleSize(value: unknown): number {
  return isEnsemble(value) ? (listsOf(value)?.length ?? 0) : 0;
}

/** @returns a reason when the value cannot be used, null when it is no list of lists at all */
export function readEnsemble(value: unknown, kind: DistributionKind): Ensemble | string | null {
  const lists = listsOf(value);
  if (lists === null) return null;
  const given = lists.map(readNumbers).filter((numbers) => numbers !== null);
  if (given.length < lists.length) return NOT_ALL_LISTS();
  const [first] = given;
  if (first === undefined || given.length < 2) return TOO_FEW();
  const members: Float64Array<ArrayBuffer>[] = [];
  for (const numbers of given) {
    const p = memberOf(numbers, first, kind);
    if (typeof p === "string") return p;
    members.push(p);
  }
  return { members, labels: first.labels };
}

/** The mean of an ensemble: the prediction of a model that draws one of its members at random. */
export function meanOf(members: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const mean = new Float64Array(members[0]?.length ?? 0);
  for (const member of members) {
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (member[i] ?? 0) / members.length;
  }
  return mean;
}

function memberOf(numbers: OutcomeNumbers, first: OutcomeNumbers, kind: DistributionKind) {
  const values = alignedWith(first.labels, numbers);
  if (values === null) return OTHER_OPTIONS();
  if (values.length !== first.values.length) return OTHER_LENGTH();
  return distributionOf(values, kind);
}

function listsOf(value: unknown): readonly unknown[] | null {
  const given = structured(value);
  const lists = isObject(given) ? Object.values(given) : given;
  if (!Array.isArray(lists)) return null;
  const first: unknown = lists[0];
  return Array.isArray(first) || isObject(first) ? lists : null;
}
