import type { ByteSource } from "./byteSource";
import { cutOffSink } from "./cutOffRecords";
import type { TextFormat } from "./detectFormat";
import { defaultNames } from "./files/fileContext";
import { delimitedReader, narrowed, type DelimitedHeader } from "./formats/delimited";
import { findRecords, jsonReader, type DocumentHeader } from "./formats/json";
import { jsonlReader } from "./formats/jsonl";
import { maxDecompressedBytes, type ReadHooks, type ReadOptions } from "./readOptions";
import { asBuffer, type Fields, type RecordReader, type RecordSink } from "./recordBytes";
import type { RecordCollector } from "./recordCollector";
import { areMeasured } from "./recordPlan";
import type { RecordLayout } from "./sampleTable";
import { delimitedScan } from "./scan/delimitedRecords";
import { jsonLineScan } from "./scan/jsonLines";
import { CutOffError } from "./sequentialSource";
import { textSource } from "./textSource";
import { watchedSource } from "./watchedSource";

/** What a format's reader knows at the end beside its records. */
interface OpenFormat {
  readonly reader: RecordReader;
  readonly header: DocumentHeader;
  readonly shape: () => RecordLayout["shape"];
}

/** Reads the records of a text file, compressed or not, from front to back. */
export async function readTextRecords<Result>(
  collector: RecordCollector<Result>,
  source: ByteSource,
  format: TextFormat,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<Result> {
  const sink = cutOffSink(collector);
  const { reader, header, shape } = await openFormat(source, format, { collector, sink, options, hooks });
  // Wrapped outside of the decompression, so that progress counts bytes of the file.
  const text = await textSource(watchedSource(source, hooks), maxDecompressedBytes(options));
  try {
    for await (const chunk of text.stream()) reader.push(asBuffer(chunk));
    reader.end();
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error;
    sink.endCutOff(reader);
  }
  return collector.finish(defaultNames(header, options.context, text.name), shape);
}

interface Reading {
  readonly collector: RecordCollector<unknown>;
  /** Passes records on to the collector. */
  readonly sink: RecordSink;
  readonly options: ReadOptions;
  readonly hooks: ReadHooks;
}

async function openFormat(
  source: ByteSource,
  format: TextFormat,
  { collector, sink, options, hooks }: Reading,
): Promise<OpenFormat> {
  const header: DocumentHeader = { model: null, dataset: null };
  if (format.kind === "delimited") {
    const { delimiter } = format;
    let found: DelimitedHeader = { width: 0, cells: [] };
    const onHeader = (columns: DelimitedHeader) => {
      found = columns;
      collector.declare(columns.cells.map(({ name }) => name));
    };
    const reader = delimitedReader(
      sink,
      delimiter,
      onHeader,
      () => collector.wanted(),
      (columns) => delimitedScan(sink, delimiter, columns),
    );
    const shape = () => {
      const wanted = collector.wanted();
      const cells = wanted === null ? found.cells : narrowed(found, wanted);
      return { kind: "delimited", delimiter, width: found.width, cells } as const;
    };
    return { reader, header, shape };
  }
  const shape = () => ({ kind: "json" }) as const;
  if (format.kind === "jsonl") {
    return { reader: jsonlReader(sink, () => jsonLineScan(sink)), header, shape };
  }
  const signs = {
    inElement: (fields: Fields) => areMeasured([fields], [], options),
    inKeys: (keys: readonly string[]) => areMeasured([], keys, options),
  };
  const text = await textSource(source, maxDecompressedBytes(options));
  const records = format.isArray ? 0 : await findRecords(text, signs, hooks.signal);
  return { reader: jsonReader(sink, records, header), header, shape };
}
