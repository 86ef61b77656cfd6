import { LOOK_UP_COST, samplesWithin } from "../points/samplesWithin";
import type { CloudPicture } from "./cloudPicture";
import type { PointCloud } from "./pointCloud";

/** A device pixel costs more than a point: its neighbours are painted as well. */
const POINTS_PER_PIXEL = 2;
/** How much of what was known remains with every new measurement. */
const MEMORY = 0.7;

/** As measured on a machine of 2020; each drawing makes it that of this machine. */
let nanosecondsPerPoint = 10;

/** How long drawing a cloud will take. */
export function expectedMilliseconds(cloud: PointCloud, devicePixelRatio: number): number {
  return (nanosecondsPerPoint * size(cloud, devicePixelRatio)) / 1e6;
}

/** Learns from what a drawing took. */
export function learnFrom({ cloud, devicePixelRatio }: CloudPicture, milliseconds: number): void {
  const measured = (milliseconds * 1e6) / size(cloud, devicePixelRatio);
  nanosecondsPerPoint = MEMORY * nanosecondsPerPoint + (1 - MEMORY) * measured;
}

/** In points that are counted. */
function size({ points, projection: { plot, x, y } }: PointCloud, devicePixelRatio: number): number {
  const found = samplesWithin(points, x, y);
  const counted = found === null ? points.correct.length : found.count * LOOK_UP_COST;
  return counted + plot.width * plot.height * devicePixelRatio ** 2 * POINTS_PER_PIXEL;
}
