import { readEnsemble, type Ensemble } from "./ensemble";
import { noList, shortened } from "./fieldValues";
import { answerTokenOutcomes, meanOutcomes, optionOutcomes, type Outcomes } from "./recordOutcomes";
import type { ReadingPlan } from "./readingPlan";
import type { Fields } from "./recordBytes";
import { readTokenLogprobs, type TokenLogprobs } from "./tokenLogprobs";

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
          return "no distribution";
      }
    },
  };
}

function ensembleOf({ ensemble }: ReadingPlan, fields: Fields): Ensemble | string {
  if (ensemble === null) return "no distributions";
  const { column, kind } = ensemble;
  return (
    readEnsemble(fields[column], kind) ?? `${shortened(column)} is ${noList(fields[column], "distributions")}`
  );
}

function tokensIn(column: string | null, fields: Fields): TokenLogprobs | string {
  if (column === null) return "no tokens";
  return (
    readTokenLogprobs(fields[column], column) ?? `${shortened(column)} is ${noList(fields[column], "tokens")}`
  );
}

function once<T>(compute: () => T): () => T {
  let value: { readonly computed: T } | null = null;
  return () => (value ??= { computed: compute() }).computed;
}
