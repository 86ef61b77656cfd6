/** Milliseconds until the first picture is there, and each redraw of another part of the axes. */
export interface Drawing {
  readonly first: number;
  readonly redraws: readonly number[];
}

/** How a plot follows a drag, and how long the exact picture takes once it rests. */
export interface Panning {
  readonly framesPerSecond: number;
  readonly milliseconds: number;
}

/** Milliseconds: what finding points takes at most, and what its preparation took. */
export interface Hovering {
  readonly slowest: number;
  /** The same of a second time that each place is asked for. */
  readonly slowestAgain: number;
  readonly ordering: number;
}

export interface DrawingBench {
  plain(count: number): Drawing;
  ours(count: number): Promise<Drawing>;
  panning(count: number): Promise<Panning>;
  hovering(count: number): Hovering;
}
