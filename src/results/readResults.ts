import type { ByteSource } from "./byteSource";
import { detectFormat, type ResultsFormat } from "./detectFormat";
import { utf8Source } from "./encoding";
import { delimitedReader, narrowed, type DelimitedHeader } from "./formats/delimited";
import { findRecords, jsonReader, type DocumentHeader } from "./formats/json";
import { readInspectLog } from "./formats/inspectLog";
import { jsonlReader } from "./formats/jsonl";
import { UnreadableResultsError, type ReadHooks, type ReadOptions } from "./readOptions";
import { asBuffer, type Fields, type RecordReader } from "./recordBytes";
import { recordCollector, type RecordCollector } from "./recordCollector";
import { areMeasured } from "./recordPlan";
import type { RecordLayout, SampleTable } from "./sampleTable";

/**
 * Reads every record of a result file into columns.
 *
 * @throws UnreadableResultsError when nothing can be plotted from the file
 * @throws the signal's reason when it is aborted
 */
export async function readResults(
  source: ByteSource,
  options: ReadOptions,
  hooks: ReadHooks = {},
): Promise<SampleTable> {
  return readInto(recordCollector(options), source, options, hooks);
}

/** Reads every record of a result file into a collector of the caller's, as {@link readResults} does. */
export async function readInto<Result>(
  collector: RecordCollector<Result>,
  source: ByteSource,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<Result> {
  hooks.signal?.throwIfAborted();
  if (source.size === 0) throw new UnreadableResultsError("empty", "The file is empty.");
  try {
    const format = await detectFormat(await utf8Source(source));
    return await readFormat(collector, source, format, options, hooks);
  } catch (error) {
    throw asUnreadable(error);
  }
}

/** What a format's reader knows at the end beside its records. */
interface OpenFormat {
  readonly reader: RecordReader;
  readonly header: DocumentHeader;
  readonly shape: () => RecordLayout["shape"];
}

async function readFormat<Result>(
  collector: RecordCollector<Result>,
  source: ByteSource,
  format: ResultsFormat,
  options: ReadOptions,
  hooks: ReadHooks,
) {
  const name = source.name.replace(/\.[^.]+$/, "");
  if (format.kind === "zip") {
    const { model, dataset } = await readInspectLog(source, collector, hooks);
    return collector.finish({ model: model ?? name, dataset }, () => ({ kind: "inspectLog" }));
  }
  const { reader, header, shape } = await openFormat(source, format, collector, options, hooks.signal);
  // Wrapped outside of the transcoding, so that progress counts bytes of the file.
  const utf8 = await utf8Source(watched(source, hooks));
  for await (const chunk of utf8.stream()) reader.push(asBuffer(chunk));
  reader.end();
  return collector.finish({ model: header.model ?? name, dataset: header.dataset }, shape);
}

async function openFormat(
  source: ByteSource,
  format: Exclude<ResultsFormat, { readonly kind: "zip" }>,
  collector: RecordCollector<unknown>,
  options: ReadOptions,
  signal: AbortSignal | undefined,
): Promise<OpenFormat> {
  const header: DocumentHeader = { model: null, dataset: null };
  if (format.kind === "delimited") {
    const { delimiter } = format;
    let found: DelimitedHeader = { width: 0, cells: [] };
    const onHeader = (columns: DelimitedHeader) => {
      found = columns;
      collector.declare(columns.cells.map(({ name }) => name));
    };
    const reader = delimitedReader(collector, delimiter, onHeader, () => collector.wanted());
    const shape = () => {
      const wanted = collector.wanted();
      const cells = wanted === null ? found.cells : narrowed(found, wanted);
      return { kind: "delimited", delimiter, width: found.width, cells } as const;
    };
    return { reader, header, shape };
  }
  const shape = () => ({ kind: "json" }) as const;
  if (format.kind === "jsonl") return { reader: jsonlReader(collector), header, shape };
  const signs = {
    inElement: (fields: Fields) => areMeasured([fields], [], options),
    inKeys: (keys: readonly string[]) => areMeasured([], keys, options),
  };
  const records = format.isArray ? 0 : await findRecords(await utf8Source(source), signs, signal);
  return { reader: jsonReader(collector, records, header), header, shape };
}

/** The source, reporting progress, honouring the signal, and noticing that the file became shorter. */
function watched(source: ByteSource, { signal, onProgress }: ReadHooks): ByteSource {
  return {
    name: source.name,
    size: source.size,
    read: (start, length) => source.read(start, length),
    async *stream(start = 0) {
      let position = start;
      for await (const chunk of source.stream(start)) {
        signal?.throwIfAborted();
        yield chunk;
        position += chunk.length;
        onProgress?.(Math.min(position, source.size), source.size);
      }
      signal?.throwIfAborted();
      if (position < source.size) {
        throw new UnreadableResultsError(
          "io",
          `The file became shorter while it was read: ${position} of ${source.size} bytes were there.`,
        );
      }
    },
  };
}

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

const FILE_SYSTEM_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "The file does not exist.",
  EACCES: "There is no permission to read the file.",
  EPERM: "There is no permission to read the file.",
  EISDIR: "This is a folder, not a file.",
};

/** A file system's error as the error of a file that cannot be plotted; other errors as they are. */
export function asUnreadable(error: unknown): unknown {
  if (!isFileSystemError(error)) return error;
  return new UnreadableResultsError("io", FILE_SYSTEM_PROBLEMS[error.code ?? ""] ?? error.message);
}
