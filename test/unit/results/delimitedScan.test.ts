import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DelimitedHeader } from "../../../src/results/formats/cells";
import { delimitedReader } from "../../../src/results/formats/delimited";
import { recordCollector, type RecordCollector } from "../../../src/results/recordCollector";
import type { ChunkScan } from "../../../src/results/scan/chunkScan";
import { delimitedScan } from "../../../src/results/scan/delimitedRecords";
import { HEAD_RECORDS } from "./hostileJsonLines";
import { hostileDelimited } from "./hostileDelimited";
import { pushedInChunks } from "./pushedInChunks";

type OpenScan = (collector: RecordCollector, delimiter: string, header: DelimitedHeader) => ChunkScan | null;

/** Reads records of which the first three make the plan; gives the table, or the message of the error. */
function read(bytes: Uint8Array, delimiter: string, chunkBytes: number, scan: OpenScan): unknown {
  const collector = recordCollector({ definition: "auto" }, HEAD_RECORDS);
  const reader = delimitedReader(collector, delimiter, {
    onHeader: ({ cells }) => {
      collector.declare(cells.map(({ name }) => name));
    },
    wanted: () => collector.wanted(),
    openScan: (header) => scan(collector, delimiter, header),
  });
  return pushedInChunks(collector, reader, bytes, chunkBytes);
}

describe("scanning delimited text", () => {
  test(
    "gives the table that splitting gives, whatever the cells and wherever chunks end",
    { timeout: 180_000 },
    () => {
      let scanned = 0;
      const counting: OpenScan = (collector, delimiter, header) => {
        const scan = delimitedScan(collector, delimiter, header);
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
          hostileDelimited,
          fc.oneof(fc.constant(1 << 20), fc.integer({ min: 1, max: 300 })),
          ({ bytes, delimiter }, chunkBytes) => {
            const split = read(bytes, delimiter, chunkBytes, () => null);
            expect(read(bytes, delimiter, chunkBytes, counting)).toEqual(split);
          },
        ),
        { numRuns: 10_000 },
      );
      expect(scanned).toBeGreaterThan(10_000);
    },
  );
});
