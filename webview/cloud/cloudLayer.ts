import type { Plugin } from "chart.js";
import { isContinued } from "../points/pointBuffer";
import { atOnce, inParts, type Done } from "../steps";
import { drawCloud, type CloudPicture } from "./cloudPicture";
import { expectedMilliseconds, learnFrom } from "./drawingCost";
import type { PointCloud } from "./pointCloud";
import { clipToPlot, isWithin, showElsewhere } from "./showElsewhere";

/** A chart's points, in a layer of their own that is drawn anew only when they, their place or their look change. */
export interface CloudLayer {
  /** Draws the points below the chart's datasets. */
  readonly plugin: Plugin<"scatter">;
  /**
   * What the chart's next frames show. While a gesture moves the plot, a cloud that takes long to draw is shown as it
   * was drawn last, stretched to its new place, until it has been drawn anew.
   */
  show(cloud: PointCloud | null, isMoving: boolean): void;
  /** Whether the latest frame shows the points exactly, rather than as they were drawn for another place. */
  readonly isExact: () => boolean;
  destroy(): void;
}

/** What may be drawn within a frame, in milliseconds; more is drawn in parts. */
const FRAME_BUDGET = { moving: 8, still: 50 };
const PACE = {
  moving: { part: 8, afterFrame: true },
  still: { part: 30, afterFrame: false },
};

/** @param onPicture called when a cloud that took longer than a frame has been drawn */
export function createCloudLayer(onPicture: () => void): CloudLayer {
  let wanted: PointCloud | null = null;
  let phase: "moving" | "still" = "still";
  let latest: CloudPicture | null = null;
  /** Of the largest part of the same points: fills what `latest` leaves bare. */
  let widest: CloudPicture | null = null;
  let isExact = true;
  let drawing: { readonly cloud: PointCloud; readonly abort: AbortController } | null = null;

  const stop = () => {
    drawing?.abort.abort();
    drawing = null;
  };
  const keep = ({ result: picture, milliseconds }: Done<CloudPicture>) => {
    latest = picture;
    const isWider = widest === null || isWithin(widest.cloud.projection, picture.cloud.projection);
    if (isWider || !isAlike(widest?.cloud, picture.cloud)) widest = picture;
    learnFrom(picture.cloud, picture.devicePixelRatio, milliseconds);
  };
  const drawInParts = async (cloud: PointCloud, devicePixelRatio: number) => {
    const abort = new AbortController();
    drawing = { cloud, abort };
    const done = await inParts(drawCloud(cloud, devicePixelRatio), () => PACE[phase], abort.signal);
    if (done === null) return;
    drawing = null;
    keep(done);
    onPicture();
  };
  const isDrawn = (cloud: PointCloud, devicePixelRatio: number) =>
    latest?.cloud === cloud && latest.devicePixelRatio === devicePixelRatio;
  const update = (cloud: PointCloud, devicePixelRatio: number) => {
    if (isDrawn(cloud, devicePixelRatio)) return;
    if (expectedMilliseconds(cloud, devicePixelRatio) <= FRAME_BUDGET[phase]) {
      stop();
      keep(atOnce(drawCloud(cloud, devicePixelRatio)));
      return;
    }
    if (drawing?.cloud === cloud) return;
    // While the plot moves on, a picture under way is worth finishing: it will be nearer than the latest.
    if (drawing !== null && phase === "moving") return;
    stop();
    void drawInParts(cloud, devicePixelRatio);
  };

  return {
    plugin: {
      id: "pointCloud",
      beforeDatasetsDraw({ ctx, currentDevicePixelRatio }) {
        if (wanted === null) return;
        update(wanted, currentDevicePixelRatio);
        isExact = isDrawn(wanted, currentDevicePixelRatio);
        if (latest === null) return;
        ctx.save();
        ctx.resetTransform();
        if (wanted.isClipped || !isExact) clipToPlot(ctx, wanted.projection, currentDevicePixelRatio);
        if (isExact) {
          ctx.drawImage(latest.canvas, latest.grid.left, latest.grid.top);
        } else if (isContinued(latest.cloud.points, wanted.points)) {
          showElsewhere(ctx, wanted.projection, currentDevicePixelRatio, latest, widest);
        }
        ctx.restore();
      },
    },
    show(cloud, isMoving) {
      wanted = cloud;
      phase = isMoving ? "moving" : "still";
      if (cloud === null) {
        stop();
        latest = widest = null;
      }
    },
    isExact: () => isExact,
    destroy: stop,
  };
}

/** Whether two clouds differ in what part of them is shown at most. */
function isAlike(a: PointCloud | undefined, b: PointCloud): boolean {
  return a?.points === b.points && a.visible === b.visible && a.theme === b.theme;
}
