/** A text to be filled with values, by their positions. */
export type Phrase = (...values: readonly (string | number)[]) => string;

/** Splits a text into what stands between its values, and the values' positions. */
const PLACEHOLDER = /\{(\d+)\}/;

/**
 * A text that rows may need again and again, such as why they are skipped. It is looked up once in each thread, when it
 * is first needed: by then the thread knows its language.
 *
 * @param translated asks l10n.t for the text, without its values
 */
export function phrase(translated: () => string): Phrase {
  let pieces: readonly string[] | null = null;
  return (...values) => {
    pieces ??= translated().split(PLACEHOLDER);
    let text = pieces[0] ?? "";
    for (let i = 1; i < pieces.length; i += 2) {
      const position = pieces[i] ?? "";
      text += `${values[Number(position)] ?? `{${position}}`}${pieces[i + 1] ?? ""}`;
    }
    return text;
  };
}
