import type { FigurePoints } from "../../src/figure/figure";
import type { Projection } from "../projection";
import type { ClassVisibility } from "../sampleClasses";
import type { Theme } from "../theme";

/** What a chart's points are and how they look now. */
export interface PointCloud {
  readonly points: FigurePoints;
  readonly visible: ClassVisibility;
  readonly projection: Projection;
  readonly theme: Theme;
  /** Whether points at the edges of the plot are cut off there, because it shows only a part of them. */
  readonly isClipped: boolean;
}
