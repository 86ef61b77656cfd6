/** What keeps numbers from being a distribution. */
export type NoDistribution =
  | "logit"
  | "noFiniteLogit"
  | "probability"
  | "negativeProbability"
  | "probabilitySum"
  | "logProbability"
  | "noListedProbability"
  | "listedProbabilitySum"
  | "noTokens";

/** Numbers are no distribution; readers say so in their user's language by what it is, and the value concerned. */
export class NoDistributionError extends RangeError {
  constructor(
    readonly problem: NoDistribution,
    message: string,
    readonly value = NaN,
  ) {
    super(message);
  }
}
