/** Chromium makes no element taller than some 33 million pixels. */
const MOST_PIXELS = 30_000_000;

/** Where the rows of a long list are in a scroller that is no taller than a browser lets it be. */
export interface RowPlaces {
  /** What the scroller's content is to be high, in pixels. */
  readonly height: number;
  /** The position, with a fraction, of the row at the top of the view. */
  readonly positionAt: (scrollTop: number) => number;
  /** How far to scroll until a row is at the top of the view. */
  readonly scrollTopOf: (position: number) => number;
}

/**
 * One pixel of scrolling is one pixel of the list as long as that is possible; in a longer list it is more, so that
 * the last rows are in view at the end of the scroller.
 *
 * @param count rows
 * @param rowHeight in pixels
 * @param viewHeight height in pixels of the part that is seen
 */
export function rowPlaces(count: number, rowHeight: number, viewHeight: number): RowPlaces {
  const height = Math.min(count * rowHeight, MOST_PIXELS);
  const isWhole = height === count * rowHeight;
  const rowsPerPixel = isWhole ? 1 / rowHeight : (count - viewHeight / rowHeight) / (height - viewHeight);
  return {
    height,
    positionAt: (scrollTop) => scrollTop * rowsPerPixel,
    scrollTopOf: (position) => position / rowsPerPixel,
  };
}
