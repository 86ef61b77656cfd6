import type { AnnotationOptions } from "chartjs-plugin-annotation";
import type { TrendLine } from "../src/panel/messages";
import type { Theme } from "./theme";

const WIDTH = 2;
/** A line in the colour of its points is seen among them by the rim around it. */
const RIM_WIDTH = 5;
/** The lines differ by their dashes as well as by colour. */
const DASHES = { correct: [], incorrect: [9, 4] } as const;

/** The robust lines of a panel as annotations. */
export function trendLineAnnotations(
  lines: readonly TrendLine[],
  { classes, foreground, rim }: Pick<Theme, "classes" | "foreground" | "rim">,
): Record<string, AnnotationOptions> {
  return Object.fromEntries(
    lines.flatMap(({ sampleClass, x: [xMin, xMax], y: [yMin, yMax] }) => {
      const line = (
        borderColor: string,
        borderWidth: number,
        dash: readonly number[],
      ): AnnotationOptions => ({
        type: "line",
        ...{ xMin, xMax, yMin, yMax, borderColor, borderWidth },
        borderDash: [...dash],
        adjustScaleRange: false,
      });
      return [
        [`trendRim.${sampleClass}`, line(rim, RIM_WIDTH, [])],
        [`trendEdge.${sampleClass}`, line(foreground, WIDTH + 1, DASHES[sampleClass])],
        [`trend.${sampleClass}`, line(classes[sampleClass], WIDTH, DASHES[sampleClass])],
      ];
    }),
  );
}
