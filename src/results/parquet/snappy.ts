import { asBuffer } from "../recordBytes";
import { scanKernel } from "../scan/scanKernel";

/**
 * Decompresses the start of a block of Snappy.
 *
 * @param input the block, or its first bytes
 * @param output room for the bytes that are wanted
 * @returns how many bytes came out, fewer than there is room for where the input ends before or is damaged; null when
 *   there are too many of either, or no kernel
 */
export function snappyStart(input: Uint8Array, output: Uint8Array): number | null {
  const kernel = scanKernel();
  if (kernel === null || output.length > kernel.page.length || !kernel.load(asBuffer(input))) return null;
  const written = kernel.exports.decompressSnappy(input.length, output.length);
  output.set(kernel.page.subarray(0, written));
  return written;
}
