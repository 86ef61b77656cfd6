import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonlReader } from "../../../src/results/formats/jsonl";
import { parseJson } from "../../../src/results/parseJson";
import type { JsDefinition } from "../../../src/results/readOptions";
import { recordCollector } from "../../../src/results/recordCollector";
import { jsonLineScan } from "../../../src/results/scan/jsonLines";
import { TOKENS } from "../../../src/results/scan/spannedRecord";
import { readTokenLogprobs } from "../../../src/results/tokenLogprobs";
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
