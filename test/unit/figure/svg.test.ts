import { describe, expect, it } from "vitest";
import { plotPanels } from "../../../src/analysis/plot";
import { buildFigure, figurePoints } from "../../../src/figure/buildFigure";
import { CLASS_COLORS } from "../../../src/figure/palette";
import { figureSvg, type SvgLook } from "../../../src/figure/svg";
import type { TrendLine } from "../../../src/figure/trendLines";
import { plotOf, tableOf, type PlainSample } from "../plots";

const SAMPLES: readonly PlainSample[] = [
  { id: "a", entropy: 0, jsDivergence: 0, correct: 1 },
  { id: "b", entropy: 10, jsDivergence: 0.1, correct: 0 },
  { id: "c", entropy: 20, jsDivergence: 0.2, correct: 2 },
];

function svgOf(
  samples: readonly PlainSample[],
  palette: SvgLook["palette"] = "blueRed",
  look: Partial<SvgLook> = {},
) {
  const panels = plotOf(samples);
  const figure = buildFigure(panels, { threshold: 0.075, unit: "nats", linkedAxes: true });
  return {
    figure,
    svg: figureSvg(
      figure,
      panels.map((panel) => figurePoints(panel, "nats")),
      { palette, ...look },
    ),
  };
}

/** Centres of the points' circles, in order; the legend's circles have another radius. */
function circles(svg: string) {
  return [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="3.5" fill="(#\w+|none)"/g)].map(
    ([, x, y, fill]) => ({
      x: Number(x),
      y: Number(y),
      fill,
    }),
  );
}

describe("SVG", () => {
  it("has the panel's title, legend, lines and labels", () => {
    const { svg } = svgOf(SAMPLES);
    for (const text of [
      "Data - model",
      "Correct (T)",
      "Incorrect (F)",
      "Unknown",
      "Threshold 0.075",
      "Lowest Entropy (Incorrect) 10",
    ]) {
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(2);
  });

  it("places every point by its values, in the colour of its class", () => {
    const { figure, svg } = svgOf(SAMPLES);
    const [first, second, third] = circles(svg);
    const range = (figure.panels[0]?.x.max ?? NaN) - (figure.panels[0]?.x.min ?? NaN);
    const pixelsPerNat = ((second?.x ?? NaN) - (first?.x ?? NaN)) / 10;
    expect((third?.x ?? NaN) - (second?.x ?? NaN)).toBeCloseTo(10 * pixelsPerNat, 1);
    expect(pixelsPerNat * range).toBeCloseTo(800, 0);
    expect((first?.y ?? NaN) - (second?.y ?? NaN)).toBeCloseTo((second?.y ?? NaN) - (third?.y ?? NaN), 1);
    const { correct, incorrect, unknown } = CLASS_COLORS.blueRed;
    expect(circles(svg).map(({ fill }) => fill)).toEqual([correct, incorrect, unknown]);
    expect(circles(svgOf(SAMPLES, "colorBlindSafe").svg)[0]?.fill).toBe(CLASS_COLORS.colorBlindSafe.correct);
  });

  it("says of how many answers a filter has left some", () => {
    const table = {
      ...tableOf(SAMPLES),
      facets: [{ name: "split", values: ["a", "b"], codes: Uint8Array.of(1, 2, 2) }],
    };
    const panels = plotPanels([{ fileName: "f", table }], [{ facet: "split", values: ["b"] }]);
    const figure = buildFigure(panels, { threshold: 0.075, unit: "nats", linkedAxes: true });
    const svg = figureSvg(
      figure,
      panels.map((panel) => figurePoints(panel, "nats")),
      { palette: "blueRed" },
    );
    expect(svg).toContain(">2 of 3 answers</text>");
    expect(circles(svg)).toHaveLength(2);
    expect(svgOf(SAMPLES).svg).not.toContain("answers</text>");
  });

  it("draws the lines at their values", () => {
    const { svg } = svgOf(SAMPLES);
    const [, second] = circles(svg);
    expect(svg).toContain(`<path d="M${second?.x ?? NaN} 44V`);
  });

  it("tells classes apart by circles, crosses and rings where shapes are shown", () => {
    const { svg } = svgOf(SAMPLES, "blueRed", { hasShapes: true });
    const { correct, incorrect, unknown } = CLASS_COLORS.blueRed;
    const [disk, ring] = circles(svg);
    expect(circles(svg).map(({ fill }) => fill)).toEqual([correct, "none"]);
    expect(svg).toContain(`fill="none" stroke="${unknown}"/>`);
    const crosses = [
      ...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)l7 7m0 -7l-7 7" fill="none" stroke="(#\w+)"/g),
    ];
    const [, x, y, color] = crosses[0] ?? [];
    // The incorrect sample lies halfway between the others.
    expect(Number(x) + 3.5).toBeCloseTo(((disk?.x ?? NaN) + (ring?.x ?? NaN)) / 2, 1);
    expect(Number(y) + 3.5).toBeCloseTo(((disk?.y ?? NaN) + (ring?.y ?? NaN)) / 2, 1);
    expect(color).toBe(incorrect);
    // The legend's has thicker arms.
    expect(svg.match(new RegExp(`stroke="${incorrect}" stroke-width="2"`, "g"))).toHaveLength(1);
    expect(crosses).toHaveLength(2);
  });

  it("draws the robust lines that are shown, through the places of their ends, within the plot", () => {
    const line: TrendLine = { sampleClass: "incorrect", x: [0, 20], y: [0, 0.2] };
    const { svg } = svgOf(SAMPLES, "blueRed", { trendLines: [[line]] });
    const [first, , third] = circles(svg);
    const ends = `M${first?.x ?? NaN} ${first?.y ?? NaN}L${third?.x ?? NaN} ${third?.y ?? NaN}`;
    const strokes = [...svg.matchAll(/<path d="([^"]+)" fill="none" stroke="(#\w+)" stroke-width="\d"/g)];
    expect(strokes.map(([, path]) => path)).toEqual([ends, ends, ends]);
    expect(strokes.at(-1)?.[2]).toBe(CLASS_COLORS.blueRed.incorrect);
    expect(svg.slice(0, svg.indexOf(ends)).trimEnd()).toMatch(/<g clip-path="url\(#plot-0\)">\s<path d="$/);
    expect(svgOf(SAMPLES).svg).not.toContain('stroke-width="5"');
  });

  it("says names from files as text, never as markup", () => {
    const { svg } = svgOf(SAMPLES.map((sample) => ({ ...sample, model: '<script>"&\u0007' })));
    expect(svg).not.toContain("<script>");
    expect(svg).toContain("&lt;script&gt;&quot;&amp;\uFFFD");
  });
});
