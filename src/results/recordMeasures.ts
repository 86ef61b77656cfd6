import * as l10n from "@vscode/l10n";
import { readEnsemble, type Ensemble } from "./ensemble";
import {
  answerTokenOutcomes,
  meanOutcomes,
  NO_DISTRIBUTION,
  optionOutcomes,
  type Outcomes,
} from "./recordOutcomes";
import type { ReadingPlan } from "./readingPlan";
import type { Fields } from "./recordBytes";
import { readTokenLogprobs, type TokenLogprobs } from "./tokenLogprobs";
import { noList } from "./valueReasons";
import { phrase } from "./phrase";

const NO_DISTRIBUTIONS = phrase(() => l10n.t("no distributions"));
const NO_TOKENS = phrase(() => l10n.t("no tokens"));

/** What a record holds to compute from. Each is read when first asked for, and is a reason where it cannot be used. */
export interface RecordMeasures {
  options(): Outcomes | string;
  ensemble(): Ensemble | string;
  mean(): Outcomes | string;
  tokens(): TokenLogprobs | string;
  otherTokens(): TokenLogprobs | string;
  /** The distribution over the possible answers that the plan goes by. */
  outcomes(): Outcomes | string;
}

export function openMeasures(plan: ReadingPlan, fields: Fields): RecordMeasures {
  const options = once(() => optionOutcomes(plan, fields));
  const ensemble = once(() => ensembleOf(plan, fields));
  const tokens = once(() => tokensIn(plan.tokens, fields));
  const mean = once(() => {
    const distributions = ensemble();
    return typeof distributions === "string" ? distributions : meanOutcomes(plan, fields, distributions);
  });
  const answer = once(() => {
    const given = tokens();
    return typeof given === "string" ? given : answerTokenOutcomes(plan, fields, given);
  });
  return {
    options,
    ensemble,
    mean,
    tokens,
    otherTokens: () => tokensIn(plan.otherTokens, fields),
    outcomes() {
      switch (plan.outcomes) {
        case "options":
          return options();
        case "ensemble":
          return mean();
        case "answerToken":
          return answer();
        case null:
          return NO_DISTRIBUTION();
      }
    },
  };
}

function ensembleOf({ ensemble }: ReadingPlan, fields: Fields): Ensemble | string {
  if (ensemble === null) return NO_DISTRIBUTIONS();
  const { column, kind } = ensemble;
  return readEnsemble(fields[column], kind) ?? noList(column, fields[column], "distributions");
}

function tokensIn(column: string | null, fields: Fields): TokenLogprobs | string {
  if (column === null) return NO_TOKENS();
  return readTokenLogprobs(fields[column], column) ?? noList(column, fields[column], "tokens");
}

function once<T>(compute: () => T): () => T {
  let value: { readonly computed: T } | null = null;
  return () => (value ??= { computed: compute() }).computed;
}
