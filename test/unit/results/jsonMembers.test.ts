import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memberReader } from "../../../src/results/formats/jsonMembers";
import { MAX_RECORD_BYTES } from "../../../src/results/recordBytes";

const WANTED = new Set(["id", "scores", "__proto__", 'a"b', "é"]);

const isWanted = (key: string) => WANTED.has(key);

function read(text: string | Buffer, chunkBytes = 1 << 20, wants = isWanted) {
  const bytes = Buffer.from(text);
  const reader = memberReader(wants);
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    // A copy that is overwritten afterwards, as buffers of files are.
    const chunk = Buffer.from(bytes.subarray(start, start + chunkBytes));
    reader.push(chunk);
    chunk.fill(0);
  }
  return reader.finish();
}

const key = fc.oneof(fc.constantFrom(...WANTED, "events", "", '"', "\\", "a\\", "\n", "😀"), fc.string());

describe("members of a JSON object", () => {
  test("are those that JSON.parse finds, however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, fc.jsonValue({ maxDepth: 4, noUnicodeString: false })), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(undefined, 2, "\r\n\t "),
        (members, chunkBytes, indent) => {
          const object: unknown = Object.fromEntries(members);
          const text = JSON.stringify(object, null, indent);
          const parsed: unknown = JSON.parse(text);
          const expected = Object.fromEntries(
            Object.entries(Object(parsed) as Record<string, unknown>).filter(([name]) => WANTED.has(name)),
          );
          expect(read(text, chunkBytes)).toEqual(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("keys that are written with escapes, and keys that are there twice", () => {
    expect(read('{"\\u0069d":1,"a\\"b":2,"id":3}')).toEqual({ id: 3, 'a"b': 2 });
  });

  test("a key like __proto__ is a member and changes no prototype", () => {
    const fields = read('{"__proto__":{"polluted":true},"id":1}');
    expect(Object.keys(fields)).toEqual(["__proto__", "id"]);
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
  });

  test("what Python writes for numbers that JSON has not", () => {
    expect(read('{"scores":{"a":NaN,"b":-Infinity},"id":"NaN"}')).toEqual({
      scores: { a: "NaN", b: -Infinity },
      id: "NaN",
    });
  });

  test.each([
    ["cut off in a key", '{"i', "incomplete JSON"],
    ["cut off in a value", '{"id":[1,', "incomplete JSON"],
    ["cut off in a string", '{"id":"\\', "incomplete JSON"],
    ["cut off before its end", '{"id":1', "incomplete JSON"],
    ["nothing", " ", "incomplete JSON"],
    ["a list", "[1]", "not a JSON object"],
    ["a text", '"id"', "not a JSON object"],
    ["an invalid value", '{"id":1x}', "malformed JSON"],
    ["no colon", '{"id" 1}', "malformed JSON"],
    ["no quotes", "{id:1}", "malformed JSON"],
    ["brackets that do not match", '{"a":1]', "malformed JSON"],
    ["text after its end", '{"id":1} {"id":2}', "malformed JSON"],
    ["an invalid key", '{"\\x":1}', "malformed JSON"],
  ])("%s", (_, text, reason) => {
    expect(read(text)).toBe(reason);
    expect(read(text, 1)).toBe(reason);
  });

  test("values that are not wanted are skipped at any depth and size", () => {
    const deep = 100_000;
    const nested = `${"[".repeat(deep)}${"]".repeat(deep)}`;
    const escaped = JSON.stringify('\\"}'.repeat(1_000_000));
    expect(read(`{"events":${nested},"a":${escaped},"id":1}`, 65_536)).toEqual({ id: 1 });
  });

  test("values that are wanted may be nested 10,000 deep, and longer ones do no harm", () => {
    for (const deep of [10_000, 1_000_000]) {
      const fields = read(`{"id":${"[".repeat(deep)}${"]".repeat(deep)}}`);
      expect(["object", "string"]).toContain(typeof fields);
    }
  });

  test("a long key is none that is wanted", () => {
    expect(read(`{"${"id".repeat(10_000)}":1,"id":2}`, 100)).toEqual({ id: 2 });
  });

  test("members of more than 64 MiB are not held", () => {
    const reader = memberReader(isWanted);
    reader.push(Buffer.from('{"id":"'));
    const chunk = Buffer.alloc(8 * 1024 * 1024, "x");
    let pushed = 0;
    while (reader.push(chunk)) pushed += chunk.length;
    expect(pushed).toBeLessThanOrEqual(MAX_RECORD_BYTES);
    expect(reader.finish()).toBe("record is longer than 64 MiB");
  });

  test("reading stops where what follows is not needed", () => {
    const reader = memberReader(
      (name) => name === "id",
      (name, taken) => name === "events" && taken.has("id"),
    );
    expect(reader.push(Buffer.from('{"events":[],"id":1,"a":2,'))).toBe(true);
    expect(reader.push(Buffer.from('"events":[{'))).toBe(false);
    expect(reader.finish()).toEqual({ id: 1 });
  });
});
