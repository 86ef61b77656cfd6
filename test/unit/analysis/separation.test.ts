import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { panelOrders } from "../../../src/analysis/orders";
import { analysePanel } from "../../../src/analysis/panelAnalysis";
import { reportPanel, type PanelReport } from "../../../src/analysis/panelReport";
import { regionsAtThreshold, regionsAtVertical } from "../../../src/analysis/regions";
import { reportJson } from "../../../src/analysis/reportJson";
import { panelSeparation, type SeparatedColumns } from "../../../src/analysis/separation";
import { spearmanInterval } from "../../../src/analysis/spearmanInterval";
import { panelTrend } from "../../../src/analysis/trend";
import { plotOf, type PlainSample } from "../plots";
import { theilSenOf } from "./unsorted";

const metric = fc.integer({ min: 0, max: 12 });
const sample = fc.record({
  entropy: metric,
  jsDivergence: metric,
  correct: fc.constantFrom(0, 1, 2),
  confidence: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN)),
});
type Sample = Readonly<Record<keyof SeparatedColumns, number>>;

function columnsOf(samples: readonly Sample[]) {
  return {
    entropy: Float64Array.from(samples, ({ entropy }) => entropy),
    jsDivergence: Float64Array.from(samples, ({ jsDivergence }) => jsDivergence),
    correct: Uint8Array.from(samples, ({ correct }) => correct),
    confidence: Float64Array.from(samples, ({ confidence }) => confidence),
  };
}

describe("separation", () => {
  it("leaves answers of unknown correctness out of everything, and counts them", () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 40 }), (samples) => {
        const known = samples.filter(({ correct }) => correct !== 2);
        const separate = (some: readonly Sample[]) => {
          const columns = columnsOf(some);
          return panelSeparation(columns, panelOrders(columns), 0.8);
        };
        const { unknown, ...figures } = separate(samples);
        const { unknown: none, ...expected } = separate(known);
        expect(unknown).toBe(samples.length - known.length);
        expect(none).toBe(0);
        expect(figures).toEqual(expected);
      }),
    );
  });

  it("has no calibration without a confidence", () => {
    const columns = { ...columnsOf([]), confidence: null };
    expect(panelSeparation(columns, panelOrders(columns), 0.95)).toMatchObject({
      known: 0,
      calibration: null,
      entropy: { auroc: null, averagePrecision: null, riskCoverage: null, densities: null },
    });
  });
});

describe("regions", () => {
  it("are counted as by looking at every sample, whichever line moves", () => {
    const line = fc.oneof(metric, fc.double({ min: -1, max: 13, noNaN: true }));
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 30 }), line, line, (samples, vertical, threshold) => {
        const columns = columnsOf(samples);
        const orders = panelOrders(columns);
        const regions = regionsAtVertical(columns, orders, vertical)(threshold);
        expect(regionsAtThreshold(columns, orders, threshold)(vertical)).toEqual(regions);
        const region = (isLeft: boolean, isBelow: boolean) => {
          const inside = samples.filter(
            (s) => s.entropy < vertical === isLeft && s.jsDivergence < threshold === isBelow,
          );
          const known = inside.filter(({ correct }) => correct !== 2);
          return {
            count: inside.length,
            correct: known.filter(({ correct }) => correct === 1).length,
            incorrect: known.filter(({ correct }) => correct === 0).length,
            share: samples.length === 0 ? null : inside.length / samples.length,
            accuracy:
              known.length === 0 ? null : known.filter(({ correct }) => correct === 1).length / known.length,
          };
        };
        expect(regions).toEqual({
          leftBelow: region(true, true),
          leftAbove: region(true, false),
          rightBelow: region(false, true),
          rightAbove: region(false, false),
        });
      }),
    );
  });
});

describe("trend", () => {
  it("is of each class by itself", () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 30 }), (samples) => {
        const columns = columnsOf(samples);
        const analysis = analysePanel(columns);
        const { spearman } = analysis;
        const trend = panelTrend(columns, analysis);
        for (const [name, value] of [
          ["correct", 1],
          ["incorrect", 0],
        ] as const) {
          const own = columnsOf(samples.filter(({ correct }) => correct === value));
          const all = Uint32Array.from(own.correct.keys());
          const r = spearman[name];
          const line = theilSenOf(own.entropy, own.jsDivergence, all);
          expect(trend[name]).toEqual({
            count: own.correct.length,
            spearman: r,
            interval: r === null ? null : spearmanInterval(r, own.correct.length),
            line,
            lineEntropy: line && { low: Math.min(...own.entropy), high: Math.max(...own.entropy) },
          });
        }
      }),
    );
  });
});

describe("a panel's report", () => {
  const samples: readonly PlainSample[] = Array.from({ length: 30 }, (_, i) => ({
    id: String(i),
    entropy: 0.1 * i,
    jsDivergence: ((i * 7) % 30) / 50,
    correct: i % 4 === 3 || i > 25 ? 0 : 1,
  }));
  const report = (unit: "nats" | "bits", threshold: number): PanelReport => {
    const [panel] = plotOf(samples);
    if (panel === undefined) throw new Error("no panel");
    return reportPanel(panel, "f.jsonl", { threshold, vertical: null }, { unit, targetAccuracy: 0.75 });
  };

  it("says in bits what it says in nats", () => {
    const nats = report("nats", 0.3);
    const bits = report("bits", 0.3 / Math.LN2);
    const scale = 1 / Math.LN2;
    for (const metricName of ["entropy", "jsDivergence"] as const) {
      const [a, b] = [nats.separation[metricName], bits.separation[metricName]];
      expect(b.auroc).toBe(a.auroc);
      expect(b.bestSplit.target?.count).toBe(a.bestSplit.target?.count);
      expect(b.bestSplit.youden?.threshold).toBeCloseTo((a.bestSplit.youden?.threshold ?? NaN) * scale, 12);
      expect(b.densities?.edges[3]).toBeCloseTo((a.densities?.edges[3] ?? NaN) * scale, 12);
      expect(b.densities?.correct[3]).toBeCloseTo((a.densities?.correct[3] ?? NaN) / scale, 12);
    }
    expect(bits.trend.correct.line?.slope).toBe(nats.trend.correct.line?.slope);
    expect(bits.trend.correct.line?.intercept).toBeCloseTo(
      (nats.trend.correct.line?.intercept ?? NaN) * scale,
      12,
    );
    const { vertical, horizontal, ...regions } = nats.regions ?? { vertical: NaN, horizontal: NaN };
    expect(bits.regions).toMatchObject(regions);
    expect(bits.regions?.vertical).toBeCloseTo(vertical * scale, 12);
    expect(horizontal).toBe(0.3);
  });

  it("marks what is computed from the answer key", () => {
    const [panel] = plotOf(samples, {
      entropy: { from: "distribution", column: "logits" },
      jsDivergence: {
        definition: "reference",
        column: "logits",
        referenceColumn: "answer",
        usesAnswerKey: true,
      },
      correct: { from: "argmax", targetColumn: "answer" },
    });
    if (panel === undefined) throw new Error("no panel");
    const marked = reportPanel(
      panel,
      "f",
      { threshold: 0.1, vertical: null },
      { unit: "nats", targetAccuracy: 0.95 },
    );
    expect(marked.separation.jsDivergence.usesAnswerKey).toBe(true);
    expect(marked.separation.entropy.usesAnswerKey).toBe(false);
    expect(marked.trend.usesAnswerKey && marked.regions?.usesAnswerKey).toBe(true);
    expect(report("nats", 0.1).separation.jsDivergence.usesAnswerKey).toBe(false);
  });

  it("is JSON with every digit, whatever names hold", () => {
    const hostile = {
      title: '[\n  1,\n  2\n] "quoted"',
      list: [0.1 + 0.2, -1e-300, 5],
      nested: [[1, 2], []],
    };
    expect(JSON.parse(reportJson(hostile))).toEqual(hostile);
    expect(reportJson(hostile)).toContain("[0.30000000000000004, -1e-300, 5]");
    expect(JSON.parse(reportJson(report("nats", 0.1)))).toEqual(
      JSON.parse(JSON.stringify(report("nats", 0.1))),
    );
  });
});
