import { isObject } from "../parseJson";
import type { Fields } from "../recordBytes";

const REFERENCE = /^attachment:\/\/(\d+)$/;

/**
 * A chunked sample with the long texts of its input and messages put back: the log has them apart, as a sequence in
 * chunks that are named after the position of their first text.
 *
 * @param names of the chunks' entries in the archive and others
 * @param prefix of the names of the sample's attachments
 * @param readJson an entry's JSON by its name
 */
export async function withAttachments(
  sample: Fields,
  names: Iterable<string>,
  prefix: string,
  readJson: (name: string) => Promise<unknown>,
): Promise<Fields> {
  const starts = chunkStarts(names, prefix);
  const chunks = new Map<number, unknown>();

  const textAt = async (position: number): Promise<string | null> => {
    const start = starts.findLast((first) => first <= position);
    if (start === undefined) return null;
    if (!chunks.has(start)) chunks.set(start, await readJson(`${prefix}${start}.json`));
    const chunk = chunks.get(start);
    const text: unknown = Array.isArray(chunk) ? chunk[position - start] : null;
    return typeof text === "string" ? text : null;
  };
  const resolved = async (value: unknown): Promise<unknown> => {
    const position = typeof value === "string" ? REFERENCE.exec(value)?.[1] : undefined;
    return position === undefined ? value : ((await textAt(Number(position))) ?? value);
  };
  const part = async (value: unknown) =>
    isObject(value) && value.type === "text" ? { ...value, text: await resolved(value.text) } : value;
  const message = async (value: unknown) => {
    if (!isObject(value)) return value;
    const content: unknown = Array.isArray(value.content)
      ? await inOrder(value.content, part)
      : await resolved(value.content);
    return { ...value, content };
  };

  const { input, messages } = sample;
  return {
    ...sample,
    input: Array.isArray(input) ? await inOrder(input, message) : await resolved(input),
    ...(Array.isArray(messages) && { messages: await inOrder(messages, message) }),
  };
}

/** A sequence that is in chunks, which are named after the position of their first value. */
export async function chunkedValues(
  names: Iterable<string>,
  prefix: string,
  readJson: (name: string) => Promise<unknown>,
): Promise<unknown[]> {
  const chunks = await inOrder(chunkStarts(names, prefix), (start) =>
    readJson(`${prefix}${String(start)}.json`),
  );
  return chunks.flat();
}

/** The positions at which the chunks start, ascending. */
function chunkStarts(names: Iterable<string>, prefix: string): number[] {
  return [...names]
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(/^(\d+)\.json$/.exec(name.slice(prefix.length))?.[1]))
    .filter((start) => Number.isSafeInteger(start))
    .sort((a, b) => a - b);
}

/** One after the other, so that a chunk is read once. */
async function inOrder(values: readonly unknown[], change: (value: unknown) => Promise<unknown>) {
  const changed: unknown[] = [];
  for (const value of values) changed.push(await change(value));
  return changed;
}
