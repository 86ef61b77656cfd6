import * as l10n from "@vscode/l10n";
import { entryBytes, UnreadableEntryError, wholeEntry } from "../archive/zipEntryBytes";
import type { ZipEntry } from "../archive/zipDirectory";
import { windowedReader, type RangeReader } from "../archive/windowedReader";
import type { ByteSource } from "../byteSource";
import { expansionMeter } from "../compression/expansionLimit";
import { decodedText, utf8Chunks } from "../encoding";
import { INSPECT_MEMBERS, noInspectSamples } from "../dialects/inspect";
import { oncePerSource } from "../oncePerSource";
import { isObject, parseJson } from "../parseJson";
import {
  maxDecompressedBytes,
  stopsHere,
  UnreadableResultsError,
  type ReadHooks,
  type ReadOptions,
} from "../readOptions";
import { MAX_RECORD_BYTES, type Fields, type RecordSink } from "../recordBytes";
import { chunkedValues, withAttachments } from "./inspectAttachments";
import type { DocumentHeader } from "./json";
import { memberReader } from "./jsonMembers";

/** One sample of a log: a file of its own, or a folder of files when it is written in chunks. */
interface LogSample {
  readonly entry: ZipEntry;
  /** The folder's path with its slash; null for a file of its own. */
  readonly folder: string | null;
}

/** A log of Inspect AI as a ZIP archive (`.eval`), with its directory read and nothing else. */
interface InspectLog {
  readonly read: RangeReader;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** By where their entry starts in the archive, in the order in which they were written. */
  readonly samples: ReadonlyMap<number, LogSample>;
  /** Why the archive's directory could not be read to its end; null when it could. */
  readonly damage: string | null;
}

const HEADERS = ["header.json", "_journal/start.json"];
const SAMPLE_FILE = /^samples\/.*_epoch_\d+\.json$/s;
const CHUNKED_SAMPLE = /^(samples\/.*_epoch_\d+\/)sample\.json$/s;
/** A larger sample is read only as far as it is needed, not to its checksum at the end. */
const CHECKED_BYTES = 4 * 1024 * 1024;
/** Written after everything that is needed, and often a hundred times as long. */
const TAIL_MEMBERS = new Set(["store", "events", "transcript", "attachments"]);
/** Events and the texts that they share. */
const EVENT_MEMBERS = new Set(["events", "transcript", "attachments", "events_data", "message_pool"]);
const NEEDED_BEFORE_TAIL = ["id", "target", "output", "scores"];

/** Samples are many and small: progress is not told for each. */
const PROGRESS_STEPS = 200;

/**
 * Opens a log, once for each source.
 *
 * @throws UnreadableResultsError when the archive has no directory or is no log of Inspect
 */
const openInspectLog = oncePerSource(async (source: ByteSource): Promise<InspectLog> => {
  const { entries, damage } = await directoryOf(source);
  const samples = new Map<number, LogSample>();
  for (const [name, entry] of entries) {
    const folder = CHUNKED_SAMPLE.exec(name)?.[1] ?? null;
    if (folder === null ? !SAMPLE_FILE.test(name) : entries.has(`${folder.slice(0, -1)}.json`)) continue;
    samples.set(entry.offset, { entry, folder });
  }
  if (samples.size === 0 && !HEADERS.some((name) => entries.has(name))) {
    throw new UnreadableResultsError("unknownFormat", notALog([...entries.keys()]));
  }
  return { read: windowedReader(source), entries, samples, damage };
});

async function directoryOf(source: ByteSource) {
  const { readZipDirectory } = await import("../archive/zipDirectory");
  try {
    return await readZipDirectory(source);
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw error;
    throw new UnreadableResultsError(
      "damaged",
      l10n.t(
        "The archive is not complete: its directory, which is written last, is missing or damaged. The file was cut off, or is being written or copied now. Reload it when that is done, or copy it again.",
      ),
    );
  }
}

function notALog(names: readonly string[]): string {
  if (names.includes("xl/workbook.xml")) {
    return l10n.t("This is an Excel workbook. Save the sheet with the results as CSV, and plot that.");
  }
  const shown = names.slice(0, 5).map((name) => name.replaceAll(/\p{Cc}/gu, " ").slice(0, 40));
  const held = shown.join(", ") + (names.length > 5 ? ", ..." : "");
  return names.length === 0
    ? l10n.t("This is a ZIP archive, but no log of Inspect AI: it holds nothing.")
    : l10n.t(
        "This is a ZIP archive, but no log of Inspect AI, which has a header.json and a folder samples: it holds {0}. Unpack it and plot the files in it.",
        held,
      );
}

/**
 * Reads the samples one after the other. Their records' offsets are where their entries start in the archive, their
 * lines their positions among the samples.
 *
 * @returns the names that the log gives once for all samples
 * @throws UnreadableResultsError when it is no log, or has no samples
 */
export async function readInspectLog(
  source: ByteSource,
  sink: RecordSink,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<DocumentHeader> {
  const { signal, onProgress } = hooks;
  const log = await openInspectLog(source);
  if (log.samples.size === 0 && log.damage === null) {
    throw noInspectSamples();
  }
  const meter = expansionMeter(maxDecompressedBytes(options));
  let bytesIn = 0;
  let bytesOut = 0;
  const onBytes = (bytes: number) => {
    signal?.throwIfAborted();
    bytesOut += bytes;
    meter.check(bytesIn, bytesOut);
  };
  let position = 0;
  let bytesRead = 0;
  let bytesReported = 0;
  for (const sample of log.samples.values()) {
    if (stopsHere(hooks)) return logHeader(log);
    position++;
    bytesIn += sample.entry.compressedBytes;
    const read = await readSample(log, sample, "needed", onBytes);
    if (typeof read === "string") sink.skip(read, position);
    else sink.record(read.sample, sample.entry.offset, position, read.bytes);
    bytesRead = Math.max(bytesRead, sample.entry.offset + sample.entry.compressedBytes);
    if (bytesRead - bytesReported >= source.size / PROGRESS_STEPS) {
      bytesReported = bytesRead;
      onProgress?.(Math.min(bytesRead, source.size), source.size);
    }
  }
  if (log.damage !== null) sink.skip(l10n.t("the archive's directory is damaged from here on"), position + 1);
  return logHeader(log);
}

/**
 * Reads one sample again, with the texts that it refers to.
 *
 * @param extent what plots and cards need, or everything but its events and what these share, which are named only; a
 *   sample that has more than a record may have is read as for a card
 * @returns null when it is not there any more
 */
export async function readInspectSample(
  source: ByteSource,
  offset: number,
  extent: SampleExtent = "needed",
): Promise<Fields | null> {
  const log = await openInspectLog(source);
  const sample = log.samples.get(offset);
  if (sample === undefined) return null;
  const read = await readSample(log, sample, extent);
  if (typeof read === "string") return extent === "whole" ? readInspectSample(source, offset) : null;
  const { folder } = sample;
  if (folder === null) return read.sample;
  const names = [...log.entries.keys()];
  const readJson = (name: string) => jsonOrNothing(log, name);
  const messages = extent === "whole" ? await chunkedValues(names, `${folder}messages/`, readJson) : [];
  const whole = messages.length > 0 ? { ...read.sample, messages } : read.sample;
  return withAttachments(whole, names, `${folder}attachments/`, readJson);
}

type SampleExtent = "needed" | "whole";

/**
 * The members of a sample that are of use, and how many bytes they have, or why it cannot be read.
 *
 * @param onBytes told of each chunk that is decompressed; what it throws ends the reading
 */
async function readSample(
  log: InspectLog,
  { entry, folder }: LogSample,
  extent: SampleExtent,
  onBytes?: (bytes: number) => void,
): Promise<{ readonly sample: Fields; readonly bytes: number } | string> {
  const isEnough = (key: string, taken: ReadonlySet<string>) =>
    extent === "needed" &&
    entry.bytes > CHECKED_BYTES &&
    TAIL_MEMBERS.has(key) &&
    NEEDED_BEFORE_TAIL.every((needed) => taken.has(needed));
  const leftOut = new Set<string>();
  const wants = (key: string) => {
    if (extent === "needed") return INSPECT_MEMBERS.has(key);
    if (EVENT_MEMBERS.has(key)) leftOut.add(key);
    return !leftOut.has(key);
  };
  const members = memberReader(wants, isEnough);
  try {
    for await (const chunk of utf8Chunks(entryBytes(log.read, entry))) {
      onBytes?.(chunk.length);
      if (!members.push(chunk)) break;
    }
    const fields = members.finish();
    if (typeof fields === "string") return fields;
    const notRead = l10n.t("… (not read)");
    const named = Object.fromEntries([...leftOut].map((key) => [key, notRead]));
    const metadata = folder === null ? {} : { metadata: await jsonEntry(log, `${folder}metadata.json`) };
    return { sample: { ...fields, ...metadata, ...named }, bytes: members.bytes() };
  } catch (error) {
    if (error instanceof UnreadableEntryError) return error.message;
    throw error;
  }
}

/**
 * An entry's JSON; undefined when there is no such entry or it is no JSON.
 *
 * @throws UnreadableEntryError
 */
async function jsonEntry({ entries, read }: InspectLog, name: string): Promise<unknown> {
  const entry = entries.get(name);
  if (entry === undefined) return undefined;
  const bytes = await wholeEntry(read, entry, MAX_RECORD_BYTES);
  try {
    return parseJson(decodedText(bytes));
  } catch {
    return undefined;
  }
}

/** What the log says once for all samples. A run that has not ended has said it in its journal. */
async function logHeader(log: InspectLog): Promise<DocumentHeader> {
  for (const name of HEADERS) {
    const header = await jsonOrNothing(log, name);
    if (!isObject(header) || !isObject(header.eval)) continue;
    const { model, task, dataset } = header.eval;
    return {
      model: textOrNull(model),
      dataset: textOrNull(task) ?? (isObject(dataset) ? textOrNull(dataset.name) : null),
    };
  }
  return { model: null, dataset: null };
}

async function jsonOrNothing(log: InspectLog, name: string): Promise<unknown> {
  try {
    return await jsonEntry(log, name);
  } catch (error) {
    if (error instanceof UnreadableEntryError) return undefined;
    throw error;
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
