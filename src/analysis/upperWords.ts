import { isLittleEndian } from "../results/byteOrder";

/** Which of a double's two words is the upper one. */
export const UPPER = isLittleEndian ? 1 : 0;

/** A double's upper word, changed so that unsigned order is numeric order; that of -0 comes before that of 0. */
export function orderedWord(upperWord: number): number {
  return (upperWord ^ (upperWord >>> 31 === 1 ? 0xffffffff : 0x80000000)) >>> 0;
}
