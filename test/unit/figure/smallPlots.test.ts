import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plotPanels } from "../../../src/analysis/plot";
import { reportPlot } from "../../../src/analysis/plotReport";
import { thinned, type SmallPlot } from "../../../src/figure/smallPlots/smallPlot";
import { smallPlots } from "../../../src/figure/smallPlots/smallPlots";
import type { MetricUnit } from "../../../src/metrics/unit";
import { tableOf, type PlainSample } from "../plots";

function plotsOf(
  samples: readonly PlainSample[],
  confidence: readonly number[] | null = null,
  unit: MetricUnit = "nats",
): SmallPlot[] {
  const table = { ...tableOf(samples), confidence: confidence && Float64Array.from(confidence) };
  const panels = plotPanels([{ fileName: "a", table }]);
  const report = reportPlot(panels, [{ name: "a", table }], { threshold: 0.1, unit, targetAccuracy: 0.9 });
  return report.panels.flatMap(smallPlots);
}

const FOUR: readonly PlainSample[] = [
  { id: "a", entropy: 1, jsDivergence: 0.4, correct: 1 },
  { id: "b", entropy: 2, jsDivergence: 0.3, correct: 1 },
  { id: "c", entropy: 3, jsDivergence: 0.2, correct: 0 },
  { id: "d", entropy: 4, jsDivergence: 0.1, correct: 1 },
];

const curvesOf = (plots: readonly SmallPlot[], id: SmallPlot["id"]) =>
  plots.find((plot) => plot.id === id)?.curves ?? [];

describe("small plots", () => {
  it("are those that the data allow", () => {
    const ids = (plots: readonly SmallPlot[]) => plots.map(({ id }) => id);
    expect(ids(plotsOf(FOUR))).toEqual(["riskCoverage", "entropyDensity", "jsDivergenceDensity"]);
    expect(ids(plotsOf(FOUR, [0.9, 0.8, 0.7, NaN]))).toContain("reliability");
    expect(plotsOf(FOUR.map((sample) => ({ ...sample, correct: 2 })))).toEqual([]);
  });

  it("follow the risk as answers are kept from the least uncertain on", () => {
    const [entropy, jsDivergence, best] = curvesOf(plotsOf(FOUR), "riskCoverage");
    expect(entropy?.x).toEqual([0.25, 0.5, 0.75, 1]);
    expect(entropy?.y).toEqual([0, 0, 1 / 3, 1 / 4]);
    expect(jsDivergence?.y).toEqual([0, 1 / 2, 1 / 3, 1 / 4]);
    expect(entropy?.label).toBe("Entropy: AURC 0.1458, PRR 0.5556");
    // Three right answers can be kept without a mistake.
    const risk = (coverage: number) => best?.y[best.x.findIndex((x) => x >= coverage)];
    expect([risk(0.75), risk(1)]).toEqual([0, 0.25]);
  });

  it("have densities of area 1 in the unit that is shown, up to the last edge", () => {
    for (const unit of ["nats", "bits"] as const) {
      for (const { x, y } of curvesOf(plotsOf(FOUR, null, unit), "entropyDensity")) {
        expect(x).toHaveLength(y.length);
        const area = x.slice(1).reduce((sum, edge, i) => sum + (edge - (x[i] ?? NaN)) * (y[i] ?? NaN), 0);
        expect(area).toBeCloseTo(1, 12);
        expect(x.at(-1)).toBeCloseTo(unit === "nats" ? 4 : 4 / Math.LN2, 12);
      }
    }
  });

  it("show calibration by the bins that have answers", () => {
    const [measured] = curvesOf(plotsOf(FOUR, [0.95, 0.95, 0.99, 0.1]), "reliability");
    expect(measured?.x).toHaveLength(2);
    expect(measured?.x[1]).toBeCloseTo((0.95 + 0.95 + 0.99) / 3, 12);
    expect(measured?.y).toEqual([1, 2 / 3]);
  });

  it("have finite curves in their axes, few points and words, whatever the samples", () => {
    const sample = fc.record({
      id: fc.constant("x"),
      entropy: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 50, noNaN: true })),
      jsDivergence: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.69, noNaN: true })),
      correct: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
    });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 400 }), (samples) => {
        for (const { x, y, curves, description, help, title } of plotsOf(samples)) {
          expect(`${title} ${description} ${help}`).not.toMatch(/NaN|Infinity|null/);
          expect(y.max).toBeGreaterThan(y.min);
          expect(x.max).toBeGreaterThan(x.min);
          for (const curve of curves) {
            expect(curve.x.length).toBeLessThanOrEqual(256);
            expect(curve.x).toHaveLength(curve.y.length);
            expect(
              curve.x.every((value, i) => value >= (curve.x[i - 1] ?? x.min) && value <= x.max + 1e-9),
            ).toBe(true);
            expect(curve.y.every((value) => value >= y.min && value <= y.max + 1e-9)).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are thinned to few points, the last among them", () => {
    const values = Array.from({ length: 512 }, (_, i) => i);
    expect(thinned(values, 256)).toHaveLength(256);
    expect(thinned(values, 256).at(-1)).toBe(511);
    expect(thinned([1, 2, 3], 256)).toEqual([1, 2, 3]);
    expect(thinned([], 256)).toEqual([]);
  });
});
