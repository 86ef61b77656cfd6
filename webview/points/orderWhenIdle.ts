import type { FigurePoints } from "../../src/figure/figure";
import { atOnce } from "../steps";
import { orderSpatially, type SpatialOrder } from "./spatialOrder";

/** The making of a spatial order. */
export interface Ordering {
  stop(): void;
  /** Makes what is left of it at once. */
  finish(): SpatialOrder;
}

const orders = new WeakMap<FigurePoints, SpatialOrder>();

/** The spatial order of points, null until it is made. */
export function orderOf(points: FigurePoints): SpatialOrder | null {
  return orders.get(points) ?? null;
}

/** Makes the spatial order of points while the page has nothing else to do; a million take some 0.2 s. */
export function orderWhenIdle(points: FigurePoints): Ordering {
  const steps = orderSpatially(points);
  let callback = 0;
  const run = (deadline: IdleDeadline) => {
    let step = steps.next();
    while (step.done !== true && deadline.timeRemaining() > 1) step = steps.next();
    if (step.done === true) orders.set(points, step.value);
    else callback = requestIdleCallback(run);
  };
  callback = requestIdleCallback(run);
  return {
    stop() {
      cancelIdleCallback(callback);
    },
    finish() {
      cancelIdleCallback(callback);
      const made = orders.get(points) ?? atOnce(steps).result;
      orders.set(points, made);
      return made;
    },
  };
}
