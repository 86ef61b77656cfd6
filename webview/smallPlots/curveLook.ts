import type { SmallPlot } from "../../src/panel/messages";
import type { Theme } from "../theme";

type CurveRole = SmallPlot["curves"][number]["role"];

export interface CurveLook {
  readonly color: string;
  /** Lengths of dashes and gaps, in pixels. Curves differ by these as well as by colour. */
  readonly dash: readonly number[];
  readonly width: number;
}

export function curveLook(role: CurveRole, { classes, foreground, muted }: Theme): CurveLook {
  switch (role) {
    case "correct":
      return { color: classes.correct, dash: [], width: 1.5 };
    case "incorrect":
      return { color: classes.incorrect, dash: [5, 3], width: 1.5 };
    case "entropy":
    case "measured":
      return { color: foreground, dash: [], width: 1.5 };
    case "jsDivergence":
      return { color: foreground, dash: [5, 3], width: 1.5 };
    case "reference":
      return { color: muted, dash: [1, 3], width: 1 };
  }
}
