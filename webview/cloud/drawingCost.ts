import { LOOK_UP_COST, samplesWithin } from "../points/samplesWithin";
import type { PointCloud } from "./pointCloud";

/** A device pixel costs more than a point: its neighbours are painted as well. */
const POINTS_PER_PIXEL = 2;
/** In nanoseconds, as measured on a machine of 2020; each drawing makes it that of this machine. */
const TYPICAL_COST = 10;
const MEMORY = 4;

/** What points cost in the latest drawings: the least of it counts, as the others met new code or a busy machine. */
let costs = [TYPICAL_COST];

type DrawnCloud = Pick<PointCloud, "points" | "projection">;

/** How long drawing a cloud will take. */
export function expectedMilliseconds(cloud: DrawnCloud, devicePixelRatio: number): number {
  return (Math.min(...costs) * size(cloud, devicePixelRatio)) / 1e6;
}

/** Learns from what a drawing took. */
export function learnFrom(cloud: DrawnCloud, devicePixelRatio: number, milliseconds: number): void {
  costs = [...costs, (milliseconds * 1e6) / size(cloud, devicePixelRatio)].slice(-MEMORY);
}

/** In points that are counted. */
function size({ points, projection: { plot, x, y } }: DrawnCloud, devicePixelRatio: number): number {
  const found = samplesWithin(points, x, y);
  const counted = found === null ? points.correct.length : found.count * LOOK_UP_COST;
  return counted + plot.width * plot.height * devicePixelRatio ** 2 * POINTS_PER_PIXEL;
}
