import type { ClassPlanes } from "./pixelCounts";
import type { PointShape } from "./pointShape";
import { LOOKUP_SHIFT, LOOKUP_START, type Tone } from "./tone";

export type Rgb = readonly [red: number, green: number, blue: number];

/** How the points of each class look, in the order of SAMPLE_CLASSES, and how their piles do. */
export interface DensityLook {
  readonly shapes: readonly PointShape[];
  readonly colors: readonly Rgb[];
  readonly tone: Tone;
}

/** Counts per pixel of each class. */
export interface PixelCounts {
  readonly width: number;
  readonly height: number;
  readonly planes: ClassPlanes;
  readonly counts: Uint32Array;
}

/** Rows that are painted at a time: few enough to stay in the processor's cache. */
const BAND = 64;

/**
 * Paints what is to be expected where disks overlap that lie at the counted pixels in random order: their depths add
 * up, the tone makes an opacity of the sum, and each class tints it by its share of the points there. Painting is
 * cut in bands: between two of them the caller may do something else.
 *
 * @param pixels `width * height` pixels as RGBA in the byte order of an ImageData
 */
export function* paintDensity(
  { width, height, planes, counts }: PixelCounts,
  { shapes, colors, tone }: DensityLook,
  pixels: Uint32Array,
): Generator<void, void, void> {
  const shown = planes.flatMap((plane, i) => {
    const [shape, color] = [shapes[i], colors[i]];
    return plane < 0 || shape === undefined || color === undefined ? [] : [{ plane, shape, color }];
  });
  const reach = Math.max(0, ...shown.map(({ shape }) => shape.reach));
  const band = { width: width + 2 * reach, height: BAND + 4 * reach };
  const heaviest = Math.max(...shown.map(({ shape }) => shape.mass));
  const layers = shown.map(({ plane, shape, color }) => ({
    plane,
    reach: shape.reach,
    taps: tapsOf(shape, band.width),
    depth: new Float32Array(band.width * band.height),
    // Lines cover less than disks: a point counts the same in a mix whatever its shape.
    share: heaviest / shape.mass,
    color,
  }));
  const none = { depth: new Float32Array(band.width * band.height), share: 0, color: [0, 0, 0] } as const;
  const three = [layers[0] ?? none, layers[1] ?? none, layers[2] ?? none] as const;
  for (let top = 0; top < height; top += BAND) {
    const bottom = Math.min(height, top + BAND);
    for (const layer of layers) {
      layer.depth.fill(0);
      const first = Math.max(0, top - layer.reach);
      const last = Math.min(height, bottom + layer.reach);
      for (let row = first; row < last; row++) {
        const start = (row - top + 2 * reach - layer.reach) * band.width + reach - layer.reach;
        stampRow(counts, layer.plane + row * width, width, layer.taps, layer.depth, start);
      }
    }
    for (let row = top; row < bottom; row++) {
      const start = (row - top + 2 * reach) * band.width + reach;
      tintRow(three, start, width, tone.opacities, pixels, row * width);
    }
    yield;
  }
}

/** The pixels of a shape that are not empty: how far each is from the shape's top left corner in a band, and its depth. */
interface Taps {
  readonly offsets: Int32Array;
  readonly depths: Float32Array;
}

function tapsOf({ reach, depths }: PointShape, bandWidth: number): Taps {
  const side = 2 * reach + 1;
  const used = Array.from(depths.keys()).filter((i) => depths[i] !== 0);
  return {
    offsets: Int32Array.from(used, (i) => Math.floor(i / side) * bandWidth + (i % side)),
    depths: Float32Array.from(used, (i) => depths[i] ?? 0),
  };
}

/** Adds the shapes of one row of counted points, the first of which has its top left corner at `start`. */
function stampRow(
  counts: Uint32Array,
  first: number,
  width: number,
  { offsets, depths }: Taps,
  depth: Float32Array,
  start: number,
): void {
  for (let column = 0; column < width; column++) {
    const count = counts[first + column] ?? 0;
    if (count === 0) continue;
    const corner = start + column;
    for (let tap = 0; tap < offsets.length; tap++) {
      const target = corner + (offsets[tap] ?? 0);
      depth[target] = (depth[target] ?? 0) + count * (depths[tap] ?? 0);
    }
  }
}

interface Layer {
  readonly depth: Float32Array;
  readonly share: number;
  readonly color: Rgb;
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** One row of depths as colours. Spelled out for three classes: a loop over them takes thrice as long. */
function tintRow(
  [first, second, third]: readonly [Layer, Layer, Layer],
  start: number,
  width: number,
  opacities: Uint8Array,
  pixels: Uint32Array,
  to: number,
): void {
  const [{ depth: depths0, share: share0, color: color0 }, { depth: depths1, share: share1, color: color1 }] =
    [first, second];
  const { depth: depths2, share: share2, color: color2 } = third;
  const [red0, green0, blue0] = color0;
  const [red1, green1, blue1] = color1;
  const [red2, green2, blue2] = color2;
  const last = opacities.length - 1;
  for (let column = 0; column < width; column++) {
    const depth0 = depths0[start + column] ?? 0;
    const depth1 = depths1[start + column] ?? 0;
    const depth2 = depths2[start + column] ?? 0;
    const depth = depth0 + depth1 + depth2;
    if (depth === 0) {
      pixels[to + column] = 0;
      continue;
    }
    const weight0 = depth0 * share0;
    const weight1 = depth1 * share1;
    const weight2 = depth2 * share2;
    const scale = 1 / (weight0 + weight1 + weight2);
    const red = (weight0 * red0 + weight1 * red1 + weight2 * red2) * scale + 0.5;
    const green = (weight0 * green0 + weight1 * green1 + weight2 * green2) * scale + 0.5;
    const blue = (weight0 * blue0 + weight1 * blue1 + weight2 * blue2) * scale + 0.5;
    float[0] = depth;
    const entry = ((bits[0] ?? 0) >>> LOOKUP_SHIFT) - LOOKUP_START;
    const opacity = opacities[Math.max(0, Math.min(last, entry))] ?? 0;
    pixels[to + column] = (opacity << 24) | (blue << 16) | (green << 8) | red;
  }
}
