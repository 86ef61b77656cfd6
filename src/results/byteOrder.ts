import { endianness } from "node:os";

/** Whether numbers in memory have their lowest byte first, as files of columns have them. */
export const isLittleEndian = endianness() === "LE";
