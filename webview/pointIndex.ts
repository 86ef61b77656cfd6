import KDBush from "kdbush";
import type { FigurePoints } from "../src/figure/figure";
import { entropyAt, isInPlot, jsDivergenceAt, pixelX, pixelY, type Projection } from "./projection";
import type { ClassVisibility } from "./sampleClasses";

/** A step of the keyboard, as a direction on the screen. */
export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/** Finds points by where they lie. */
export interface PointIndex {
  /** The visible point nearest to a position in the canvas, or null when none is within `distance` pixels. */
  nearest(
    projection: Projection,
    visible: ClassVisibility,
    x: number,
    y: number,
    distance: number,
  ): number | null;
  /** The visible point nearest to `from` among those that lie mainly in one direction, or null. */
  neighbour(
    projection: Projection,
    visible: ClassVisibility,
    from: number,
    direction: Direction,
  ): number | null;
  /** The visible point of lowest or highest entropy, or null when none is visible. */
  extreme(projection: Projection, visible: ClassVisibility, end: "lowest" | "highest"): number | null;
}

/** Indexes points by position. Building takes some 0.2 s per million points: call it when the page is idle. */
export function indexPoints({ entropy, jsDivergence, correct }: FigurePoints): PointIndex {
  const tree = new KDBush(correct.length);
  for (let i = 0; i < correct.length; i++) tree.add(entropy[i] ?? NaN, jsDivergence[i] ?? NaN);
  tree.finish();

  const pixelOf = (projection: Projection, i: number): [x: number, y: number] => [
    pixelX(projection, entropy[i] ?? NaN),
    pixelY(projection, jsDivergence[i] ?? NaN),
  ];
  /** The visible sample among `candidates` in the plot with the least score; infinite scores never win. */
  const least = (
    candidates: Iterable<number>,
    projection: Projection,
    visible: ClassVisibility,
    score: (x: number, y: number) => number,
  ): number | null => {
    let best: number | null = null;
    let leastScore = Infinity;
    for (const i of candidates) {
      if (visible[correct[i] ?? -1] !== true) continue;
      const [x, y] = pixelOf(projection, i);
      if (!isInPlot(projection, x, y)) continue;
      const candidateScore = score(x, y);
      if (candidateScore < leastScore) {
        best = i;
        leastScore = candidateScore;
      }
    }
    return best;
  };

  return {
    nearest(projection, visible, x, y, distance) {
      const around = tree.range(
        entropyAt(projection, x - distance),
        jsDivergenceAt(projection, y + distance),
        entropyAt(projection, x + distance),
        jsDivergenceAt(projection, y - distance),
      );
      return least(around, projection, visible, (px, py) => {
        const squared = (px - x) ** 2 + (py - y) ** 2;
        return squared <= distance ** 2 ? squared : Infinity;
      });
    },
    neighbour(projection, visible, from, direction) {
      const [fromX, fromY] = pixelOf(projection, from);
      return least(correct.keys(), projection, visible, (x, y) => {
        const [along, across] = turned(x - fromX, y - fromY, direction);
        return along > 0 && Math.abs(across) <= along ? along ** 2 + across ** 2 : Infinity;
      });
    },
    extreme(projection, visible, end) {
      return least(correct.keys(), projection, visible, (x) => (end === "lowest" ? x : -x));
    },
  };
}

function turned(dx: number, dy: number, direction: Direction): [along: number, across: number] {
  switch (direction) {
    case "ArrowRight":
      return [dx, dy];
    case "ArrowLeft":
      return [-dx, dy];
    case "ArrowDown":
      return [dy, dx];
    case "ArrowUp":
      return [-dy, dx];
  }
}
