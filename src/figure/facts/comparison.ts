import * as l10n from "@vscode/l10n";
import type { ComparisonSummary } from "../../analysis/comparisonSummary";
import type { ComparedNames } from "../findings/comparedNames";
import { formatCount, formatNumber, formatShare } from "../format";
import type { Fact, FactGroup } from "./fact";

const LEAST_P = 1e-300;

/** On how many of the same questions which model was right; nothing where answers are not paired. */
export function comparedOutcomes(
  { outcomes }: Pick<ComparisonSummary, "outcomes">,
  { first, second }: ComparedNames,
): FactGroup {
  const title = l10n.t("Same questions");
  if (outcomes === null) return { title, facts: [] };
  const { bothCorrect, bothIncorrect, onlyFirstCorrect, onlySecondCorrect, unknown, pValue } = outcomes;
  const known = bothCorrect + bothIncorrect + onlyFirstCorrect + onlySecondCorrect;
  const counted = (id: string, label: string, count: number, of: number | null, help: string): Fact => ({
    ...{ id: `outcomes.${id}`, label, help, usesAnswerKey: false },
    value:
      of === null || of === 0 ? formatCount(count) : `${formatCount(count)} (${formatShare(count / of)})`,
  });
  const help = l10n.t(
    "Questions that both answered and of which it is known who was right, and their share.",
  );
  return {
    title,
    facts: [
      counted("bothCorrect", l10n.t("Both right"), bothCorrect, known, help),
      counted("onlyFirst", l10n.t("Only {0}", first), onlyFirstCorrect, known, help),
      counted("onlySecond", l10n.t("Only {0}", second), onlySecondCorrect, known, help),
      counted("bothIncorrect", l10n.t("Both wrong"), bothIncorrect, known, help),
      ...(unknown === 0
        ? []
        : [
            counted(
              "unknown",
              l10n.t("Unknown"),
              unknown,
              null,
              l10n.t("Questions of which it is not known whether both models' answers are correct."),
            ),
          ]),
      {
        id: "outcomes.mcnemar",
        label: l10n.t("McNemar's exact test"),
        value: pValue !== null && pValue < LEAST_P ? "p < 1e-300" : `p = ${formatNumber(pValue)}`,
        help: l10n.t(
          "The probability that b and c questions, which only one of the two answered right, are divided as unevenly or more when either is as likely to be it: twice the binomial tail up to min(b, c) of b + c at 1/2 (McNemar 1947).",
        ),
        usesAnswerKey: false,
      },
    ],
  };
}

/** How far apart the two models' values lie as a whole; nothing where they are not comparable. */
export function distributionDistances({
  kolmogorovSmirnov: { entropy, jsDivergence },
  usesAnswerKey,
}: Pick<ComparisonSummary, "kolmogorovSmirnov" | "usesAnswerKey">): FactGroup {
  const fact = (id: string, label: string, value: number | null, answerKey: boolean): Fact[] =>
    value === null
      ? []
      : [
          {
            id: `kolmogorovSmirnov.${id}`,
            label,
            value: formatNumber(value),
            help: l10n.t(
              "The largest vertical distance of the two models' cumulative distributions, max over x of |F(x) - G(x)|: 0 the same, 1 apart (Kolmogorov 1933, Smirnov 1939).",
            ),
            usesAnswerKey: answerKey,
          },
        ];
  return {
    title: l10n.t("Kolmogorov-Smirnov distance"),
    facts: [
      ...fact("entropy", l10n.t("Entropy"), entropy, false),
      ...fact("jsDivergence", l10n.t("JS divergence"), jsDivergence, usesAnswerKey),
    ],
  };
}
