/** A text to be filled with values, by their positions. */
export type Phrase = (...values: readonly (string | number)[]) => string;

/**
 * A text that rows may need again and again, such as why they are skipped. It is looked up once in each thread, when it
 * is first needed: by then the thread knows its language.
 *
 * @param translated asks l10n.t for the text, without its values
 */
export function phrase(translated: () => string): Phrase {
  let parts: readonly string[] | null = null;
  return (...values) => {
    parts ??= translated().split(/\{(\d+)\}/);
    if (parts.length === 1) return parts[0] ?? "";
    return parts
      .map((part, i) => (i % 2 === 0 ? part : String(values[Number(part)] ?? `{${part}}`)))
      .join("");
  };
}
