import { afterSpace, CLOSING_BRACKET, COMMA, OPENING_BRACE, OPENING_BRACKET, QUOTE } from "./bytes";
import { endOfString, endOfValue } from "./json";
import { memberSlot, nextMember, objectEnd, TOKEN_ALTERNATIVE, TOKEN_DOCUMENT, TOKEN_ENTRY } from "./members";
import { CHOSEN, CHUNK, LOGPROBS, OUTCOMES, POSITION_ENDS, TOKEN_SPANS } from "./memory";
import { readNumber } from "./numbers";

/** The slots of the names: `content`; `token` and `top_logprobs`; `token` and `logprob`. */
const CONTENT = 0;
const TOKEN = 0;
const TOP_LOGPROBS = 1;
const LOGPROB = 1;
const BOTH = 3;

/** Alternatives and positions of the record so far. */
let alternatives: i32 = 0;
let positions: i32 = 0;
/** The first alternative of the list that is being read. */
let firstAlternative: i32 = 0;

export function forgetTokens(): void {
  alternatives = positions = 0;
}

/**
 * Reads the log probabilities of an answer's tokens in the chat form of which nothing is missing (see
 * readTokenLogprobs): the list of positions, or an object whose `content` it is.
 *
 * @returns the address after it; 0 when it has to be parsed
 */
export function readTokens(from: usize, slot: i32): usize {
  const firstPosition = positions;
  firstAlternative = alternatives;
  const end = load<u8>(from) == OPENING_BRACE ? readDocument(from) : readPositions(from);
  const span = TOKEN_SPANS + (slot << 4);
  store<i32>(span, firstAlternative);
  store<i32>(span, alternatives, 4);
  store<i32>(span, firstPosition, 8);
  store<i32>(span, positions, 12);
  return end;
}

function readDocument(from: usize): usize {
  let isFound = false;
  let at = from;
  let member = 0;
  while (true) {
    const value = nextMember(TOKEN_DOCUMENT, at, member++);
    if (value == 0) return isFound ? objectEnd : 0;
    if (memberSlot == CONTENT) {
      if (isFound) return 0;
      isFound = true;
      at = readPositions(value);
    } else at = endOfValue(value, 0);
    if (at == 0) return 0;
  }
}

/** Reads a list of at least one position. */
function readPositions(from: usize): usize {
  let at = startOfList(from);
  while (at != 0) {
    at = readPosition(at);
    if (at == 0) return 0;
    at = afterSpace(at);
    if (load<u8>(at) == CLOSING_BRACKET) return at + 1;
    at = afterComma(at);
  }
  return 0;
}

/** Reads a list of at least one alternative. */
function readAlternatives(from: usize): usize {
  let at = startOfList(from);
  while (at != 0) {
    at = readAlternative(at);
    if (at == 0) return 0;
    at = afterSpace(at);
    if (load<u8>(at) == CLOSING_BRACKET) return at + 1;
    at = afterComma(at);
  }
  return 0;
}

function startOfList(from: usize): usize {
  return load<u8>(from) == OPENING_BRACKET ? afterSpace(from + 1) : 0;
}

function afterComma(at: usize): usize {
  return load<u8>(at) == COMMA ? afterSpace(at + 1) : 0;
}

function readPosition(from: usize): usize {
  let found = 0;
  let at = from;
  let member = 0;
  while (true) {
    const value = nextMember(TOKEN_ENTRY, at, member++);
    if (value == 0) {
      if (found != BOTH) return 0;
      store<i32>(POSITION_ENDS + (positions << 2), alternatives - firstAlternative);
      positions++;
      return objectEnd;
    }
    const slot = memberSlot;
    if (slot == TOKEN) {
      store<i32>(CHOSEN + (positions << 2), i32(value - CHUNK));
      at = afterString(value);
    } else if (slot == TOP_LOGPROBS) {
      // Of two such members the last one counts.
      if ((found & (1 << TOP_LOGPROBS)) != 0) return 0;
      at = readAlternatives(value);
    } else at = endOfValue(value, 0);
    if (at == 0) return 0;
    if (slot <= TOP_LOGPROBS) found |= 1 << slot;
  }
}

function readAlternative(from: usize): usize {
  let found = 0;
  let at = from;
  let member = 0;
  while (true) {
    const value = nextMember(TOKEN_ALTERNATIVE, at, member++);
    if (value == 0) {
      if (found != BOTH) return 0;
      alternatives++;
      return objectEnd;
    }
    const slot = memberSlot;
    if (slot == TOKEN) {
      store<i32>(OUTCOMES + (alternatives << 2), i32(value - CHUNK));
      at = afterString(value);
    } else if (slot == LOGPROB) at = readNumber(value, LOGPROBS + (alternatives << 3));
    else at = endOfValue(value, 0);
    if (at == 0) return 0;
    if (slot <= LOGPROB) found |= 1 << slot;
  }
}

/** @returns the address after a string; 0 when there is none */
function afterString(from: usize): usize {
  if (load<u8>(from) != QUOTE) return 0;
  const end = endOfString(from + 1);
  return end == 0 ? 0 : end + 1;
}
