import {
  BACKSLASH,
  CASE_BIT,
  isDigit,
  LOWER_A,
  LOWER_N,
  LOWER_R,
  LOWER_S,
  LOWER_T,
  LOWER_Z,
  QUOTE,
  SPACE,
} from "./bytes";
import { CHOSEN, CHUNK, TOKEN_SPANS } from "./memory";

/** TOKENS_BEFORE of answerToken.ts. */
const TOKENS_BEFORE = 16;

/** What a token is, as far as its bytes tell: marks and space only, something else, or a word with that last letter. */
const AROUND: u8 = 0;
const UNTOLD: u8 = 1;

/**
 * Whether an answer surely has several tokens with none of them pointed out, as answerToken.ts looks for them: its last
 * word, and the one before, of ASCII letters and digits, with nothing but ASCII marks and space between and behind them,
 * and the one before not ending like "answer" or "is".
 */
export function isLongAnswer(slot: i32): bool {
  const span = TOKEN_SPANS + (slot << 4);
  const first = load<i32>(span, 8);
  let last = load<i32>(span, 12) - 1;
  while (last > first && tokenAt(last) == AROUND) last--;
  if (tokenAt(last) <= UNTOLD) return false;
  for (let before = last - 1; before >= first && last - before <= TOKENS_BEFORE; before--) {
    const token = tokenAt(before);
    if (token == UNTOLD) return false;
    if (token == AROUND) continue;
    const lower = token | CASE_BIT;
    return lower != LOWER_R && lower != LOWER_S;
  }
  return false;
}

function tokenAt(position: i32): u8 {
  let at = CHUNK + usize(load<i32>(CHOSEN + (position << 2))) + 1;
  while (load<u8>(at) == SPACE) at++;
  const isWord = isWordByte(load<u8>(at));
  let last: u8 = AROUND;
  let isBehindMarks = false;
  let hasMarks = false;
  while (true) {
    let byte = load<u8>(at++);
    if (byte == QUOTE) return last;
    if (isWord) {
      if (!isWordByte(byte)) return UNTOLD;
      last = byte;
      continue;
    }
    if (byte == BACKSLASH) {
      byte = load<u8>(at++);
      if (byte == LOWER_N || byte == LOWER_R || byte == LOWER_T) byte = SPACE;
      else if (byte != QUOTE && byte != BACKSLASH) return UNTOLD;
    }
    if (byte == SPACE) isBehindMarks = hasMarks;
    else if (isBehindMarks || byte < SPACE || byte >= 0x7f || isWordByte(byte)) return UNTOLD;
    else hasMarks = true;
  }
}

function isWordByte(byte: u8): bool {
  const lower = byte | CASE_BIT;
  return isDigit(byte) || (lower >= LOWER_A && lower <= LOWER_Z);
}
