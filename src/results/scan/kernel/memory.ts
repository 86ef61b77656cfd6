/** The chunk that is scanned, and behind it what a load of many bytes may reach. */
export const MAX_CHUNK_BYTES = 4 << 20;
export const CHUNK = memory.data(MAX_CHUNK_BYTES + 64, 16);

/** What is made of a chunk that is compressed. */
export const MAX_PAGE_BYTES = 4 << 20;
export const PAGE = memory.data(MAX_PAGE_BYTES + 64, 16);

/** The slots of a record, of which the last one in use takes what is not wanted. See SpannedRecord. */
export const MAX_SLOTS = 1024;
export const KINDS = memory.data(MAX_SLOTS, 16);
export const STARTS = memory.data(MAX_SLOTS * 4, 16);
export const ENDS = memory.data(MAX_SLOTS * 4, 16);
export const NUMBERS = memory.data(MAX_SLOTS * 8, 16);

/** 1 for the slots that are wanted as numbers, and for those wanted as log probabilities of tokens. */
export const WANTS_NUMBER = memory.data(MAX_SLOTS, 16);
export const WANTS_TOKENS = memory.data(MAX_SLOTS, 16);

/**
 * Log probabilities of tokens, of all slots of a record one after the other. No alternative is shorter than
 * `{"token":"","logprob":0}`, and no position has less than one of them, so there is room for what a chunk holds.
 */
export const MAX_ALTERNATIVES = MAX_CHUNK_BYTES / 24;
export const LOGPROBS = memory.data(MAX_ALTERNATIVES * 8, 16);
export const OUTCOMES = memory.data(MAX_ALTERNATIVES * 4, 16);
export const POSITION_ENDS = memory.data(MAX_ALTERNATIVES * 4, 16);
export const CHOSEN = memory.data(MAX_ALTERNATIVES * 4, 16);
/** Per slot the first alternative and the one after the last, and the same of the positions. */
export const TOKEN_SPANS = memory.data(MAX_SLOTS * 16, 16);

/** The slot of each cell of a record of delimited text. */
export const MAX_WIDTH = 4096;
export const CELL_SLOTS = memory.data(MAX_WIDTH * 4, 16);
