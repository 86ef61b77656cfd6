import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { argsort } from "../../../src/analysis/argsort";
import { bestSplitByAccuracy, bestSplitByYouden, splitForAccuracy } from "../../../src/analysis/bestSplit";
import { bootstrapPaired, bootstrapUnpaired, replicateCount } from "../../../src/analysis/bootstrap";
import { calibration } from "../../../src/analysis/calibration";
import { classDensities } from "../../../src/analysis/classOverlap";
import { aurocWithInterval } from "../../../src/analysis/delong";
import { pairedOutcomes } from "../../../src/analysis/mcnemar";
import { pairSamples, type IdentifiedSamples } from "../../../src/analysis/pairing";
import { proportionDifference, wilsonInterval } from "../../../src/analysis/proportion";
import { randomIndex, seededRandom } from "../../../src/analysis/random";
import {
  resampledAuroc,
  resampledMedian,
  resampledShare,
  resampledShareAbove,
} from "../../../src/analysis/resampled";
import { riskCoverage } from "../../../src/analysis/riskCoverage";
import { scoreGroups } from "../../../src/analysis/scoreGroups";
import { EXACT_POINTS } from "../../../src/analysis/theilSen";
import { tableOf } from "../plots";
import { medianOf, theilSenOf } from "./unsorted";

/** Coarse scores make ties, the others exercise every bit. */
const score = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.double({ min: 0, max: 5, noNaN: true }),
  fc.constantFrom(Number.MIN_VALUE, 2 ** -1022),
);
const labelled = fc.array(fc.tuple(score, fc.constantFrom(0, 1)), { maxLength: 40 }).map((entries) => ({
  scores: Float64Array.from(entries, ([value]) => value),
  positive: Uint8Array.from(entries, ([, label]) => label),
}));

const groupsOf = ({ scores, positive }: { scores: Float64Array; positive: Uint8Array }) =>
  scoreGroups(scores, argsort(scores), positive);

/** The labels below a threshold. */
const below = (scores: Float64Array, positive: Uint8Array, threshold: number) =>
  Array.from(positive).filter((_, i) => (scores[i] ?? NaN) < threshold);

describe("groups of equal scores", () => {
  it("hold every labelled entry once, in ascending order", () => {
    fc.assert(
      fc.property(labelled, (data) => {
        const { scores, positives, negatives, positiveCount, negativeCount } = groupsOf(data);
        expect(Array.from(scores)).toEqual(
          [...new Set(Array.from(data.scores, (v) => v + 0))].sort((a, b) => a - b),
        );
        scores.forEach((value, group) => {
          const labels = Array.from(data.positive).filter((_, i) => data.scores[i] === value);
          expect(positives[group]).toBe(labels.filter((label) => label === 1).length);
          expect(negatives[group]).toBe(labels.filter((label) => label === 0).length);
        });
        expect(positiveCount + negativeCount).toBe(data.scores.length);
      }),
    );
  });
});

describe("best splits", () => {
  it("are as good as they say, and no score splits better", () => {
    fc.assert(
      fc.property(labelled, (data) => {
        const { scores, positive } = data;
        const positives = positive.filter((label) => label === 1).length;
        const negatives = positive.length - positives;
        const candidates = [...scores, Infinity];
        const accuracyAt = (threshold: number) => {
          const labels = below(scores, positive, threshold);
          const missed = labels.filter((label) => label === 1).length;
          return (labels.length - missed + positives - missed) / positive.length;
        };
        const youdenAt = (threshold: number) => {
          const labels = below(scores, positive, threshold);
          const missed = labels.filter((label) => label === 1).length;
          return (labels.length - missed) / negatives - missed / positives;
        };
        const byAccuracy = bestSplitByAccuracy(groupsOf(data));
        if (byAccuracy === null) expect(positive.length).toBe(0);
        else {
          expect(byAccuracy.value).toBe(Math.max(...candidates.map(accuracyAt)));
          expect(accuracyAt(byAccuracy.threshold)).toBe(byAccuracy.value);
        }
        const byYouden = bestSplitByYouden(groupsOf(data));
        if (byYouden === null) expect(Math.min(positives, negatives)).toBe(0);
        else {
          expect(byYouden.value).toBeCloseTo(Math.max(...candidates.map(youdenAt)), 12);
          expect(youdenAt(byYouden.threshold)).toBeCloseTo(byYouden.value, 12);
        }
      }),
    );
  });

  it("reach a target with the largest coverage", () => {
    fc.assert(
      fc.property(labelled, fc.constantFrom(0, 0.5, 0.75, 0.95, 1), (data, target) => {
        const { scores, positive } = data;
        const accuracyAt = (threshold: number) => {
          const labels = below(scores, positive, threshold);
          return {
            count: labels.length,
            accuracy: labels.filter((label) => label === 0).length / labels.length,
          };
        };
        const reaching = [...scores, Infinity].map(accuracyAt).filter(({ accuracy }) => accuracy >= target);
        const found = splitForAccuracy(groupsOf(data), target);
        if (found === null) expect(reaching).toEqual([]);
        else {
          expect(found.count).toBe(Math.max(...reaching.map(({ count }) => count)));
          expect(accuracyAt(found.threshold)).toEqual({ count: found.count, accuracy: found.accuracy });
        }
      }),
    );
  });

  it("lie above the highest score even next to 0", () => {
    for (const highest of [0, Number.MIN_VALUE, 1e-310, 2 ** -1022, 1, 1.5, 40]) {
      const split = splitForAccuracy(
        groupsOf({ scores: Float64Array.of(0, highest), positive: Uint8Array.of(0, 0) }),
        1,
      );
      expect(split?.count).toBe(2);
      expect(split?.threshold).toBeGreaterThan(highest);
    }
  });
});

describe("risk and coverage", () => {
  it("ends at all answers with the error rate, between the optimum and its opposite", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 1500 }), (labels) => {
        const incorrect = Uint8Array.from(labels);
        const result = riskCoverage(Uint32Array.from(incorrect.keys()), incorrect);
        if (result === null) throw new Error("no result");
        const { curve, aurc, optimalAurc, errorRate, prr } = result;
        expect(curve.coverage.length).toBe(Math.min(512, labels.length));
        expect(curve.coverage.at(-1)).toBe(1);
        expect(curve.risk.at(-1)).toBe(errorRate);
        expect(curve.coverage.every((value, i) => i === 0 || value > (curve.coverage[i - 1] ?? NaN))).toBe(
          true,
        );
        expect(aurc).toBeGreaterThanOrEqual(optimalAurc - 1e-12);
        expect(prr === null).toBe(errorRate === 0 || errorRate === 1);
        if (prr !== null) expect(prr).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
    expect(riskCoverage(new Uint32Array(0), new Uint8Array(0))).toBeNull();
  });
});

describe("calibration", () => {
  it("leaves out what is unknown, and counts every other answer in the bin that holds it", () => {
    const entry = fc.tuple(
      fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN)),
      fc.constantFrom(0, 1, 2),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
        const known = entries.filter(([p, correct]) => !Number.isNaN(p) && correct !== 2);
        const result = calibration(
          Float64Array.from(entries, ([p]) => p),
          Uint8Array.from(entries, ([, correct]) => correct),
        );
        if (result === null) {
          expect(known).toEqual([]);
          return;
        }
        expect(result.count).toBe(known.length);
        expect(result.bins).toHaveLength(15);
        for (const { from, to, count, meanConfidence, accuracy } of result.bins) {
          const members = known.filter(([p]) => p >= from && (p < to || to === 1));
          expect(count).toBe(members.length);
          expect(accuracy === null).toBe(count === 0);
          if (meanConfidence !== null) {
            expect(meanConfidence).toBeGreaterThanOrEqual(from - 1e-12);
            expect(meanConfidence).toBeLessThanOrEqual(to + 1e-12);
          }
        }
      }),
    );
  });
});

describe("densities of the classes", () => {
  it("integrate to 1, and overlap between 0 and 1, equally either way round", () => {
    fc.assert(
      fc.property(labelled, (data) => {
        const result = classDensities(groupsOf(data));
        if (result === null) {
          expect(data.scores).toHaveLength(0);
          return;
        }
        const width = ((result.edges.at(-1) ?? NaN) - (result.edges[0] ?? NaN)) / (result.edges.length - 1);
        for (const [density, label] of [
          [result.positive, 1],
          [result.negative, 0],
        ] as const) {
          const area = density.reduce((sum, height) => sum + height * width, 0);
          expect(area).toBeCloseTo(data.positive.includes(label) ? 1 : 0, 9);
          expect(density.every(Number.isFinite)).toBe(true);
        }
        const swapped = classDensities(
          groupsOf({ scores: data.scores, positive: data.positive.map((label) => 1 - label) }),
        );
        expect(swapped?.overlap).toBe(result.overlap);
        if (result.overlap !== null) expect(result.overlap).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("intervals", () => {
  it("of an AUROC hold it, and mirror when the classes are exchanged", () => {
    fc.assert(
      fc.property(labelled, (data) => {
        const estimate = aurocWithInterval(groupsOf(data));
        const mirrored = aurocWithInterval(
          groupsOf({ scores: data.scores, positive: data.positive.map((label) => 1 - label) }),
        );
        if (estimate === null || mirrored === null) {
          expect(mirrored).toBe(estimate);
          return;
        }
        expect(mirrored.auroc).toBeCloseTo(1 - estimate.auroc, 12);
        if (estimate.interval === null) return;
        expect(estimate.interval.low).toBeLessThanOrEqual(estimate.auroc);
        expect(estimate.interval.high).toBeGreaterThanOrEqual(estimate.auroc);
        expect(mirrored.interval?.low).toBeCloseTo(1 - estimate.interval.high, 12);
      }),
    );
  });

  it("of proportions lie in [0, 1] and hold the proportion, of differences hold the difference", () => {
    const proportion = fc
      .tuple(fc.nat(50), fc.nat(50))
      .map(([a, b]) => ({ count: Math.min(a, b), of: Math.max(a, b, 1) }));
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const interval = wilsonInterval(a);
        expect(interval?.low).toBeGreaterThanOrEqual(0);
        expect(interval?.low).toBeLessThanOrEqual(a.count / a.of);
        expect(interval?.high).toBeGreaterThanOrEqual(a.count / a.of);
        expect(interval?.high).toBeLessThanOrEqual(1);
        const difference = proportionDifference(a, b);
        expect(difference?.low).toBeLessThanOrEqual(b.count / b.of - a.count / a.of);
        expect(difference?.high).toBeGreaterThanOrEqual(b.count / b.of - a.count / a.of);
      }),
    );
  });
});

describe("the robust line", () => {
  it("has a slope near the median one where there are too many pairs to try all", () => {
    const random = seededRandom(7);
    const n = EXACT_POINTS + 500;
    const x = Float64Array.from({ length: n }, () => random() / 2 ** 32);
    const y = x.map((value) => 0.4 * value + (random() / 2 ** 32) ** 3);
    const line = theilSenOf(x, y, Uint32Array.from(x.keys()));
    if (line === null) throw new Error("no line");
    expect(line.isExact).toBe(false);
    let lower = 0;
    let pairs = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        pairs++;
        const slope = ((y[i] ?? NaN) - (y[j] ?? NaN)) / ((x[i] ?? NaN) - (x[j] ?? NaN));
        if (slope < line.slope) lower++;
      }
    }
    expect(Math.abs(lower / pairs - 0.5)).toBeLessThan(0.002);
  });

  it("is not moved by a few outliers", () => {
    const x = Float64Array.from({ length: 60 }, (_, i) => i);
    const y = x.map((value, i) => (i % 7 === 0 ? 1e6 : 2 * value + 1));
    expect(theilSenOf(x, y, Uint32Array.from(x.keys()))?.slope).toBe(2);
    expect(theilSenOf(x, y, Uint32Array.from(x.keys()).subarray(1, 7))).toEqual({
      slope: 2,
      intercept: 1,
      isExact: true,
    });
  });
});

describe("resampling", () => {
  it("gives what the drawn entries give", () => {
    const drawn = fc.array(fc.tuple(score, fc.constantFrom(0, 1), fc.integer({ min: 0, max: 3 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(drawn, (entries) => {
        const scores = Float64Array.from(entries, ([value]) => value);
        const positive = Uint8Array.from(entries, ([, label]) => label);
        const times = Uint8Array.from(entries, ([, , count]) => count);
        const order = argsort(scores);
        const repeated = entries.flatMap((entry) => Array.from({ length: entry[2] }, () => entry));
        const values = Float64Array.from(repeated, ([value]) => value);
        const labels = Uint8Array.from(repeated, ([, label]) => label);
        const share = (has: number) => (repeated.length === 0 ? null : has / repeated.length);
        const above = repeated.filter(([value]) => value >= 2).length;
        expect(resampledMedian(scores, order)(times)).toBe(medianOf(values));
        expect(resampledShareAbove(scores, 2)(times)).toBe(share(above));
        expect(resampledShare(positive)(times)).toBe(share(labels.filter((label) => label === 1).length));
        const area = aurocWithInterval(groupsOf({ scores: values, positive: labels }))?.auroc ?? null;
        const resampled = resampledAuroc(scores, order, positive)(times);
        if (area === null) expect(resampled).toBeNull();
        else expect(resampled).toBeCloseTo(area, 12);
      }),
    );
  });

  it("does not count entries that have no say", () => {
    expect(resampledShare(Uint8Array.of(1, 2, 0, 1))(Uint8Array.of(1, 9, 1, 0))).toBe(0.5);
    expect(resampledShare(Uint8Array.of(2, 2))(Uint8Array.of(1, 1))).toBeNull();
  });

  it("is the same for the same seed, and holds the difference", () => {
    const values = Float64Array.from({ length: 50 }, (_, i) => (i * 37) % 50);
    const other = values.map((value) => value + 3);
    const comparison = {
      first: resampledMedian(values, argsort(values)),
      second: resampledMedian(other, argsort(other)),
    };
    const [first] = bootstrapUnpaired(50, 50, [comparison], 3);
    expect(bootstrapUnpaired(50, 50, [comparison], 3)).toEqual([first]);
    expect(bootstrapUnpaired(50, 50, [comparison], 4)).not.toEqual([first]);
    expect(first).toMatchObject({ difference: 3, replicates: 2000 });
    expect(first?.interval?.low).toBeLessThan(3);
    expect(first?.interval?.high).toBeGreaterThan(3);
    // Paired, a constant difference has no uncertainty.
    expect(bootstrapPaired(50, [comparison])[0]?.interval).toEqual({ low: 3, high: 3 });
  });

  it("claims no interval of one sample or of none", () => {
    for (const n of [0, 1]) {
      const values = new Float64Array(n).fill(2);
      const statistic = resampledMedian(values, argsort(values));
      const expected = n === 0 ? null : { first: 2, second: 2, difference: 0, interval: null, replicates: 0 };
      expect(bootstrapPaired(n, [{ first: statistic, second: statistic }])).toEqual([expected]);
    }
  });

  it("draws fewer resamples of more entries", () => {
    expect([0, 10_000, 20_000, 1_000_000].map(replicateCount)).toEqual([2000, 2000, 1000, 200]);
  });
});

describe("random numbers", () => {
  it("depend on the seed alone, modulo 2^32", () => {
    const random = seededRandom(0);
    const again = seededRandom(2 ** 32);
    const numbers = Array.from({ length: 5 }, () => random());
    expect(Array.from({ length: 5 }, () => again())).toEqual(numbers);
    expect(new Set(numbers).size).toBe(5);
    expect(seededRandom(1)()).not.toBe(numbers[0]);
  });

  it("are even over a range", () => {
    const random = seededRandom(11);
    const counts = new Uint32Array(10);
    for (let i = 0; i < 100_000; i++) {
      const index = randomIndex(random, 10);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    // Chi-squared with 9 degrees of freedom: 27.9 is exceeded once in 1,000 seeds.
    expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
    expect(randomIndex(() => 2 ** 32 - 1, 1_000_000)).toBe(999_999);
  });
});

describe("pairing by id", () => {
  const identified = (ids: readonly string[], hasIds = true): IdentifiedSamples => {
    const table = tableOf(ids.map((id) => ({ id, entropy: 1, jsDivergence: 0.1, correct: 1 as const })));
    return {
      table: { id: table.id, layout: { ...table.layout, id: hasIds ? "id" : null } },
      tableIndex: null,
    };
  };
  const ids = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }).map(String), fc.string({ maxLength: 3 })), {
    maxLength: 30,
  });

  it("equals comparing every id with every other", () => {
    fc.assert(
      fc.property(ids, ids, (firstIds, secondIds) => {
        const pairs = pairSamples(identified(firstIds), identified(secondIds));
        const times = (all: readonly string[], id: string) => all.filter((other) => other === id).length;
        const isUnique = (id: string) => times(firstIds, id) === 1 && times(secondIds, id) === 1;
        const shared = [...new Set(firstIds)].filter((id) => secondIds.includes(id));
        const expected = firstIds.flatMap((id, i) => (isUnique(id) ? [[i, secondIds.indexOf(id)]] : []));
        expect(Array.from(pairs?.first ?? [], (first, i) => [first, pairs?.second[i]])).toEqual(expected);
        expect(pairs).toMatchObject({
          unpairedFirst: firstIds.length - expected.length,
          unpairedSecond: secondIds.length - expected.length,
          ambiguousIds: shared.filter((id) => !isUnique(id)).length,
          by: "id",
        });
      }),
    );
  });

  it("finds ids through a panel's indices", () => {
    const all = identified(["a", "b", "c", "d"]);
    const pairs = pairSamples(
      { ...all, tableIndex: Uint32Array.of(1, 3) },
      { ...all, tableIndex: Uint32Array.of(0, 3) },
    );
    expect(pairs).toMatchObject({ first: Uint32Array.of(1), second: Uint32Array.of(1), unpairedFirst: 1 });
  });

  it("goes by position where neither file has ids, and gives up where one has", () => {
    expect(pairSamples(identified(["1", "2"], false), identified(["1", "2"], false))?.by).toBe("position");
    expect(pairSamples(identified(["1"]), identified(["1"], false))).toBeNull();
  });

  it("counts who was right", () => {
    const pairs = { first: Uint32Array.of(0, 1, 2, 3, 4), second: Uint32Array.of(4, 3, 2, 1, 0) };
    const outcomes = pairedOutcomes(Uint8Array.of(1, 1, 0, 0, 2), Uint8Array.of(1, 0, 1, 0, 1), pairs);
    expect(outcomes).toEqual({
      bothCorrect: 1,
      onlyFirstCorrect: 1,
      onlySecondCorrect: 1,
      bothIncorrect: 1,
      unknown: 1,
      pValue: 1,
    });
    expect(
      pairedOutcomes(Uint8Array.of(2), Uint8Array.of(1), {
        first: Uint32Array.of(0),
        second: Uint32Array.of(0),
      }).pValue,
    ).toBeNull();
  });
});
