const MAX_CHARACTERS = 60;

/** Characters that break a line, control a terminal, or turn the direction of the text around them. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from a file for one line of a list: shortened, and without characters that act instead of being shown. */
export function shortText(text: string, maxCharacters = MAX_CHARACTERS): string {
  // Far more than is shown, so that no character is cut in two where it matters.
  const start = text
    .slice(0, 4 * maxCharacters)
    .replaceAll(/\s+/gu, " ")
    .trim();
  const characters = Array.from(start.replaceAll(UNPRINTABLE, "\ufffd"));
  const isCut = characters.length > maxCharacters || text.length > 4 * maxCharacters;
  return isCut ? `${characters.slice(0, maxCharacters).join("").trimEnd()}…` : characters.join("");
}
