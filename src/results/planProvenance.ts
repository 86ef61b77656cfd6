import { readEnsemble } from "./ensemble";
import { readNumbers } from "./fieldValues";
import { outcomeOf, readChoices } from "./outcomes";
import type { ReadingPlan } from "./readingPlan";
import type { ReadOptions } from "./readOptions";
import type { Fields } from "./recordBytes";
import type { Provenance } from "./sampleTable";

type UnexplainedPlan = Omit<ReadingPlan, "provenance" | "facets" | "lengths">;

/** Where the numbers of a plan come from. */
export function provenanceOf(
  plan: UnexplainedPlan,
  samples: readonly Fields[],
  options: ReadOptions,
): Provenance {
  return {
    entropy: entropyOf(plan, options),
    jsDivergence: jsDivergenceOf(plan),
    correct: correctnessOf(plan, samples),
  };
}

function entropyOf(
  { definition, entropy, distribution, ensemble, tokens, truncation }: UnexplainedPlan,
  { sequenceEntropy = "sum" }: ReadOptions,
): Provenance["entropy"] {
  if (entropy !== null) return { from: "column", column: entropy.column };
  const isOfTokens = tokens !== null && (definition === "tokens" || distribution === null);
  const isOfMean = ensemble !== null && (definition === "ensemble" || (distribution === null && !isOfTokens));
  if (isOfMean) return { from: "ensemble", column: ensemble.column };
  if (isOfTokens)
    return { from: "tokens", column: tokens, aggregate: sequenceEntropy, truncated: truncation };
  return { from: "distribution", column: distribution?.column ?? "" };
}

function jsDivergenceOf(plan: UnexplainedPlan): Provenance["jsDivergence"] {
  const {
    definition,
    jsDivergence,
    distribution,
    ensemble,
    tokens,
    otherTokens,
    truncation: truncated,
  } = plan;
  switch (definition) {
    case "column":
      return { definition, column: jsDivergence?.column ?? "" };
    case "ensemble":
      return { definition, column: ensemble?.column ?? "" };
    case "tokens":
      return { definition, column: tokens ?? "", otherColumn: otherTokens ?? "", truncated };
    case "models": {
      const of = distribution !== null ? "options" : tokens !== null ? "tokens" : "ensemble";
      const column = distribution?.column ?? tokens ?? ensemble?.column ?? "";
      return { definition, column, of, truncated, between: null };
    }
    case "reference": {
      const { outcomes, reference, target } = plan;
      const column = { options: distribution?.column, ensemble: ensemble?.column, answerToken: tokens };
      return {
        definition,
        column: (outcomes && column[outcomes]) ?? "",
        referenceColumn: reference ?? target ?? "",
        usesAnswerKey: reference === null,
        ...(outcomes === "ensemble" && { of: outcomes }),
        ...(outcomes === "answerToken" && { of: outcomes, truncated }),
      };
    }
  }
}

function correctnessOf(plan: UnexplainedPlan, samples: readonly Fields[]): Provenance["correct"] {
  const { correct, prediction, target, outcomes } = plan;
  if (correct !== null) return { from: "column", column: correct };
  if (target === null) return { from: "none" };
  if (outcomes === "answerToken" && plan.hasAnswerTokens) {
    return { from: "argmax", targetColumn: target, of: outcomes, textColumn: prediction };
  }
  if (samples.some((fields) => isTargetAnOption(plan, fields))) {
    return { from: "argmax", targetColumn: target };
  }
  return prediction === null
    ? { from: "none" }
    : { from: "match", predictionColumn: prediction, targetColumn: target };
}

function isTargetAnOption(
  { outcomes, distribution, ensemble, target, choices }: UnexplainedPlan,
  fields: Fields,
) {
  const shown = choices === null ? null : readChoices(fields[choices]);
  const answer = target === null ? null : fields[target];
  if (outcomes === "options" && distribution !== null) {
    const numbers = readNumbers(fields[distribution.column]);
    return numbers !== null && outcomeOf(answer, numbers.values.length, numbers.labels, shown) >= 0;
  }
  if (outcomes !== "ensemble" || ensemble === null) return false;
  const read = readEnsemble(fields[ensemble.column], ensemble.kind);
  if (read === null || typeof read === "string") return false;
  return outcomeOf(answer, read.members[0]?.length ?? 0, read.labels, shown) >= 0;
}
