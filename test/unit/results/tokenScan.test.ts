import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sequenceEntropy, TRUNCATIONS } from "../../../src/metrics/truncatedDistribution";
import { answerToken } from "../../../src/results/answerToken";
import { jsonlReader } from "../../../src/results/formats/jsonl";
import { parseJson } from "../../../src/results/parseJson";
import type { JsDefinition } from "../../../src/results/readOptions";
import { orReason } from "../../../src/results/givenDistribution";
import { recordCollector } from "../../../src/results/recordCollector";
import { jsonLineScan } from "../../../src/results/scan/jsonLines";
import { TOKENS } from "../../../src/results/scan/spannedRecord";
import { positionCount, readTokenLogprobs } from "../../../src/results/tokenLogprobs";
import { HEAD_RECORDS, hostileTokenLines, hostileTokens } from "./hostileJsonLines";
import { pushedInChunks } from "./pushedInChunks";
import { scannedRecord } from "./scannedRecord";

/** The table of lines of which the first three make the plan, or the message of the error. */
function read(bytes: Buffer, chunkBytes: number, definition: JsDefinition, isScanned: boolean): unknown {
  const collector = recordCollector({ definition, hasCompanions: true }, HEAD_RECORDS);
  const reader = jsonlReader(collector, () => (isScanned ? jsonLineScan(collector) : null));
  return pushedInChunks(collector, reader, bytes, chunkBytes);
}

describe("log probabilities of tokens, read from their bytes", () => {
  test("are those that parsing gives, or are left to it", { timeout: 120_000 }, () => {
    let count = 0;
    fc.assert(
      fc.property(hostileTokens, fc.nat(7), (json, before) => {
        const record = scannedRecord(["logprobs"], `{"logprobs":${json}}\n`, ["logprobs"], before);
        if (record?.kinds[0] !== TOKENS) return;
        count++;
        expect(record.length).toBe(Buffer.byteLength(json) + '{"logprobs":}\n'.length);
        const parsed = readTokenLogprobs(parseJson(json), "logprobs");
        const read = readTokenLogprobs(record.valueOf(0), "logprobs");
        if (read === null || typeof read === "string") throw new Error("what was read has been lost");
        const { chosen, outcomes, logprobs, ends } = read;
        expect({ chosen, outcomes, logprobs: [...logprobs], ends: [...ends] }).toEqual(parsed);
        expect(chosen.map((_, i) => read.chosenAt?.(i))).toEqual(chosen);
      }),
      { numRuns: 10_000 },
    );
    expect(count).toBeGreaterThan(1000);
  });

  test("have the entropy, and the answer, that parsing gives", () => {
    const text = fc.array(
      fc.constantFrom(
        ...Array.from('aZr7s .:"\\\n\tĠé<>|'),
        "answer",
        "is",
        "Answer",
        "<|eot_id|>",
        "</s>",
        "\u2581",
        "\ud83d",
      ),
      { maxLength: 3 },
    );
    const usual = fc.constantFrom(" the", "a7", " is", " answer", ".", ",", ":", "\n", ' "');
    const token = fc.oneof(
      usual,
      usual,
      text.map((parts) => parts.join("")),
    );
    const logprob = fc.oneof(
      fc.double({ min: -9, max: 0, noNaN: true }),
      fc.constantFrom(0, -9999, -0.5, 0.1),
    );
    const position = fc.record({
      token,
      top_logprobs: fc.array(fc.record({ token, logprob }), { minLength: 1, maxLength: 3 }),
    });
    let long = 0;
    fc.assert(
      fc.property(fc.array(position, { minLength: 1, maxLength: 20 }), (positions) => {
        const record = scannedRecord(["x"], `{"x":${JSON.stringify(positions)}}\n`, ["x"]);
        const read = record?.kinds[0] === TOKENS ? readTokenLogprobs(record.valueOf(0), "x") : null;
        const parsed = readTokenLogprobs(positions, "x");
        if (read === null || typeof read === "string") throw new Error("not read");
        if (parsed === null || typeof parsed === "string") throw new Error("not parsed");
        for (const truncation of TRUNCATIONS) {
          const sum = read.sumOfEntropies?.(truncation);
          const expected = orReason(() => sequenceEntropy(parsed, "sum", truncation));
          expect(sum).toBe(typeof expected === "string" ? NaN : expected);
          expect(answerToken(read, truncation)).toEqual(answerToken(parsed, truncation));
        }
        if (read.isLongAnswer?.() === true) long++;
        expect(positionCount(read)).toBe(positions.length);
      }),
      { numRuns: 10_000 },
    );
    expect(long).toBeGreaterThan(500);
  });

  test("give the table that parsing gives, wherever chunks end", { timeout: 180_000 }, () => {
    fc.assert(
      fc.property(
        hostileTokenLines,
        fc.oneof(fc.constant(1 << 20), fc.integer({ min: 1, max: 900 })),
        fc.constantFrom<JsDefinition>("auto", "auto", "column", "reference", "tokens", "models"),
        (bytes, chunkBytes, definition) => {
          const parsed = read(bytes, chunkBytes, definition, false);
          expect(read(bytes, chunkBytes, definition, true)).toEqual(parsed);
        },
      ),
      { numRuns: 5000 },
    );
  });
});
