import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  overlaps,
  placeLabels,
  reservedTop,
  withHeadroom,
  type Box,
  type LabelledLine,
} from "../../../src/figure/layout";

const HEIGHT = 18;

interface Scene {
  readonly plot: Box;
  readonly legend: Box | null;
  readonly threshold: LabelledLine;
  readonly vertical: LabelledLine | null;
}

/** Plots from tiny to huge with lines anywhere in them, legend in the top right corner. */
const scenes: fc.Arbitrary<Scene> = fc
  .record({
    left: fc.double({ min: 0, max: 90, noNaN: true }),
    top: fc.double({ min: 0, max: 40, noNaN: true }),
    width: fc.double({ min: 20, max: 2000, noNaN: true }),
    height: fc.double({ min: 20, max: 900, noNaN: true }),
    legendWidth: fc.option(fc.double({ min: 60, max: 280, noNaN: true })),
    thresholdAt: fc.double({ min: 0, max: 1, noNaN: true }),
    thresholdWidth: fc.double({ min: 40, max: 160, noNaN: true }),
    verticalAt: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    verticalWidth: fc.double({ min: 80, max: 260, noNaN: true }),
  })
  .map(
    ({ left, top, width, height, legendWidth, thresholdAt, thresholdWidth, verticalAt, verticalWidth }) => ({
      plot: { left, top, width, height },
      legend:
        legendWidth === null
          ? null
          : { left: left + width - 6 - legendWidth, top: top + 6, width: legendWidth, height: 22 },
      threshold: { at: top + thresholdAt * height, width: thresholdWidth, height: HEIGHT },
      vertical:
        verticalAt === null ? null : { at: left + verticalAt * width, width: verticalWidth, height: HEIGHT },
    }),
  );

function isWithin(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.left + inner.width <= outer.left + outer.width &&
    inner.top + inner.height <= outer.top + outer.height
  );
}

describe("placing labels", () => {
  test("no label leaves the plot or overlaps the legend or the other label", () => {
    fc.assert(
      fc.property(scenes, ({ plot, legend, threshold, vertical }) => {
        const { threshold: first, lowestEntropyIncorrect: second } = placeLabels(
          plot,
          legend,
          threshold,
          vertical,
        );
        const labels = [first, second].filter((box) => box !== null);
        for (const box of labels) {
          expect(isWithin(plot, box)).toBe(true);
          if (legend !== null) expect(overlaps(box, legend)).toBe(false);
        }
        if (first !== null && second !== null) expect(overlaps(first, second)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  test("every label has a place in a plot of at least 280 x 150 pixels", () => {
    fc.assert(
      fc.property(
        scenes.filter(({ plot }) => plot.width >= 280 && plot.height >= 150),
        ({ plot, legend, threshold, vertical }) => {
          const placed = placeLabels(plot, legend, threshold, vertical);
          expect(placed.threshold).not.toBeNull();
          expect(placed.lowestEntropyIncorrect === null).toBe(vertical === null);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("labels touch their lines where there is room beside them", () => {
    const plot = { left: 50, top: 10, width: 900, height: 300 };
    const legend = { left: 740, top: 16, width: 200, height: 22 };
    const { threshold, lowestEntropyIncorrect } = placeLabels(
      plot,
      legend,
      { at: 200, width: 90, height: HEIGHT },
      { at: 300, width: 180, height: HEIGHT },
    );
    expect(threshold).toMatchObject({ left: 855, top: 179.5 });
    expect(lowestEntropyIncorrect).toMatchObject({ left: 305, top: 15 });
  });

  test("the vertical line's label goes to the other side, then below the legend", () => {
    const plot = { left: 0, top: 0, width: 500, height: 300 };
    const legend = { left: 294, top: 6, width: 200, height: 22 };
    const place = (at: number) =>
      placeLabels(plot, legend, { at: 250, width: 90, height: HEIGHT }, { at, width: 180, height: HEIGHT })
        .lowestEntropyIncorrect;
    expect(place(250)).toMatchObject({ left: 65, top: 5 });
    expect(place(100)).toMatchObject({ left: 105, top: 5 });
    expect(place(490)).toMatchObject({ left: 305, top: 33 });
  });
});

describe("headroom", () => {
  test("keeps the reserved pixels above the axis's former end free", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0.001, max: 100, noNaN: true }),
        fc.double({ min: 100, max: 900, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (min, span, plotHeight, reserved) => {
          const axis = { label: "JS Divergence", min, max: min + span };
          const raised = withHeadroom(axis, plotHeight, reserved);
          const pixels = plotHeight * ((raised.max - axis.max) / (raised.max - raised.min));
          expect(raised.min).toBe(min);
          expect(pixels).toBeCloseTo(reserved, 6);
        },
      ),
    );
  });

  test("takes half of a small plot at most, and nothing of none", () => {
    const axis = { label: "", min: 0, max: 1 };
    expect(withHeadroom(axis, 40, 60)).toMatchObject({ min: 0, max: 2 });
    expect(withHeadroom(axis, 0, 60)).toMatchObject({ min: 0, max: 1 });
  });

  test("covers the legend and the vertical line's label where that is at the top", () => {
    const plot = { left: 0, top: 10, width: 500, height: 300 };
    const legend = { left: 294, top: 16, width: 200, height: 22 };
    expect(reservedTop(plot, legend, null)).toBe(33);
    expect(reservedTop(plot, legend, { at: 100, width: 180, height: HEIGHT })).toBe(33);
    expect(reservedTop(plot, legend, { at: 490, width: 180, height: HEIGHT })).toBe(56);
    expect(reservedTop(plot, null, null)).toBe(0);
  });
});
