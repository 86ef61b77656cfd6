import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { argsort } from "../../../src/analysis/argsort";
import { comparability } from "../../../src/analysis/comparability";
import { comparedPairs, comparePanels, type ComparedPanel } from "../../../src/analysis/comparison";
import { summariseComparison } from "../../../src/analysis/comparisonSummary";
import { kolmogorovSmirnov } from "../../../src/analysis/kolmogorovSmirnov";
import { panelOrders } from "../../../src/analysis/orders";
import { fileSource } from "../../../src/results/byteSource";
import { readResults } from "../../../src/results/readResults";
import type { Provenance, SampleTable } from "../../../src/results/sampleTable";
import { tableOf, type PlainSample } from "../plots";
import { aurocOf, medianOf } from "./unsorted";

/** A table of one model as a side of a comparison. */
function comparedPanel(table: SampleTable, threshold = 0.1): ComparedPanel {
  return {
    columns: table,
    orders: panelOrders(table),
    identity: { table, tableIndex: null },
    provenance: table.provenance,
    rows: table.length,
    threshold,
  };
}

const panelOf = (samples: readonly PlainSample[], provenance?: Provenance) =>
  comparedPanel(tableOf(samples, provenance));
const panelAt = (samples: readonly PlainSample[], threshold: number) =>
  comparedPanel(tableOf(samples), threshold);

const metric = fc.integer({ min: 0, max: 9 });
const sample: fc.Arbitrary<PlainSample> = fc.record({
  id: fc.integer({ min: 0, max: 24 }).map(String),
  entropy: metric,
  jsDivergence: metric,
  correct: fc.constantFrom(0, 1, 2),
});
const panelSamples = fc.uniqueArray(sample, { selector: ({ id }) => id, maxLength: 25 });

/** The statistics from their definitions. */
function figures(samples: readonly PlainSample[], known: readonly PlainSample[], threshold: number) {
  const column = (of: readonly PlainSample[], name: "entropy" | "jsDivergence") =>
    Float64Array.from(of, (s) => s[name]);
  const isIncorrect = Uint8Array.from(known, ({ correct }) => (correct === 0 ? 1 : 0));
  const area = (scores: Float64Array) => aurocOf(scores, isIncorrect);
  const share = (count: number, of: number) => (of === 0 ? null : count / of);
  return {
    medianEntropy: medianOf(column(samples, "entropy")),
    medianJsDivergence: medianOf(column(samples, "jsDivergence")),
    aurocEntropy: area(column(known, "entropy")),
    aurocJsDivergence: area(column(known, "jsDivergence")),
    shareAbove: share(samples.filter((s) => s.jsDivergence >= threshold).length, samples.length),
    accuracy: share(known.filter(({ correct }) => correct === 1).length, known.length),
  };
}

describe("two panels", () => {
  it("are compared pair by pair where ids match, else as they are", () => {
    fc.assert(
      fc.property(panelSamples, panelSamples, metric, metric, (first, second, ...thresholds) => {
        const partner = (s: PlainSample) => second.find(({ id }) => id === s.id);
        const paired = first.flatMap((s) => {
          const other = partner(s);
          return other === undefined ? [] : [[s, other] as const];
        });
        const isPaired = paired.length > 0 && paired.length >= Math.min(first.length, second.length) / 2;
        const comparison = comparePanels(panelAt(first, thresholds[0]), panelAt(second, thresholds[1]));
        expect(comparison.pairing).toMatchObject({
          by: isPaired ? "id" : null,
          pairs: isPaired ? paired.length : 0,
          reason: isPaired ? null : "differentIds",
        });
        const isKnown = ({ correct }: PlainSample) => correct !== 2;
        const known = paired.filter(([a, b]) => isKnown(a) && isKnown(b));
        const side = (all: readonly PlainSample[], index: 0 | 1) =>
          isPaired
            ? figures(
                paired.map((pair) => pair[index]),
                known.map((pair) => pair[index]),
                thresholds[index],
              )
            : figures(all, all.filter(isKnown), thresholds[index]);
        const [a, b] = [side(first, 0), side(second, 1)];
        for (const name of [
          "medianEntropy",
          "medianJsDivergence",
          "aurocEntropy",
          "aurocJsDivergence",
          "shareAbove",
          "accuracy",
        ] as const) {
          const [x, y] = [a[name], b[name]];
          const actual = comparison.differences[name];
          if (x === null || y === null) expect(actual).toBeNull();
          else expect(actual?.difference).toBeCloseTo(y - x, 12);
        }
        expect(comparison.compared).toEqual(
          isPaired
            ? { first: paired.length, second: paired.length }
            : { first: first.length, second: second.length },
        );
        if (!isPaired) expect(comparison.outcomes).toBeNull();
        else {
          const times = (x: number, y: number) =>
            known.filter(([p, q]) => p.correct === x && q.correct === y).length;
          expect(comparison.outcomes).toMatchObject({
            bothCorrect: times(1, 1),
            onlyFirstCorrect: times(1, 0),
            onlySecondCorrect: times(0, 1),
            bothIncorrect: times(0, 0),
            unknown: paired.length - known.length,
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("have a distance that is taken over the same samples", () => {
    const first = Array.from({ length: 20 }, (_, i) => plain(String(i), i));
    const second = Array.from({ length: 30 }, (_, i) => plain(String(29 - i), 29 - i + 3));
    const { kolmogorovSmirnov: distance } = comparePanels(panelOf(first), panelOf(second));
    const x = Float64Array.from({ length: 20 }, (_, i) => i);
    const y = x.map((value) => value + 3);
    expect(distance.entropy).toBe(kolmogorovSmirnov(x, argsort(x), y, argsort(y)));
  });

  it("say why they are not paired", () => {
    const some = ["1", "2", "3", "4"].map((id) => plain(id, Number(id)));
    const reasonOf = (first: ComparedPanel, second: ComparedPanel) =>
      comparePanels(first, second).pairing.reason;
    const withoutIds = (panel: ComparedPanel, rows = panel.rows): ComparedPanel => ({
      ...panel,
      rows,
      identity: {
        ...panel.identity,
        table: { ...panel.identity.table, layout: { ...panel.identity.table.layout, id: null } },
      },
    });
    expect(reasonOf(panelOf(some), withoutIds(panelOf(some)))).toBe("noIds");
    expect(reasonOf(withoutIds(panelOf(some)), withoutIds(panelOf(some), 5))).toBe("noIds");
    expect(reasonOf(withoutIds(panelOf(some)), withoutIds(panelOf(some)))).toBeNull();
    const repeated = ["1", "1", "2", "2"].map((id, i) => plain(id, i));
    expect(reasonOf(panelOf(repeated), panelOf(repeated))).toBe("repeatedIds");
    const others = ["5", "6", "7", "4"].map((id, i) => plain(id, i));
    expect(reasonOf(panelOf(some), panelOf(others))).toBe("differentIds");
  });

  it("have no difference of metrics that are defined differently", () => {
    const some = Array.from({ length: 8 }, (_, i) => plain(String(i), i));
    const given: Provenance = {
      entropy: { from: "column", column: "entropy" },
      jsDivergence: { definition: "column", column: "jsd" },
      correct: { from: "column", column: "correct" },
    };
    const computed: Provenance = {
      ...given,
      jsDivergence: {
        definition: "reference",
        column: "logits",
        referenceColumn: "answer",
        usesAnswerKey: true,
      },
    };
    const {
      comparable,
      differences,
      kolmogorovSmirnov: distance,
    } = comparePanels(panelOf(some, given), panelOf(some, computed));
    expect(comparable).toEqual({ entropy: true, jsDivergence: false, isBetweenModels: false });
    expect(differences).toMatchObject({
      medianJsDivergence: null,
      aurocJsDivergence: null,
      shareAbove: null,
    });
    expect(distance).toEqual({ entropy: 0, jsDivergence: null });
    expect(differences.medianEntropy?.difference).toBe(0);
    const sameButNamed = { ...given, jsDivergence: { definition: "column", column: "JS_D" } } as const;
    expect(comparability(given, sameButNamed).jsDivergence).toBe(true);
    const other = { ...given, entropy: { from: "column", column: "semantic_entropy" } } as const;
    expect(comparability(given, other).entropy).toBe(false);
    const elsewhere: Provenance = {
      ...computed,
      jsDivergence: {
        definition: "reference",
        column: "probs",
        referenceColumn: "gold",
        usesAnswerKey: true,
      },
    };
    expect(comparability(computed, elsewhere).jsDivergence).toBe(true);
    const between = (names: readonly [string, string]): Provenance => ({
      ...computed,
      jsDivergence: {
        definition: "models",
        column: "probs",
        of: "options",
        truncated: "restBucket",
        between: names,
      },
    });
    expect(comparability(between(["A", "B"]), between(["B", "A"]))).toEqual({
      entropy: true,
      jsDivergence: false,
      isBetweenModels: true,
    });
    const reference: Provenance = {
      ...computed,
      jsDivergence: {
        definition: "reference",
        column: "probs",
        referenceColumn: "gold",
        usesAnswerKey: false,
      },
    };
    expect(comparability(computed, reference).jsDivergence).toBe(false);
  });

  it("differ in bits by what they differ in nats", () => {
    const first = Array.from({ length: 9 }, (_, i) => plain(String(i), i));
    const second = Array.from({ length: 9 }, (_, i) => plain(String(i), i * 1.5 + 1));
    const comparison = comparePanels(panelOf(first), panelOf(second));
    const bits = summariseComparison(comparison, [0, 1], ["A", "B"], "bits", false);
    const { medianEntropy, accuracy } = comparison.differences;
    expect(bits.differences.medianEntropy?.difference).toBeCloseTo(
      (medianEntropy?.difference ?? NaN) / Math.LN2,
      12,
    );
    expect(bits.differences.medianEntropy?.interval?.low).toBeCloseTo(
      (medianEntropy?.interval?.low ?? NaN) / Math.LN2,
      12,
    );
    expect(bits.differences.accuracy).toEqual(accuracy);
    expect([bits.first, bits.second]).toEqual(["A", "B"]);
  });
});

describe("pairs of panels", () => {
  it("are all of them up to four panels, then those of the same dataset", () => {
    expect(comparedPairs([])).toEqual([]);
    expect(comparedPairs(["D"])).toEqual([]);
    expect(comparedPairs(["D", null])).toEqual([[0, 1]]);
    expect(comparedPairs(["A", "B", "C", "D"])).toHaveLength(6);
    expect(comparedPairs(["A", "B", "C", "A", "B", "C"])).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
    expect(comparedPairs(["D", "D", "D", "D", "D", "E"])).toEqual([1, 2, 3, 4].map((second) => [0, second]));
  });
});

describe("Yi-VL-6B and Yi-VL-34B on MMBench", () => {
  it("differ as scipy and scikit-learn say", async () => {
    const [first, second] = await Promise.all(
      ["Yi-VL-6B", "Yi-VL-34B"].map(async (model) =>
        comparedPanel(
          await readResults(await fileSource(`media/samples/mmbench/${model}.jsonl`), { definition: "auto" }),
          0.075,
        ),
      ),
    );
    if (first === undefined || second === undefined) throw new Error("no panels");
    const { pairing, outcomes, differences, kolmogorovSmirnov: distance } = comparePanels(first, second);
    expect(pairing).toMatchObject({ by: "id", pairs: 4377, unpairedFirst: 0, unpairedSecond: 0 });
    expect(outcomes).toMatchObject({
      bothCorrect: 3061,
      onlyFirstCorrect: 277,
      onlySecondCorrect: 441,
      bothIncorrect: 598,
    });
    expect(outcomes?.pValue).toBeCloseTo(1.0025022149738187e-9, 18);
    expect(distance.entropy).toBeCloseTo(0.12108750285583733, 12);
    expect(distance.jsDivergence).toBeCloseTo(0.11720356408498972, 12);
    // Bounds of 1,500 resamples by numpy: other random numbers, so that they agree to about a tenth of the width.
    const expected = {
      medianEntropy: [-0.12320598491260976, -0.14281178, -0.10590584],
      medianJsDivergence: [-0.013689442435297752, -0.01724064, -0.01080463],
      aurocEntropy: [0.00915315911362169, -0.00317108, 0.0223983],
      aurocJsDivergence: [0.0010042941741709166, 5.82913876e-5, 1.98543775e-3],
      shareAbove: [-0.06122915238748, -0.07379484, -0.04820653],
      accuracy: [0.037468585789353526, 0.02513137, 0.05003427],
    } as const;
    for (const name of Object.keys(expected) as (keyof typeof expected)[]) {
      const [difference, low, high] = expected[name];
      const actual = differences[name];
      expect(actual?.difference).toBeCloseTo(difference, 9);
      expect(Math.abs((actual?.interval?.low ?? NaN) - low)).toBeLessThan(0.1 * (high - low));
      expect(Math.abs((actual?.interval?.high ?? NaN) - high)).toBeLessThan(0.1 * (high - low));
    }
  });
});

function plain(id: string, value: number): PlainSample {
  return { id, entropy: value, jsDivergence: value / 100, correct: value % 3 === 0 ? 0 : 1 };
}
