/**
 * An axis's title in as many lines as it needs, two at most; what does not fit into them is left out.
 *
 * @param available length of a line, in pixels
 * @param measure length of a text, in pixels
 */
export function axisTitleLines(
  title: string,
  available: number,
  measure: (text: string) => number,
): readonly string[] {
  if (measure(title) <= available) return [title];
  const words = title.split(" ");
  let taken = 1;
  while (taken < words.length && measure(words.slice(0, taken + 1).join(" ")) <= available) taken++;
  // The unit and definition in parentheses stay together where that is possible.
  const parenthesis = words.findIndex((word) => word.startsWith("("));
  const rest = (from: number) => words.slice(from).join(" ");
  if (parenthesis > 0 && parenthesis < taken && measure(rest(parenthesis)) <= available) taken = parenthesis;
  return [words.slice(0, taken).join(" "), shortened(rest(taken), available, measure)].filter(Boolean);
}

function shortened(text: string, available: number, measure: (text: string) => number): string {
  if (measure(text) <= available) return text;
  let length = text.length;
  while (length > 0 && measure(`${text.slice(0, length)}…`) > available) length--;
  return `${text.slice(0, length)}…`;
}
