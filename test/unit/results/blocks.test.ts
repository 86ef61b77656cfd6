import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blockAt, blockCount, type BlockFormat, type BlockJob } from "../../../src/results/blocks/blockJob";
import { blockJoiner } from "../../../src/results/blocks/joinBlocks";
import { blockReader, type ReadAt } from "../../../src/results/blocks/readBlock";
import type { DelimitedHeader } from "../../../src/results/formats/cells";
import { delimitedReader } from "../../../src/results/formats/delimited";
import { jsonlReader } from "../../../src/results/formats/jsonl";
import { UnreadableResultsError } from "../../../src/results/readOptions";
import type { ResumedReader } from "../../../src/results/recordBytes";
import { recordCollector, type RecordCollector } from "../../../src/results/recordCollector";
import { HEAD_RECORDS, hostileJsonLines } from "./hostileJsonLines";
import { hostileDelimited } from "./hostileDelimited";

type TextFormat = { readonly kind: "jsonl" } | { readonly kind: "delimited"; readonly delimiter: string };

/** A reader, and what it has found out about its format. */
function open(
  format: TextFormat,
  collector: RecordCollector,
): { reader: ResumedReader; found: () => BlockFormat } {
  if (format.kind === "jsonl") return { reader: jsonlReader(collector), found: () => format };
  let header: DelimitedHeader = { width: 0, cells: [] };
  const reader = delimitedReader(collector, format.delimiter, {
    onHeader: (columns) => {
      header = columns;
      collector.declare(columns.cells.map(({ name }) => name));
    },
    wanted: () => collector.wanted(),
  });
  return { reader, found: () => ({ ...format, header }) };
}

/** The table, or the message of the error that there is instead. */
function finished(collector: RecordCollector, read: () => void): unknown {
  try {
    read();
    return collector.finish({ model: "default", dataset: null }, () => ({ kind: "json" }));
  } catch (error) {
    if (error instanceof UnreadableResultsError) return error.message;
    throw error;
  }
}

function readWhole(bytes: Buffer, format: TextFormat): unknown {
  const collector = recordCollector({ definition: "auto" }, HEAD_RECORDS);
  return finished(collector, () => {
    const { reader } = open(format, collector);
    reader.push(bytes);
    reader.end();
  });
}

/**
 * Reads the first records from the front and the rest in blocks, each by one of two readers, as threads would.
 *
 * @param order by which blocks are handed on: the smaller number first
 */
function readInParts(
  bytes: Buffer,
  format: TextFormat,
  blockBytes: number,
  order: readonly number[],
): unknown {
  const collector = recordCollector({ definition: "auto" }, HEAD_RECORDS);
  return finished(collector, () => {
    const { reader, found } = open(format, collector);
    let pushed = 0;
    while (pushed < bytes.length && collector.inParts?.() === "notKnown") {
      const lineEnd = bytes.indexOf(10, pushed);
      const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
      reader.push(Buffer.from(bytes.subarray(pushed, end)));
      pushed = end;
    }
    const parts = collector.inParts?.() ?? "never";
    if (typeof parts === "string") {
      reader.push(Buffer.from(bytes.subarray(pushed)));
      reader.end();
      return;
    }
    const { offset, line } = reader.place();
    const job: BlockJob = {
      format: found(),
      plan: parts.plan,
      first: offset,
      size: bytes.length,
      blockBytes,
      rowsPerByte: parts.rows() / offset,
    };
    const readAt: ReadAt = (into, position) => bytes.copy(into, 0, position, position + into.length);
    const other = blockReader(structuredClone(job), readAt, false);
    const own = blockReader(job, readAt, true);
    const joiner = blockJoiner(job, line - 1, parts, blockReader(job, readAt, true));
    const startOf = (index: number) => (index === 0 ? job.first : null);
    const sent = Array.from({ length: blockCount(job) }, (_, index) =>
      index % 2 === 0 ? structuredClone(other(blockAt(job, index), startOf(index))) : null,
    );
    const indices = Array.from(sent.keys());
    indices.sort((a, b) => (order[a % order.length] ?? 0) - (order[b % order.length] ?? 0));
    for (const index of indices) {
      const isOther = index % 2 === 0;
      joiner.add(index, isOther ? (sent[index] ?? null) : own(blockAt(job, index), startOf(index)));
    }
    expect(joiner.position()).toBe(bytes.length);
  });
}

const order = fc.array(fc.nat(100), { minLength: 1, maxLength: 20 });
const blockBytes = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 20, max: 400 }));

describe("a file read in blocks", () => {
  test("of JSON Lines gives the table of the file read from front to back", { timeout: 180_000 }, () => {
    fc.assert(
      fc.property(hostileJsonLines, blockBytes, order, (bytes, size, by) => {
        const format = { kind: "jsonl" } as const;
        expect(readInParts(bytes, format, size, by)).toEqual(readWhole(bytes, format));
      }),
      { numRuns: 2500 },
    );
  });

  test("of delimited text gives the table of the file read from front to back", { timeout: 180_000 }, () => {
    fc.assert(
      fc.property(hostileDelimited, blockBytes, order, ({ bytes, delimiter }, size, by) => {
        const format = { kind: "delimited", delimiter } as const;
        expect(readInParts(bytes, format, size, by)).toEqual(readWhole(bytes, format));
      }),
      { numRuns: 2500 },
    );
  });

  test("finds the records of text whose cells hold line ends without reading blocks again", () => {
    const rows = Array.from(
      { length: 3000 },
      (_, i) => `"q${i}","a text, with\n${"line ends\n".repeat(i % 9)}",0.5,0.1`,
    );
    const bytes = Buffer.from(`id,question,entropy,jsd\n${rows.join("\n")}\n`);
    const collector = recordCollector({ definition: "auto" }, HEAD_RECORDS);
    const { reader, found } = open({ kind: "delimited", delimiter: "," }, collector);
    reader.push(bytes.subarray(0, 1000));
    const parts = collector.inParts?.();
    if (typeof parts !== "object") throw new Error("no plan after 1000 bytes");
    const job: BlockJob = {
      format: found(),
      plan: parts.plan,
      first: reader.place().offset,
      size: bytes.length,
      blockBytes: 2500,
      rowsPerByte: 0.02,
    };
    const readAt: ReadAt = (into, position) => bytes.copy(into, 0, position, position + into.length);
    const read = blockReader(job, readAt, true);
    let again = 0;
    const joiner = blockJoiner(job, 0, parts, (block, start) => {
      again++;
      return read(block, start);
    });
    for (let i = 0; i < blockCount(job); i++)
      joiner.add(i, read(blockAt(job, i), i === 0 ? job.first : null));
    expect(again).toBe(0);
  });
});
