import { describe, expect, it } from "vitest";
import { argsort } from "../../../src/analysis/argsort";
import { averagePrecision } from "../../../src/analysis/averagePrecision";
import {
  bestSplitByAccuracy,
  bestSplitByYouden,
  splitForAccuracy,
  type BestSplit,
} from "../../../src/analysis/bestSplit";
import { bootstrapPaired, bootstrapUnpaired } from "../../../src/analysis/bootstrap";
import { calibration } from "../../../src/analysis/calibration";
import { classDensities } from "../../../src/analysis/classOverlap";
import { aurocWithInterval } from "../../../src/analysis/delong";
import type { Interval } from "../../../src/analysis/interval";
import { kolmogorovSmirnov } from "../../../src/analysis/kolmogorovSmirnov";
import { mcNemarExact } from "../../../src/analysis/mcnemar";
import { proportionDifference, wilsonInterval } from "../../../src/analysis/proportion";
import { quantileOfSorted } from "../../../src/analysis/ranks";
import { resampledAuroc, resampledMedian, resampledShareAbove } from "../../../src/analysis/resampled";
import { riskCoverage } from "../../../src/analysis/riskCoverage";
import { scoreGroups } from "../../../src/analysis/scoreGroups";
import { spearmanInterval } from "../../../src/analysis/spearmanInterval";
import { CORRECT, INCORRECT } from "../../../src/results/sampleTable";
import fixture from "../../fixtures/statistics/statistics.json";
import { aurocOf, spearmanOf, theilSenOf } from "./unsorted";

const TOLERANCE = 1e-9;

function expectNear(actual: number | null | undefined, expected: number | null | undefined): void {
  const isNone = (value: unknown) => value === null || value === undefined;
  if (isNone(actual) || isNone(expected)) expect(actual ?? null).toBe(expected ?? null);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(TOLERANCE * Math.max(1, Math.abs(expected)));
}

function expectAllNear(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expectNear(actual[i], value);
  });
}

function expectInterval(actual: Interval | null | undefined, expected: readonly number[] | null | undefined) {
  expectNear(actual?.low, expected?.[0]);
  expectNear(actual?.high, expected?.[1]);
}

/** The fixture writes null for a threshold above all scores. */
function expectThreshold(actual: number, expected: number | null, scores: Float64Array): void {
  if (expected !== null) expect(actual).toBe(expected);
  else {
    const highest = Math.max(...scores);
    expect(actual).toBeGreaterThan(highest);
    expect(actual).toBeLessThanOrEqual(highest + Math.max(1, Math.abs(highest)) * 2 * Number.EPSILON);
  }
}

function expectBest(
  actual: BestSplit | null,
  expected: { value: number; threshold: number | null; ties: number } | null,
  scores: Float64Array,
): void {
  if (actual === null || expected === null) {
    expect(actual).toBe(expected);
    return;
  }
  expectNear(actual.value, expected.value);
  expect(actual.ties).toBe(expected.ties);
  expectThreshold(actual.threshold, expected.threshold, scores);
}

describe.each(fixture.cases)("as scipy and scikit-learn: $name", ({ expected, ...data }) => {
  const x = Float64Array.from(data.x);
  const y = Float64Array.from(data.y);
  const positive = Uint8Array.from(data.positive);
  const order = argsort(x);
  const groups = scoreGroups(x, order, positive);

  it("AUROC and its interval", () => {
    expectNear(aurocOf(x, positive), expected.auroc);
    const estimate = aurocWithInterval(groups);
    expect(estimate?.auroc ?? null).toBe(aurocOf(x, positive));
    expectNear(estimate?.standardError, expected.delong?.standardError);
    expectInterval(estimate?.interval, expected.delong?.normal);
    expectInterval(aurocWithInterval(groups, "logit")?.interval, expected.delong?.logit);
  });

  it("average precision", () => {
    expectNear(averagePrecision(groups), expected.averagePrecision);
  });

  it("best splits", () => {
    expectBest(bestSplitByYouden(groups), expected.youden, x);
    expectBest(bestSplitByAccuracy(groups), expected.accuracy, x);
    for (const { target, split } of expected.targets) {
      const actual = splitForAccuracy(groups, target);
      if (actual === null || split === null) {
        expect(actual).toBe(split);
        continue;
      }
      expect(actual.count).toBe(split.count);
      expectNear(actual.coverage, split.coverage);
      expectNear(actual.accuracy, split.accuracy);
      expectThreshold(actual.threshold, split.threshold, x);
    }
  });

  it("risk and coverage", () => {
    const actual = riskCoverage(order, positive);
    expectNear(actual?.aurc, expected.riskCoverage?.aurc);
    expectNear(actual?.optimalAurc, expected.riskCoverage?.optimalAurc);
    expectNear(actual?.errorRate, expected.riskCoverage?.errorRate);
    expectNear(actual?.prr, expected.riskCoverage?.prr);
  });

  it("calibration", () => {
    const correct = positive.map((label) => (label === 1 ? INCORRECT : CORRECT));
    const actual = calibration(Float64Array.from(data.confidence), correct);
    expectNear(actual?.ece, expected.calibration?.ece);
    expectNear(actual?.brier, expected.calibration?.brier);
  });

  it("densities of the classes", () => {
    const actual = classDensities(groups, 20);
    expectAllNear(actual?.edges ?? [], expected.densities?.edges ?? []);
    expectAllNear(actual?.positive ?? [], expected.densities?.positive ?? []);
    expectAllNear(actual?.negative ?? [], expected.densities?.negative ?? []);
    expectNear(actual?.overlap, expected.densities?.overlap);
  });

  it("rank correlation with its interval, and the robust line", () => {
    const r = spearmanOf(x, y);
    expectNear(r, expected.spearman.r);
    expectInterval(r === null ? null : spearmanInterval(r, x.length), expected.spearman.interval);
    const line = theilSenOf(x, y, order);
    expectNear(line?.slope, expected.theilSen?.slope);
    expectNear(line?.intercept, expected.theilSen?.intercept);
    expect(line?.isExact ?? true).toBe(true);
  });

  it("Kolmogorov-Smirnov distance", () => {
    expectNear(kolmogorovSmirnov(x, order, y, argsort(y)), expected.kolmogorovSmirnov);
  });

  it("statistics of a resample", () => {
    const timesDrawn = Uint8Array.from(data.timesDrawn);
    expectNear(resampledMedian(x, order)(timesDrawn), expected.resampledMedian);
    expectNear(resampledAuroc(x, order, positive)(timesDrawn), expected.resampledAuroc);
    expectNear(resampledShareAbove(x, 0.5)(timesDrawn), expected.resampledShareAbove);
  });
});

describe("as scipy and numpy", () => {
  it.each(fixture.mcNemar)("McNemar's test of $onlyFirst and $onlySecond", (pairs) => {
    const p = mcNemarExact(pairs.onlyFirst, pairs.onlySecond);
    expect(Math.abs(p - pairs.pValue)).toBeLessThanOrEqual(TOLERANCE * pairs.pValue);
    expect(mcNemarExact(pairs.onlySecond, pairs.onlyFirst)).toBe(p);
  });

  it("quantiles", () => {
    const values = Float64Array.from(fixture.quantiles.values);
    for (const [p = NaN, expected] of fixture.quantiles.expected) {
      expectNear(quantileOfSorted(values, p), expected);
    }
    expect(quantileOfSorted(new Float64Array(0), 0.5)).toBeNull();
  });

  it("intervals of proportions", () => {
    for (const { count, of, interval } of fixture.proportions.wilson) {
      expectInterval(wilsonInterval({ count, of }), interval);
    }
    for (const { first, second, interval } of fixture.proportions.newcombe) {
      const [a, b] = [first, second].map(([count = NaN, of = NaN]) => ({ count, of }));
      if (a !== undefined && b !== undefined) expectInterval(proportionDifference(a, b), interval);
    }
    expect(wilsonInterval({ count: 0, of: 0 })).toBeNull();
    expect(proportionDifference({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
  });

  it("percentile intervals of differences, paired and unpaired", () => {
    const { bootstrap } = fixture;
    const [x, y, z] = [bootstrap.x, bootstrap.y, bootstrap.z].map((values) => Float64Array.from(values));
    if (x === undefined || y === undefined || z === undefined) throw new Error("no data");
    const statistics = (values: Float64Array) => [
      resampledMedian(values, argsort(values)),
      resampledShareAbove(values, 0.5),
    ];
    const comparisons = (a: Float64Array, b: Float64Array) =>
      statistics(a).flatMap((first, i) => {
        const second = statistics(b)[i];
        return second === undefined ? [] : [{ first, second }];
      });
    const estimated = [
      ...bootstrapPaired(x.length, comparisons(x, y), 1, 20_000),
      ...bootstrapUnpaired(x.length, z.length, comparisons(x, z), 1, 20_000),
    ];
    const expected = [
      bootstrap.pairedMedian,
      bootstrap.pairedShare,
      bootstrap.unpairedMedian,
      bootstrap.unpairedShare,
    ];
    // Two sets of 20,000 resamples agree to some hundredths of the interval's width.
    expected.forEach(([low = NaN, high = NaN], i) => {
      const interval = estimated[i]?.interval;
      expect(Math.abs((interval?.low ?? NaN) - low)).toBeLessThan(0.05 * (high - low));
      expect(Math.abs((interval?.high ?? NaN) - high)).toBeLessThan(0.05 * (high - low));
    });
  });
});
