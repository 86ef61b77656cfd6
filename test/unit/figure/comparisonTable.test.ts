import { describe, expect, it } from "vitest";
import { plotPanels } from "../../../src/analysis/plot";
import { reportPlot, type PlotReport } from "../../../src/analysis/plotReport";
import { comparisonTables } from "../../../src/figure/comparisonTable";
import { reportFacts } from "../../../src/figure/facts/report";
import { trendLines } from "../../../src/figure/trendLines";
import type { MetricUnit } from "../../../src/metrics/unit";
import { tableOf, type PlainSample } from "../plots";

const SMALL: readonly PlainSample[] = Array.from({ length: 40 }, (_, i) => ({
  id: `q${i}`,
  entropy: 1 + i / 10,
  jsDivergence: 0.05 + i / 1000,
  correct: i < 24 ? 1 : 0,
  model: "8B",
}));
/** The same questions; the answers to 4 become right and that to one wrong. */
const LARGE: readonly PlainSample[] = SMALL.map((sample, i) => ({
  ...sample,
  entropy: sample.entropy / 2,
  correct: i === 0 ? 0 : i < 28 ? 1 : 0,
  model: "<i>70B</i>",
}));

function reportOf(samples: readonly PlainSample[], unit: MetricUnit = "nats"): PlotReport {
  const table = tableOf(samples);
  const panels = plotPanels([{ fileName: "a", table }]);
  return reportPlot(panels, [{ name: "a", table }], { threshold: 0.07, unit, targetAccuracy: 0.9 });
}

describe("the comparison of two models", () => {
  const [table] = comparisonTables(reportOf([...SMALL, ...LARGE]));
  const row = (id: string) => table?.rows.find((found) => found.id === id);
  const facts = Object.fromEntries(
    (table?.groups ?? []).flatMap((group) => group.facts.map((fact) => [fact.id, fact])),
  );

  it("has either model's figures, their difference and its interval", () => {
    expect(table).toMatchObject({ first: "8B", second: "<i>70B</i>" });
    expect(row("accuracy")).toMatchObject({ first: "60%", second: "67.5%", difference: "+7.5 points" });
    expect(row("medianEntropy")).toMatchObject({
      first: "2.95 nats",
      second: "1.475 nats",
      difference: "-1.475 nats",
    });
    expect(row("shareAbove")).toMatchObject({ first: "50%", second: "50%", difference: "0 points" });
    expect(row("medianEntropy")?.interval).toMatch(/^-[\d.]+ to -[\d.]+ nats$/);
    expect(table?.rows.map(({ id }) => id)).toEqual([
      "accuracy",
      "medianEntropy",
      "medianJsDivergence",
      "shareAbove",
      "aurocEntropy",
      "aurocJsDivergence",
    ]);
  });

  it("counts who was right, with McNemar's exact test", () => {
    expect(facts["outcomes.bothCorrect"]?.value).toBe("23 (57.5%)");
    expect(facts["outcomes.onlyFirst"]?.value).toBe("1 (2.5%)");
    expect(facts["outcomes.onlySecond"]?.value).toBe("4 (10%)");
    expect(facts["outcomes.bothIncorrect"]?.value).toBe("12 (30%)");
    // scipy.stats.binomtest(1, 5).pvalue
    expect(facts["outcomes.mcnemar"]?.value).toBe("p = 0.375");
    expect(facts["kolmogorovSmirnov.jsDivergence"]?.value).toBe("0");
    // At 2.45 nats all of the one and 15 of the 40 of the other.
    expect(facts["kolmogorovSmirnov.entropy"]?.value).toBe("0.625");
  });

  it("explains every figure with its source, and says how answers are paired", () => {
    expect(table?.notes[0]).toContain("question by question, by id: 40 answered by both");
    expect(row("accuracy")?.help).toMatch(/2,000 resamples: questions are drawn.*Efron 1979/);
    expect(facts["outcomes.mcnemar"]?.help).toContain("McNemar 1947");
    expect(facts["kolmogorovSmirnov.entropy"]?.help).toContain("|F(x) - G(x)|");
  });

  it("of other questions has no outcomes, and says why", () => {
    const others = LARGE.map((sample) => ({ ...sample, id: `other-${sample.id}` }));
    const [unpaired] = comparisonTables(reportOf([...SMALL, ...others]));
    expect(unpaired?.groups.map(({ title }) => title)).toEqual(["Kolmogorov-Smirnov distance"]);
    expect(unpaired?.notes[0]).toContain("independent samples, not question by question");
    expect(unpaired?.rows[0]?.help).toContain("each model's answers are drawn with replacement");
  });

  it("is in the unit that is shown", () => {
    const [bits] = comparisonTables(reportOf([...SMALL, ...LARGE], "bits"));
    expect(bits?.rows.find(({ id }) => id === "medianEntropy")?.first).toBe("4.256 bits");
  });

  it("is of nothing where there is one model", () => {
    expect(comparisonTables(reportOf(SMALL))).toEqual([]);
  });
});

describe("robust lines", () => {
  it("go from the lowest to the highest entropy of their class", () => {
    const [panel] = reportOf(SMALL).panels;
    const lines = panel === undefined ? [] : trendLines(panel);
    expect(lines.map(({ sampleClass }) => sampleClass)).toEqual(["correct", "incorrect"]);
    expect(lines[0]?.x).toEqual([1, 3.3]);
    expect(lines[0]?.y[0]).toBeCloseTo(0.05, 12);
    expect(lines[0]?.y[1]).toBeCloseTo(0.073, 12);
  });

  it("are lines in bits too", () => {
    const [panel] = reportOf(SMALL, "bits").panels;
    const [line] = panel === undefined ? [] : trendLines(panel);
    expect(line?.x[1]).toBeCloseTo(3.3 / Math.LN2, 12);
    expect(line?.y[1]).toBeCloseTo(0.073 / Math.LN2, 12);
  });

  it("need two entropies", () => {
    const same = SMALL.map((sample) => ({ ...sample, entropy: 1 }));
    const [panel] = reportOf(same).panels;
    expect(panel === undefined ? null : trendLines(panel)).toEqual([]);
  });
});

describe("further figures", () => {
  it("have the best splits and slopes with formula and source", () => {
    const [panel] = reportOf(SMALL).panels;
    const facts = panel === undefined ? [] : reportFacts(panel).flatMap((group) => group.facts);
    const fact = (id: string) => facts.find((found) => found.id === id);
    expect(fact("bestSplit.youden")?.value).toBe("0.074 nats (J 1)");
    expect(fact("bestSplit.accuracy")?.value).toBe("0.074 nats (100%)");
    expect(fact("bestSplit.target")).toMatchObject({
      label: "90% right below",
      value: "0.076 nats (keeps 65%)",
    });
    expect(fact("robustLine.correct")?.value).toBe("0.01");
    expect(fact("robustLine.correct")?.help).toContain("Theil 1950, Sen 1968");
    expect(fact("bestSplit.youden")?.help).toContain("Youden 1950");
  });
});
