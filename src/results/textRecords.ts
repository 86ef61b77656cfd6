import type { BlockFormat } from "./blocks/blockJob";
import { helpersFor } from "./blocks/readInBlocks";
import type { ByteSource } from "./byteSource";
import { cutOffSink } from "./cutOffRecords";
import type { TextFormat } from "./detectFormat";
import { isPartOfRecord } from "./dialects/dialects";
import { defaultNames } from "./files/fileContext";
import { narrowed, type DelimitedHeader } from "./formats/cells";
import { delimitedReader } from "./formats/delimited";
import { findRecords, jsonReader, type DocumentHeader } from "./formats/json";
import { jsonlReader } from "./formats/jsonl";
import { maxDecompressedBytes, stopsHere, type ReadHooks, type ReadOptions } from "./readOptions";
import { asBuffer, type Fields, type RecordReader, type RecordSink, type ResumedReader } from "./recordBytes";
import type { RecordCollector } from "./recordCollector";
import { areMeasured } from "./recordPlan";
import type { RecordLayout } from "./sampleTable";
import { delimitedScan } from "./scan/delimitedRecords";
import { jsonLineScan } from "./scan/jsonLines";
import { CutOffError } from "./sequentialSource";
import { textSource } from "./textSource";
import { watchedSource } from "./watchedSource";
import { CR } from "./asciiBytes";

/** What a format's reader knows at the end beside its records. */
interface OpenFormat {
  readonly reader: RecordReader;
  readonly header: DocumentHeader;
  readonly shape: () => RecordLayout["shape"];
  /** How to go on from the middle of the file; null for formats that are read from the front only. */
  readonly resumed: { readonly reader: ResumedReader; readonly format: () => BlockFormat } | null;
}

/** Reads the records of a text file, compressed or not, from front to back or, once it is known how, in blocks. */
export async function readTextRecords<Result>(
  collector: RecordCollector<Result>,
  source: ByteSource,
  format: TextFormat,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<Result> {
  const sink = cutOffSink(collector);
  // Wrapped outside of the decompression, so that progress counts bytes of the file.
  const text = await textSource(watchedSource(source, hooks), maxDecompressedBytes(options));
  let helpers = format.kind === "json" || collector.inParts === undefined ? null : helpersFor(text, hooks);
  const inParts = () => (helpers === null ? "never" : (collector.inParts?.() ?? "never"));
  const isHead = () => typeof inParts() === "object";
  const reading = { collector, sink, options, hooks, isHead };
  const { reader, header, shape, resumed } = await openFormat(source, format, reading);
  const finish = () => collector.finish(defaultNames(header, options.context, text.name), shape);
  try {
    for await (const chunk of text.stream()) {
      // What the reader still holds is a part of a record that is not read.
      if (stopsHere(hooks)) return finish();
      reader.push(asBuffer(chunk));
      if (text.place !== undefined && resumed !== null) {
        collector.haveRead?.(resumed.reader.place().offset / (text.size - text.place.start));
      }
      const parts = inParts();
      if (parts === "never") {
        helpers?.end();
        helpers = null;
      }
      // A line feed that belongs to it may follow.
      if (typeof parts === "string" || resumed === null || chunk.at(-1) === CR) continue;
      const { offset, line } = resumed.reader.place();
      const job = {
        format: resumed.format(),
        plan: parts.plan,
        first: offset,
        rowsPerByte: parts.rows() / offset,
      };
      await helpers?.readRest(job, line - 1, parts);
      return finish();
    }
    reader.end();
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error;
    sink.endCutOff(reader);
  } finally {
    helpers?.end();
  }
  return finish();
}

interface Reading {
  readonly collector: RecordCollector<unknown>;
  /** Passes records on to the collector. */
  readonly sink: RecordSink;
  readonly options: ReadOptions;
  readonly hooks: ReadHooks;
  /** Whether the rest will be read in blocks, so that too little is left here for a scan to pay. */
  readonly isHead: () => boolean;
}

async function openFormat(
  source: ByteSource,
  format: TextFormat,
  { collector, sink, options, hooks, isHead }: Reading,
): Promise<OpenFormat> {
  const header: DocumentHeader = { model: null, dataset: null };
  if (format.kind === "delimited") {
    const { delimiter } = format;
    let found: DelimitedHeader = { width: 0, cells: [] };
    const onHeader = (columns: DelimitedHeader) => {
      found = columns;
      collector.declare(columns.cells.map(({ name }) => name));
    };
    const reader = delimitedReader(sink, delimiter, {
      onHeader,
      wanted: () => collector.wanted(),
      openScan: (columns) => (isHead() ? null : delimitedScan(sink, delimiter, columns)),
    });
    const shape = () => {
      const wanted = collector.wanted();
      const cells = wanted === null ? found.cells : narrowed(found, wanted);
      return { kind: "delimited", delimiter, width: found.width, cells } as const;
    };
    const resumed = { reader, format: () => ({ kind: "delimited", delimiter, header: found }) as const };
    return { reader, header, shape, resumed };
  }
  const shape = () => ({ kind: "json" }) as const;
  if (format.kind === "jsonl") {
    const reader = jsonlReader(sink, () => (isHead() ? null : jsonLineScan(sink)));
    return { reader, header, shape, resumed: { reader, format: () => ({ kind: "jsonl" }) as const } };
  }
  const signs = {
    inElement: (fields: Fields) => areMeasured([fields], [], options),
    isPart: isPartOfRecord,
    inKeys: (keys: readonly string[]) => areMeasured([], keys, options),
  };
  const text = await textSource(source, maxDecompressedBytes(options));
  const records = format.isArray ? 0 : await findRecords(text, signs, hooks.signal);
  return { reader: jsonReader(sink, records, header), header, shape, resumed: null };
}
