import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plotPanels } from "../../../src/analysis/plot";
import { buildFigure, figurePoints } from "../../../src/figure/buildFigure";
import { pointsCsv } from "../../../src/figure/pointsCsv";
import { plotOf, tableOf, type PlainSample } from "../plots";

const SAMPLES: readonly PlainSample[] = [
  { id: "a", entropy: 1, jsDivergence: 0.05, correct: 1, model: "small" },
  { id: 'b "quoted", here', entropy: 10, jsDivergence: 0.1, correct: 0, model: "small" },
  { id: "c", entropy: 30, jsDivergence: 0.06, correct: 1, model: "large" },
  { id: "d", entropy: 25, jsDivergence: 0.12, correct: 2, model: "large" },
];
const OPTIONS = { threshold: 0.075, unit: "nats", linkedAxes: true } as const;

describe("figure", () => {
  it("has one panel per model with title, legend and lines", () => {
    const { panels } = buildFigure(plotOf(SAMPLES), OPTIONS);
    expect(panels.map(({ title }) => title)).toEqual(["Data - small", "Data - large"]);
    expect(panels[0]?.legend.map(({ label, count }) => [label, count])).toEqual([
      ["Correct (T)", 1],
      ["Incorrect (F)", 1],
    ]);
    expect(panels[1]?.legend.map(({ label }) => label)).toContain("Unknown");
    expect(panels[0]?.threshold).toEqual({ value: 0.075, label: "Threshold 0.075" });
    expect(panels[0]?.lowestEntropyIncorrect).toEqual({ value: 10, label: "Lowest Entropy (Incorrect) 10" });
    expect(panels[1]?.lowestEntropyIncorrect).toBeNull();
    expect(panels[0]?.y.label).toContain("nats");
  });

  it("links axes or leaves them free", () => {
    const linked = buildFigure(plotOf(SAMPLES), OPTIONS).panels;
    expect(linked[0]?.x).toMatchObject({ min: linked[1]?.x.min, max: linked[1]?.x.max });
    const free = buildFigure(plotOf(SAMPLES), { ...OPTIONS, linkedAxes: false }).panels;
    expect(free[0]?.x.max).toBeLessThan(20);
    expect(free[1]?.x.max).toBeGreaterThanOrEqual(30);
  });

  it("tells panels of the same title apart by their file", () => {
    const table = tableOf([{ id: "a", entropy: 1, jsDivergence: 0.1, correct: 1 }]);
    const panels = plotPanels([
      { fileName: "one.jsonl", table },
      { fileName: "two.jsonl", table },
    ]);
    expect(panels.map(({ title }) => title)).toEqual([
      "Data - model (one.jsonl)",
      "Data - model (two.jsonl)",
    ]);
  });

  it("holds every point and the threshold within its axes, in nats and in bits", () => {
    const value = fc.double({ min: 0, max: 0.69, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1e4, noNaN: true }), value), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.constantFrom("nats", "bits"),
        value,
        (pairs, unit, threshold) => {
          const [panel] = plotOf(
            pairs.map(([entropy, jsDivergence], i) => ({ id: `${i}`, entropy, jsDivergence, correct: 1 })),
          );
          if (panel === undefined) throw new Error("no panel");
          const drawn = buildFigure([panel], { threshold, unit, linkedAxes: true }).panels[0];
          if (drawn === undefined) throw new Error("no figure");
          const points = figurePoints(panel, unit);
          expect(drawn.x.min).toBeGreaterThanOrEqual(0);
          points.entropy.forEach((x) => {
            expect(x >= drawn.x.min && x <= drawn.x.max).toBe(true);
          });
          [...points.jsDivergence, threshold].forEach((y) => {
            expect(y >= drawn.y.min && y <= drawn.y.max).toBe(true);
          });
        },
      ),
    );
  });
});

describe("points as CSV", () => {
  it("writes every sample at full precision, per panel, with ids quoted where needed", () => {
    const table = tableOf(SAMPLES);
    const panels = plotPanels([{ fileName: "f", table }]).map((panel) => ({ panel, ids: table.id }));
    expect(Array.from(pointsCsv(panels, "nats")).join("")).toBe(
      [
        "id,model,entropy,js_divergence,correct",
        "a,small,1,0.05,1",
        '"b ""quoted"", here",small,10,0.1,0',
        "c,large,30,0.06,1",
        "d,large,25,0.12,",
        "",
      ].join("\n"),
    );
  });
});
