import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonlReader } from "../../../src/results/formats/jsonl";
import type { JsDefinition } from "../../../src/results/readOptions";
import { recordCollector, type RecordCollector } from "../../../src/results/recordCollector";
import type { ChunkScan } from "../../../src/results/scan/chunkScan";
import { jsonLineScan } from "../../../src/results/scan/jsonLines";
import { HEAD_RECORDS, hostileJsonLines } from "./hostileJsonLines";
import { pushedInChunks } from "./pushedInChunks";

/** Reads lines of which the first three make the plan; gives the table, or the message of the error. */
function read(
  bytes: Uint8Array,
  chunkBytes: number,
  definition: JsDefinition,
  scan: (collector: RecordCollector) => ChunkScan | null,
): unknown {
  const collector = recordCollector({ definition }, HEAD_RECORDS);
  const reader = jsonlReader(collector, () => scan(collector));
  return pushedInChunks(collector, reader, bytes, chunkBytes);
}

describe("scanning lines of JSON", () => {
  test(
    "gives the table that parsing gives, whatever the lines and wherever chunks end",
    { timeout: 180_000 },
    () => {
      let scanned = 0;
      const counting = (collector: RecordCollector): ChunkScan | null => {
        const scan = jsonLineScan(collector);
        return (
          scan && {
            ...scan,
            take(start, offset, line) {
              const next = scan.take(start, offset, line);
              scanned += scan.lines();
              return next;
            },
          }
        );
      };
      fc.assert(
        fc.property(
          hostileJsonLines,
          fc.oneof(fc.constant(1 << 20), fc.integer({ min: 1, max: 300 })),
          fc.constantFrom<JsDefinition>("auto", "auto", "column", "reference"),
          (bytes, chunkBytes, definition) => {
            const parsed = read(bytes, chunkBytes, definition, () => null);
            expect(read(bytes, chunkBytes, definition, counting)).toEqual(parsed);
          },
        ),
        { numRuns: 10_000 },
      );
      expect(scanned).toBeGreaterThan(10_000);
    },
  );
});
