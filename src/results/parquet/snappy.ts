import { asBuffer } from "../recordBytes";
import { scanKernel } from "../scan/scanKernel";

/**
 * Decompresses the start of a block of Snappy.
 *
 * @param input the block, or its first bytes
 * @param wanted how many bytes are to come out
 * @returns those that did, fewer where the input ends before or is damaged; null when there are too many of either, or no
 *   kernel
 */
export function snappyStart(input: Uint8Array, wanted: number): Uint8Array | null {
  const kernel = scanKernel();
  if (kernel === null || wanted > kernel.page.length || !kernel.load(asBuffer(input))) return null;
  const written = kernel.exports.decompressSnappy(input.length, wanted);
  return new Uint8Array(kernel.page.subarray(0, written));
}
