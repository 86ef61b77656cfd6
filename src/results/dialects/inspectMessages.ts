import { isObject } from "../parseJson";

/** What stands for the parts of a message that are no text. */
const PLACEHOLDERS: ReadonlyMap<unknown, string> = new Map([
  ["image", "[image]"],
  ["audio", "[audio]"],
  ["video", "[video]"],
  ["document", "[document]"],
]);

/** The text of a sample's input: a text, or what a list of chat messages says. Null when it says nothing. */
export function inputText(input: unknown): string | null {
  if (typeof input === "string") return input;
  if (!Array.isArray(input)) return null;
  return joined(input.map(messageText));
}

/** What a chat message says; null when it says nothing. */
export function messageText(message: unknown): string | null {
  if (!isObject(message)) return null;
  const { content } = message;
  if (typeof content === "string") return content;
  return Array.isArray(content) ? joined(content.map(partText)) : null;
}

function partText(part: unknown): string | null {
  if (typeof part === "string") return part;
  if (!isObject(part)) return null;
  if (part.type === "text") return typeof part.text === "string" ? part.text : null;
  return PLACEHOLDERS.get(part.type) ?? null;
}

function joined(texts: readonly (string | null)[]): string | null {
  const said = texts.filter((text) => text !== null && text !== "");
  return said.length === 0 ? null : said.join("\n");
}
