/** What a span holds: see SpannedRecord. */
export const MISSING: u8 = 0;
export const NULL: u8 = 1;
export const FALSE: u8 = 2;
export const TRUE: u8 = 3;
export const NUMBER: u8 = 4;
export const TEXT: u8 = 5;
export const OTHER: u8 = 6;
export const TOKENS: u8 = 7;
