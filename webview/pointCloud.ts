import type { Plugin } from "chart.js";
import type { FigurePoints } from "../src/figure/figure";
import { pointRadius, pointSprites, type PointSprite } from "./pointSprites";
import { isInPlot, pixelX, pixelY, type Projection } from "./projection";
import type { ClassVisibility } from "./sampleClasses";
import type { Theme } from "./theme";

/** What a chart's points are and how they look now. */
export interface PointCloud {
  readonly points: FigurePoints;
  readonly visible: ClassVisibility;
  readonly projection: Projection;
  readonly theme: Theme;
}

/**
 * A Chart.js plugin that draws points from typed arrays below the datasets. They are drawn into a layer of their
 * own, which is drawn anew only when they, their place or their look have changed.
 *
 * @param current what to draw now, or null for nothing
 */
export function pointCloudPlugin(current: () => PointCloud | null): Plugin<"scatter"> {
  let layer: OffscreenCanvas | null = null;
  let drawn: PointCloud | null = null;
  return {
    id: "pointCloud",
    beforeDatasetsDraw({ canvas, ctx, currentDevicePixelRatio }) {
      const cloud = current();
      if (cloud === null) return;
      if (cloud !== drawn || layer?.width !== canvas.width || layer.height !== canvas.height) {
        layer = new OffscreenCanvas(canvas.width, canvas.height);
        const context = layer.getContext("2d");
        if (context !== null) drawPoints(context, cloud, currentDevicePixelRatio);
        drawn = cloud;
      }
      ctx.save();
      ctx.resetTransform();
      ctx.drawImage(layer, 0, 0);
      ctx.restore();
    },
  };
}

/** Stamps every visible point, in the order of the file so that no class covers the other. */
function drawPoints(
  context: OffscreenCanvasRenderingContext2D,
  { points: { entropy, jsDivergence, correct }, visible, projection, theme }: PointCloud,
  devicePixelRatio: number,
): void {
  const sprites: readonly PointSprite[] = pointSprites(theme, pointRadius(correct.length), devicePixelRatio);
  for (let i = 0; i < correct.length; i++) {
    const sampleClass = correct[i] ?? -1;
    const sprite = sprites[sampleClass];
    if (sprite === undefined || visible[sampleClass] !== true) continue;
    const x = pixelX(projection, entropy[i] ?? NaN);
    const y = pixelY(projection, jsDivergence[i] ?? NaN);
    if (!isInPlot(projection, x, y)) continue;
    context.drawImage(
      sprite.image,
      Math.floor(x * devicePixelRatio) - sprite.reach,
      Math.floor(y * devicePixelRatio) - sprite.reach,
    );
  }
}
