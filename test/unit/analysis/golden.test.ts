import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { argsort } from "../../../src/analysis/argsort";
import { averagePrecision } from "../../../src/analysis/averagePrecision";
import { bestSplitByYouden } from "../../../src/analysis/bestSplit";
import { calibration } from "../../../src/analysis/calibration";
import { aurocWithInterval } from "../../../src/analysis/delong";
import { kolmogorovSmirnov } from "../../../src/analysis/kolmogorovSmirnov";
import { analysePanel } from "../../../src/analysis/panelAnalysis";
import { panelsOfTable } from "../../../src/analysis/panelSamples";
import { riskCoverage } from "../../../src/analysis/riskCoverage";
import { scoreGroups } from "../../../src/analysis/scoreGroups";
import { fileSource, memorySource } from "../../../src/results/byteSource";
import { readResults } from "../../../src/results/readResults";
import { aurocOf, spearmanOf } from "./unsorted";

describe("golden values of scipy and scikit-learn", () => {
  it("AUROC counts ties one half", () => {
    const scores = Float64Array.of(0.1, 0.4, 0.35, 0.8, 0.4, 0.9, 0.2, 0.4);
    expect(aurocOf(scores, Uint8Array.of(0, 0, 1, 1, 1, 1, 0, 0))).toBe(0.8125);
  });

  it("Spearman with ties", () => {
    const x = Float64Array.of(1, 2, 3, 4, 5, 5);
    const y = Float64Array.of(2, 1, 4, 3, 5, 6);
    expect(spearmanOf(x, y)).toBeCloseTo(0.8696565534786727, 14);
  });

  it("separation", () => {
    const scores = Float64Array.of(0.1, 0.4, 0.35, 0.8, 0.4, 0.9, 0.2, 0.4);
    const positive = Uint8Array.of(0, 0, 1, 1, 1, 1, 0, 0);
    const order = argsort(scores);
    const groups = scoreGroups(scores, order, positive);
    expect(aurocWithInterval(groups)?.auroc).toBe(0.8125);
    expect(averagePrecision(groups)).toBeCloseTo(0.8166666666666667, 14);
    expect(bestSplitByYouden(groups)).toMatchObject({ value: 0.5, threshold: 0.8 });
    const { aurc, optimalAurc } = riskCoverage(order, positive) ?? {};
    expect(aurc).toBeCloseTo(0.2806547619047619, 14);
    expect(optimalAurc).toBeCloseTo(0.18273809523809526, 14);
  });

  it("calibration in five bins", () => {
    const confidence = Float64Array.of(0.95, 0.9, 0.8, 0.75, 0.6, 0.55, 0.35, 0.2);
    const { ece, brier } = calibration(confidence, Uint8Array.of(1, 1, 0, 1, 1, 0, 0, 1), 5) ?? {};
    expect(ece).toBeCloseTo(0.28750000000000003, 14);
    expect(brier).toBeCloseTo(0.24250000000000002, 14);
  });

  it("Kolmogorov-Smirnov distance", () => {
    const x = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5);
    const y = Float64Array.of(0.3, 0.4, 0.5, 0.6, 0.7, 0.8);
    expect(kolmogorovSmirnov(x, argsort(x), y, argsort(y))).toBe(0.5);
  });
});

interface Published {
  readonly file: string;
  readonly accuracy: number;
  readonly testAccuracy: number;
  /** As printed: five decimals, over all rows. */
  readonly ece: number;
  readonly lowestEntropyIncorrect: number;
  readonly aurocEntropy: number;
  readonly medianEntropy: number;
  readonly medianJsDivergence: number;
  readonly below: { readonly count: number; readonly accuracy: number };
  readonly above: { readonly count: number; readonly accuracy: number };
  readonly spearman: readonly [correct: number, incorrect: number];
}

const PUBLISHED: readonly Published[] = [
  {
    file: "Yi-VL-6B.jsonl",
    accuracy: 0.7626228010052547,
    testAccuracy: 0.7523983554134308,
    ece: 0.05601,
    lowestEntropyIncorrect: 0.02271809838587078,
    aurocEntropy: 0.8644612652969192,
    medianEntropy: 0.2600122641643779,
    medianJsDivergence: 0.02331471247337008,
    below: { count: 2657, accuracy: 1 },
    above: { count: 1720, accuracy: 0.3959302325581395 },
    spearman: [0.9984224185125741, -0.44353729451352775],
  },
  {
    file: "Yi-VL-34B.jsonl",
    accuracy: 0.8000913867946082,
    testAccuracy: 0.7962539972590224,
    ece: 0.05933,
    lowestEntropyIncorrect: 0.014380605509625709,
    aurocEntropy: 0.8736144244105409,
    medianEntropy: 0.13680627925176833,
    medianJsDivergence: 0.009625270038072606,
    below: { count: 2925, accuracy: 1 },
    above: { count: 1452, accuracy: 0.3973829201101928 },
    spearman: [0.9988467632724435, -0.46640462412380207],
  },
];

describe.each(["media/samples/mmbench", "../shared/data/mmbench"].filter((folder) => existsSync(folder)))(
  "MMBench in %s",
  (folder) => {
    it.each(PUBLISHED)("$file agrees with scipy and scikit-learn", async (published) => {
      const table = await readResults(await fileSource(`${folder}/${published.file}`), {
        definition: "auto",
      });
      const [samples] = panelsOfTable(table);
      if (samples === undefined) throw new Error("no panel");
      const analysis = analysePanel(samples);
      const split = analysis.splitAt(0.075);
      expect(analysis.count).toBe(4377);
      expect(analysis.accuracy).toBe(published.accuracy);
      expect(analysis.lowestEntropyIncorrect).toBeCloseTo(published.lowestEntropyIncorrect, 12);
      expect(analysis.auroc.entropy).toBeCloseTo(published.aurocEntropy, 12);
      expect(analysis.entropy.median).toBeCloseTo(published.medianEntropy, 12);
      expect(analysis.jsDivergence.median).toBeCloseTo(published.medianJsDivergence, 12);
      expect(split.below).toMatchObject(published.below);
      expect(split.above.count).toBe(published.above.count);
      expect(split.above.accuracy).toBeCloseTo(published.above.accuracy, 12);
      // Two values that differ in their last digits only may change ranks with the way JSD is summed.
      expect(Math.abs((analysis.spearman.correct ?? NaN) - published.spearman[0])).toBeLessThan(1e-9);
      expect(Math.abs((analysis.spearman.incorrect ?? NaN) - published.spearman[1])).toBeLessThan(1e-9);
    });

    it.each(PUBLISHED)("$file has the published calibration error", async ({ file, ece }) => {
      const table = await readResults(await fileSource(`${folder}/${file}`), { definition: "auto" });
      if (table.confidence === null) throw new Error("no confidence");
      const actual = calibration(table.confidence, table.correct);
      expect(actual?.count).toBe(4377);
      expect(Math.abs((actual?.ece ?? NaN) - ece)).toBeLessThan(0.5e-5);
    });

    it.each(PUBLISHED)("$file has the published accuracy on its test split", async (published) => {
      const lines = readFileSync(`${folder}/${published.file}`, "utf8").split("\n");
      const test = lines.filter((line) => /"split": ?"test"/.test(line)).join("\n");
      const source = memorySource(published.file, new TextEncoder().encode(test));
      const [samples] = panelsOfTable(await readResults(source, { definition: "auto" }));
      if (samples === undefined) throw new Error("no panel");
      expect(analysePanel(samples).accuracy).toBeCloseTo(published.testAccuracy, 14);
    });
  },
);
