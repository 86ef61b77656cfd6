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
  return new MeasuresOfRecord(plan, fields);
}

/** A class, because there is one for each record: closures of its own would be many times as large. */
class MeasuresOfRecord implements RecordMeasures {
  readonly #plan: ReadingPlan;
  readonly #fields: Fields;
  #options: Outcomes | string | null = null;
  #ensemble: Ensemble | string | null = null;
  #mean: Outcomes | string | null = null;
  #tokens: TokenLogprobs | string | null = null;
  #answer: Outcomes | string | null = null;

  constructor(plan: ReadingPlan, fields: Fields) {
    this.#plan = plan;
    this.#fields = fields;
  }

  options(): Outcomes | string {
    return (this.#options ??= optionOutcomes(this.#plan, this.#fields));
  }

  ensemble(): Ensemble | string {
    return (this.#ensemble ??= ensembleOf(this.#plan, this.#fields));
  }

  mean(): Outcomes | string {
    if (this.#mean !== null) return this.#mean;
    const distributions = this.ensemble();
    return (this.#mean =
      typeof distributions === "string"
        ? distributions
        : meanOutcomes(this.#plan, this.#fields, distributions));
  }

  tokens(): TokenLogprobs | string {
    return (this.#tokens ??= tokensIn(this.#plan.tokens, this.#fields));
  }

  otherTokens(): TokenLogprobs | string {
    return tokensIn(this.#plan.otherTokens, this.#fields);
  }

  outcomes(): Outcomes | string {
    switch (this.#plan.outcomes) {
      case "options":
        return this.options();
      case "ensemble":
        return this.mean();
      case "answerToken":
        return this.#outcomesOfAnswer();
      case null:
        return NO_DISTRIBUTION();
    }
  }

  #outcomesOfAnswer(): Outcomes | string {
    if (this.#answer !== null) return this.#answer;
    const given = this.tokens();
    return (this.#answer =
      typeof given === "string" ? given : answerTokenOutcomes(this.#plan, this.#fields, given));
  }
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
