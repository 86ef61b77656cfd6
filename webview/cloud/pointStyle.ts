/** How a point looks, in CSS pixels and opacities. */
export interface PointStyle {
  readonly radius: number;
  readonly fill: number;
  readonly outline: number;
  readonly outlineWidth: number;
  /** Width of a cross's arms. */
  readonly crossWidth: number;
  /** From 0, where shapes can be told apart, to 1, where every class's points are dots. */
  readonly blurred: number;
}

const LARGEST_RADIUS = 3.5;
const SMALLEST_RADIUS = 1.3;
/** Coverage up to which points keep their full size, and how fast they shrink beyond. */
const SPARSE = 0.2;
const SHRINKING = -0.15;
/** Coverage over which outlines fade and fills thin out, until a point is a plain dot. */
const FADING = { from: 0.5, to: 400 };
const FILL = { few: 0.5, many: 0.15 };
const OUTLINE = 0.9;
const OUTLINE_WIDTH = 0.8;

/**
 * How points look that lie as densely as given: large disks with an outline while they are few, then ever smaller and
 * paler, without a step.
 *
 * @param pointsPerPixel where a typical point lies
 */
export function pointStyle(pointsPerPixel: number): PointStyle {
  const coverage = pointsPerPixel * Math.PI * LARGEST_RADIUS ** 2;
  const radius = LARGEST_RADIUS * Math.max(1, coverage / SPARSE) ** SHRINKING;
  const faded = Math.log(coverage / FADING.from) / Math.log(FADING.to / FADING.from);
  const share = Math.max(0, Math.min(1, faded));
  const fill = FILL.few + (FILL.many - FILL.few) * share;
  return {
    radius: Math.max(SMALLEST_RADIUS, radius),
    fill,
    outline: OUTLINE + (fill - OUTLINE) * share,
    outlineWidth: OUTLINE_WIDTH * (1 - share),
    crossWidth: 1.4,
    blurred: Math.max(0, 2 * share - 1),
  };
}
