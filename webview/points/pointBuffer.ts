import type { FigurePoints } from "../../src/figure/figure";

/** A panel's points as they arrive: slices, one after the other. */
export interface PointBuffer {
  /**
   * Adds the points from `offset` on; offset 0 begins anew. A slice that does not follow what has arrived is of a
   * transfer that was given up, and is left out.
   *
   * @param total how many points there will be, null when that is not known yet
   * @returns all points so far, or null when nothing was added
   */
  add(offset: number, slice: FigurePoints, total: number | null): FigurePoints | null;
}

export function createPointBuffer(): PointBuffer {
  let columns = withCapacity(0);
  let length = 0;
  return {
    add(offset, slice, total) {
      if (offset !== 0 && offset !== length) return null;
      const end = offset + slice.correct.length;
      // Points that are shown are never written to: a transfer that begins anew has columns of its own.
      if (offset === 0) columns = withCapacity(Math.max(end, total ?? 0));
      else if (end > columns.correct.length) columns = grown(columns, Math.max(end, total ?? 2 * end));
      columns.entropy.set(slice.entropy, offset);
      columns.jsDivergence.set(slice.jsDivergence, offset);
      columns.correct.set(slice.correct, offset);
      length = end;
      return {
        entropy: columns.entropy.subarray(0, length),
        jsDivergence: columns.jsDivergence.subarray(0, length),
        correct: columns.correct.subarray(0, length),
      };
    },
  };
}

function withCapacity(capacity: number): FigurePoints {
  return {
    entropy: new Float64Array(capacity),
    jsDivergence: new Float64Array(capacity),
    correct: new Uint8Array(capacity),
  };
}

function grown(columns: FigurePoints, capacity: number): FigurePoints {
  const larger = withCapacity(capacity);
  larger.entropy.set(columns.entropy);
  larger.jsDivergence.set(columns.jsDivergence);
  larger.correct.set(columns.correct);
  return larger;
}

/** Whether points are the same as others, with more behind them. */
export function isContinued(before: FigurePoints, after: FigurePoints): boolean {
  const count = before.correct.length;
  if (after.correct.length < count) return false;
  return [0, count >> 1, count - 1].every(
    (i) =>
      before.entropy[i] === after.entropy[i] &&
      before.jsDivergence[i] === after.jsDivergence[i] &&
      before.correct[i] === after.correct[i],
  );
}
