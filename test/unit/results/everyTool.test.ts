import { describe, expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { readRecord } from "../../../src/results/readRecord";
import { TOOL_FORMATS, type MetricSample } from "./formatWriters";
import { idsOf, readText, rowCount, skippedOf } from "./sources";

const sample = (id: string, question = `Question ${id}?`): MetricSample => ({
  id,
  question,
  entropy: 0.5,
  jsd: 0.1,
  correct: true,
});

/** Puts raw JSON, and perhaps more members after it, in the place of a sample's question. */
const inPlaceOf = (question: string, json: string) => (content: Buffer) =>
  Buffer.from(content.toString().replaceAll(`"${question}"`, () => json));

describe.each(TOOL_FORMATS)("records in $name", ({ name, write }) => {
  const read = (bytes: Uint8Array) => readText(name, bytes);
  const written = (question: string, json: string) =>
    write([sample("a"), sample("b", question), sample("c")], inPlaceOf(question, json));

  test("a malformed one is skipped, with its place", async () => {
    const table = await read(written("MALFORMED", '"x" "y"'));
    expect(skippedOf(table)).toEqual([expect.stringMatching(/^malformed JSON: 1 at \d+$/)]);
    expect(idsOf(table)).toEqual(["a", "c"]);
    expect(rowCount(table)).toBe(3);
  });

  test("one nested 100,000 deep", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const bytes = written("DEEP", deep);
    const table = await read(bytes);
    expect(idsOf(table)).toEqual(["a", "b", "c"]);
    expect(await readRecord(memorySource(name, bytes), table, 1)).toMatchObject({ id: "b" });
  });

  test("10,000 members", async () => {
    const members = Array.from({ length: 10_000 }, (_, i) => `"c${i}": ${i}`).join(", ");
    expect(idsOf(await read(written("WIDE", `"x", ${members}`)))).toEqual(["a", "b", "c"]);
  });

  test("of members with the same key the last one counts", async () => {
    const twice = (content: Buffer) =>
      Buffer.from(content.toString().replaceAll(/("(?:doc_)?id": ?)"b"/g, '$1"x", $1"b"'));
    expect(idsOf(await read(write([sample("a"), sample("b")], twice)))).toEqual(["a", "b"]);
  });

  test("members named __proto__ and constructor pollute nothing", async () => {
    const hostile = '{"entropy": 9, "polluted": 1, "doc_id": "x", "id": "x"}';
    const members = `"x", "__proto__": ${hostile}, "constructor": {"prototype": ${hostile}}, "toString": 1`;
    const table = await read(written("HOSTILE", members));
    expect(idsOf(table)).toEqual(["a", "b", "c"]);
    expect(new Set(table.entropy).size).toBe(1);
    expect("polluted" in {}).toBe(false);
  });

  test("one of 65 MiB is skipped", async () => {
    // Of many letters: what repeats itself is taken for a bomb once it is compressed.
    const letters = Array.from({ length: 65_537 }, (_, i) =>
      ((i * 7919) % 65_537).toString(36).padStart(4, "0"),
    );
    const long = Array.from({ length: 256 }, (_, i) => `${i}${letters.join("")}`).join("");
    const table = await read(written("LONG", `"${long}"`));
    expect(skippedOf(table)).toEqual([expect.stringMatching(/^record is longer than 64 MiB: 1 at \d+$/)]);
    expect(idsOf(table)).toEqual(["a", "c"]);
  });
});

// A run of generated answers holds none of the probabilities, and says so whatever else is wrong with it.
describe("generated answers of lm-evaluation-harness", () => {
  const record = (id: string, question: string) =>
    JSON.stringify({
      ...{ doc_id: id, doc: { question }, target: "7", arguments: { gen_args_0: { arg_0: question } } },
      ...{ resps: [["It is 7."]], filtered_resps: ["7"], filter: "strict-match", metrics: ["exact_match"] },
      exact_match: 1.0,
    });
  const text = ["a", "b", "c"].map((id) => `${record(id, `Question ${id}?`)}\n`).join("");
  const replaced = (json: string) => text.replace('"Question b?"', () => json);
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

  test.each<readonly [what: string, content: string | Buffer, records: number, notCounted: RegExp | null]>([
    ["as they are", text, 3, null],
    ["with a byte order mark", `\ufeff${text}`, 3, null],
    ["in UTF-16", Buffer.from(`\ufeff${text}`, "utf16le"), 3, null],
    ["with CRLF", text.replaceAll("\n", "\r\n"), 3, null],
    ["with bytes that are no UTF-8", Buffer.from(replaced('"é"'), "latin1"), 3, null],
    ["with a malformed line", replaced('"x" "y"'), 2, /1 skipped, the first on line 2 \(malformed JSON\)/],
    ["cut off", text.slice(0, -20), 2, /1 skipped, the first on line 3 \(incomplete last line\)/],
    ["nested 100,000 deep", replaced(deep), 3, null],
    ["with a line of 65 MiB", replaced(`"${"x".repeat(65 * 2 ** 20)}"`), 2, /longer than 64 MiB/],
    ["with hostile members", replaced('"x", "__proto__": {"entropy": 1}'), 3, null],
    ["with markup", replaced('"<script>alert(1)</script>"'), 3, null],
  ])("%s", async (_, content, records, notCounted) => {
    const error: unknown = await readText("samples_t.jsonl", content).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      kind: "noProbabilities",
      message: expect.stringContaining(`(${records} records)`) as string,
      answers: { tool: "lmEval", scores: [{ name: "exact_match (strict-match)", count: records, mean: 1 }] },
    });
    const message = error instanceof Error ? error.message : "";
    if (notCounted === null) expect(message).not.toContain("Not counted");
    else expect(message).toMatch(notCounted);
    expect("entropy" in {}).toBe(false);
  });
});
