import fc from "fast-check";
import { expect, test } from "vitest";
import { decodedText, utf8Chunks } from "../../../src/results/encoding";

async function* chunksOf(bytes: Buffer, chunkBytes: number) {
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    yield await Promise.resolve(bytes.subarray(start, start + chunkBytes));
  }
}

test("text in chunks is the same text in UTF-8, however it is encoded and cut", async () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "é", "猫", "😀", "\n"), maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (text, chunkBytes) => {
      const marked = `\ufeff${text}`;
      const utf16 = Buffer.from(marked, "utf16le");
      for (const bytes of [Buffer.from(text), Buffer.from(marked), utf16, Buffer.from(utf16).swap16()]) {
        const read: Buffer[] = [];
        for await (const chunk of utf8Chunks(chunksOf(bytes, chunkBytes))) read.push(Buffer.from(chunk));
        expect(Buffer.concat(read).toString()).toBe(text);
        expect(decodedText(bytes)).toBe(text);
      }
    }),
  );
});

test("a character of UTF-16 that is cut off is replaced", async () => {
  const cut = Buffer.from("\ufeffa😀", "utf16le").subarray(0, -1);
  const read: Buffer[] = [];
  for await (const chunk of utf8Chunks(chunksOf(cut, 3))) read.push(Buffer.from(chunk));
  expect(Buffer.concat(read).toString()).toMatch(/^a\ufffd+$/);
});
