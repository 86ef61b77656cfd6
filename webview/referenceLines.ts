import type { AnnotationOptions } from "chartjs-plugin-annotation";
import type { FigurePanel } from "../src/figure/figure";
import type { Range } from "../src/panel/messages";
import { placeLabels, type Box, type LabelledLine, type Size } from "../src/figure/layout";
import { placeRegions } from "../src/figure/regionLayout";
import { entropyAt, jsDivergenceAt, pixelX, pixelY, type Projection } from "./projection";
import type { Theme } from "./theme";

const DASHES = [6, 4];
const LINE_WIDTH = 1.5;
const PADDING = { x: 4, y: 2 };

/** Size of a line's label as it will be drawn. */
export function labelSize(context: CanvasRenderingContext2D, label: string, theme: Theme): Size {
  context.save();
  context.font = `${labelFontSize(theme)}px ${theme.fontFamily}`;
  const { width } = context.measureText(label);
  context.restore();
  return { width: width + 2 * PADDING.x, height: labelFontSize(theme) * LINE_HEIGHT + 2 * PADDING.y };
}

/** The vertical line with the size of its label, at its place in the plot; null where there is none in view. */
export function verticalLine(
  context: CanvasRenderingContext2D,
  { lowestEntropyIncorrect }: FigurePanel,
  projection: Projection,
  theme: Theme,
): LabelledLine | null {
  if (lowestEntropyIncorrect === null) return null;
  const { value, label } = lowestEntropyIncorrect;
  if (!isWithin(projection.x, value)) return null;
  return { at: pixelX(projection, value), ...labelSize(context, label, theme) };
}

function horizontalLine(
  context: CanvasRenderingContext2D,
  { threshold: { value, label } }: FigurePanel,
  projection: Projection,
  theme: Theme,
): LabelledLine | null {
  if (!isWithin(projection.y, value)) return null;
  return { at: pixelY(projection, value), ...labelSize(context, label, theme) };
}

function isWithin({ min, max }: Range, value: number): boolean {
  return value >= min && value <= max;
}

/** The dashed lines of a panel and their labels as annotations. */
export function referenceLines(
  context: CanvasRenderingContext2D,
  panel: FigurePanel,
  projection: Projection,
  legend: Box | null,
  theme: Theme,
): Record<string, AnnotationOptions> {
  const { threshold, lowestEntropyIncorrect } = panel;
  const boxes = placeLabels(
    projection.plot,
    legend,
    horizontalLine(context, panel, projection, theme),
    verticalLine(context, panel, projection, theme),
  );
  const taken = [legend, boxes.threshold, boxes.lowestEntropyIncorrect].filter((box) => box !== null);
  return {
    ...regionLabels(context, panel, projection, taken, theme),
    threshold: line("y", threshold.value, theme),
    ...(lowestEntropyIncorrect !== null && {
      lowestEntropyIncorrect: line("x", lowestEntropyIncorrect.value, theme),
    }),
    ...(boxes.threshold !== null && {
      thresholdLabel: label(threshold.label, boxes.threshold, projection, theme),
    }),
    ...(boxes.lowestEntropyIncorrect !== null &&
      lowestEntropyIncorrect !== null && {
        lowestEntropyIncorrectLabel: label(
          lowestEntropyIncorrect.label,
          boxes.lowestEntropyIncorrect,
          projection,
          theme,
        ),
      }),
  };
}

/** What is said of the parts that the lines make, where there is room for it. */
function regionLabels(
  context: CanvasRenderingContext2D,
  { threshold, lowestEntropyIncorrect, regions }: FigurePanel,
  projection: Projection,
  taken: readonly Box[],
  theme: Theme,
): Record<string, AnnotationOptions> {
  if (lowestEntropyIncorrect === null) return {};
  const lines = {
    x: pixelX(projection, lowestEntropyIncorrect.value),
    y: pixelY(projection, threshold.value),
  };
  const texts = regions.map((region) => ({ ...region, ...labelSize(context, region.label, theme) }));
  const boxes = placeRegions(projection.plot, lines, texts, taken);
  return Object.fromEntries(
    texts.flatMap((text, i) => {
      const box = boxes[i];
      if (box === undefined || box === null) return [];
      return [[`region${i}`, label(text.label, box, projection, { ...theme, foreground: theme.muted })]];
    }),
  );
}

const LINE_HEIGHT = 1.2;

function labelFontSize({ fontSize }: Theme): number {
  return fontSize - 1;
}

function line(scaleID: "x" | "y", value: number, theme: Theme): AnnotationOptions {
  return {
    type: "line",
    scaleID,
    value,
    adjustScaleRange: false,
    borderColor: theme.foreground,
    borderDash: DASHES,
    borderWidth: LINE_WIDTH,
  };
}

function label(content: string, box: Box, projection: Projection, theme: Theme): AnnotationOptions {
  return {
    type: "label",
    content,
    xValue: entropyAt(projection, box.left + box.width / 2),
    yValue: jsDivergenceAt(projection, box.top + box.height / 2),
    adjustScaleRange: false,
    color: theme.foreground,
    backgroundColor: theme.labelBackground,
    borderRadius: 2,
    padding: PADDING,
    font: { family: theme.fontFamily, size: labelFontSize(theme), lineHeight: LINE_HEIGHT },
  };
}
