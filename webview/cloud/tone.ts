/** Opacity by optical depth, as bytes: looked up by the leading bits of the depth as a 32-bit float. */
export interface Tone {
  readonly opacities: Uint8Array;
}

/** Depth that a typical place in a crowd is shown with: 83% opaque, so that denser places can still be told apart. */
const TYPICAL_SHOWN_DEPTH = 1.8;

/** Leading bits of a float that are looked up: its exponent and 7 bits of its fraction, less than 1% apart. */
export const LOOKUP_SHIFT = 16;
const EXPONENT_BIAS = 127;
const SMALLEST_EXPONENT = EXPONENT_BIAS - 12;
const LARGEST_EXPONENT = EXPONENT_BIAS + 30;
export const LOOKUP_START = SMALLEST_EXPONENT << (23 - LOOKUP_SHIFT);
const LOOKUP_SIZE = (LARGEST_EXPONENT - SMALLEST_EXPONENT) << (23 - LOOKUP_SHIFT);

/** The depth in the middle of what each entry stands for. */
const LOOKUP_DEPTHS = new Float32Array(
  Uint32Array.from(
    { length: LOOKUP_SIZE },
    (_, entry) => ((LOOKUP_START + entry) << LOOKUP_SHIFT) + (1 << (LOOKUP_SHIFT - 1)),
  ).buffer,
);

/**
 * How a pile of points is shown. As long as a typical place is covered by few of them, exactly as translucent layers
 * look: opacity `1 - exp(-depth)`. The more crowded, the lower the power of the number of layers that is shown, so
 * that the crowd does not merge into one opaque patch: a lone point keeps its own opacity, a typical place gets 83%.
 *
 * @param lone depth of one point
 * @param typical depth at a typical place
 */
export function toneFor(lone: number, typical: number): Tone {
  const power = powerFor(typical / lone, TYPICAL_SHOWN_DEPTH / lone);
  const opacities = new Uint8Array(LOOKUP_SIZE);
  LOOKUP_DEPTHS.forEach((depth, entry) => {
    const layers = depth / lone;
    // Less than one layer is the edge of a lone point, which stays as sharp as it is.
    const shown = lone * (layers <= 1 ? layers : layers ** power);
    opacities[entry] = Math.round(255 * (1 - Math.exp(-shown)));
  });
  return { opacities };
}

/** The power that makes `layers` look like `shown` where that is fewer. */
function powerFor(layers: number, shown: number): number {
  if (layers <= shown) return 1;
  return shown <= 1 ? 0 : Math.log(shown) / Math.log(layers);
}
