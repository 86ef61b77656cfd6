import fc from "fast-check";
import { expect } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { UnreadableResultsError } from "../../../src/results/readOptions";
import { rowCount, skippedCount } from "./sources";

/**
 * Reads files of which a few bytes are others: each must give a table whose counts agree, or an error for people.
 *
 * @returns how many gave a table
 */
export async function readChanged(fileName: string, files: readonly Buffer[]): Promise<number> {
  let tables = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(1_000_000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }),
      async (file, changes) => {
        const bytes = Buffer.from(file);
        for (const [position, byte] of changes) bytes[position % bytes.length] = byte;
        const source = memorySource(fileName, bytes);
        try {
          const table = await readResults(source, { definition: "auto" });
          tables++;
          expect(rowCount(table)).toBe(table.length + skippedCount(table));
          for (let i = 0; i < table.length; i++) await readRecord(source, table, i).catch(() => null);
        } catch (error) {
          if (!(error instanceof UnreadableResultsError)) throw error;
        }
      },
    ),
    { numRuns: 2000 },
  );
  return tables;
}
