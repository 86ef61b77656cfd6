import { asBuffer, RECORD_TOO_LONG, type Fields, type RecordReader, type RecordSink } from "../recordBytes";
import type { ByteSource } from "../byteSource";
import { matchesRole } from "../columnRoles";
import { isInspectLog, noInspectSamples } from "../dialects/inspect";
import { isObject, parseJson } from "../parseJson";
import { untilCutOff } from "../sequentialSource";
import { jsonScanner, TOP_LEVEL, type MemberPlace } from "./jsonScanner";
import {
  INCOMPLETE_RECORD,
  MALFORMED_JSON,
  NO_JSON_OBJECT,
  TABLE_BY_COLUMNS,
  TEXT_AFTER_END,
} from "./textReasons";

/** Elements of an array that are looked at to tell whether it holds the records. */
const INSPECTED_ELEMENTS = 100;

/** Names that a document gives once for all its records. */
export interface DocumentHeader {
  model: string | null;
  dataset: string | null;
}

/** Whether an element, or an object with these keys, looks like a record to plot. */
export interface RecordSigns {
  inElement(fields: Fields): boolean;
  /** Whether the element is only a part of one: then that is the document itself. */
  isPart(array: MemberPlace, fields: Fields): boolean;
  inKeys(keys: readonly string[]): boolean;
}

/**
 * Finds which array of a JSON object holds the records: the first with the signs of one among its first elements,
 * unless these are parts of the object as a record; else the object itself when its own members say so, else the first
 * array of objects.
 *
 * @returns the array's ordinal, or TOP_LEVEL when the top-level values are the records
 * @throws UnreadableResultsError when the object is known and holds none
 */
export async function findRecords(
  source: ByteSource,
  signs: RecordSigns,
  signal?: AbortSignal,
): Promise<number> {
  const state: { measured: number | null; arrayOfObjects: number | null } = {
    measured: null,
    arrayOfObjects: null,
  };
  const ownKeys: string[] = [];
  let last: MemberPlace | null = null;
  const scanner = jsonScanner(
    {
      wants: (_, index) => state.measured === null && index < INSPECTED_ELEMENTS,
      element(bytes, array) {
        if (bytes === null || state.measured !== null) return;
        const value = parseElement(bytes);
        if (!isObject(value)) return;
        state.arrayOfObjects ??= array;
        if (last !== null && signs.isPart(last, value)) state.measured = TOP_LEVEL;
        else if (signs.inElement(value)) state.measured = array;
      },
      unfinished: () => undefined,
      trailing: () => undefined,
      member(place, text) {
        last = place;
        if (place.depth === 1 && text === null && ownKeys.length < 1000) ownKeys.push(place.key);
      },
    },
    "arrays",
  );
  for await (const chunk of untilCutOff(source.stream())) {
    signal?.throwIfAborted();
    scanner.push(asBuffer(chunk));
    if (state.measured !== null) return state.measured;
  }
  scanner.end();
  if (state.measured === null && isInspectLog(ownKeys)) {
    throw noInspectSamples();
  }
  return state.measured ?? (signs.inKeys(ownKeys) ? TOP_LEVEL : (state.arrayOfObjects ?? TOP_LEVEL));
}

/** The elements of one array of a JSON document, or its top-level values. Fills `header` as it goes. */
export function jsonReader(sink: RecordSink, records: number, header: DocumentHeader): RecordReader {
  const depths = { model: Infinity, dataset: Infinity };
  const takeHeader = (role: "model" | "dataset", { key, parent, depth }: MemberPlace, text: string) => {
    const isNamed = matchesRole(role, key) || (parent !== null && matchesRole(role, `${parent}_${key}`));
    if (!isNamed || depth >= depths[role] || text === "") return;
    depths[role] = depth;
    header[role] = text;
  };
  const scanner = jsonScanner(
    {
      wants: (array) => array === records,
      element(bytes, _, offset, line) {
        if (bytes === null) {
          sink.skip(RECORD_TOO_LONG(), line);
          return;
        }
        const value = parseElement(bytes);
        if (value === undefined) sink.skip(MALFORMED_JSON(), line);
        else if (records === TOP_LEVEL && isTableByColumns(value)) sink.skip(TABLE_BY_COLUMNS(), line);
        else if (isObject(value)) sink.record(value, offset, line);
        else sink.skip(NO_JSON_OBJECT(), line);
      },
      unfinished(line) {
        sink.skip(INCOMPLETE_RECORD(), line);
      },
      trailing(line) {
        sink.skip(TEXT_AFTER_END(), line);
      },
      member(place, text) {
        if (text === null) return;
        takeHeader("model", place, text);
        takeHeader("dataset", place, text);
      },
    },
    records === TOP_LEVEL ? "topLevel" : "arrays",
  );
  return scanner;
}

/**
 * Whether a document is a table in one of the forms in which there are no records: a list or an object of values for
 * each column, columns and data apart, or an object for each key.
 */
function isTableByColumns(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (Array.isArray(value.columns) && Array.isArray(value.data)) return true;
  const names = Object.keys(value);
  const members = Object.values(value);
  if (members.length < 2) return false;
  const keysOf = (member: unknown) =>
    typeof member === "object" && member !== null ? Object.keys(member) : null;
  const keys = keysOf(members[0]);
  if (keys === null) return false;
  const areAlike = members.every((member) => keysOf(member)?.join("\n") === keys.join("\n"));
  return areAlike && [...names, ...keys].some(isMetric);
}

function isMetric(name: string): boolean {
  return matchesRole("entropy", name) || matchesRole("jsDivergence", name);
}

function parseElement(bytes: Buffer): unknown {
  try {
    return parseJson(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
