import type { MemberPlace } from "../formats/jsonScanner";
import type { Fields } from "../recordBytes";
import type { Dialect } from "./dialect";
import { inspect } from "./inspect";
import { lmEval } from "./lmEval";
import { openAi } from "./openAi";

/** The first that recognises a file's records reads them. */
const DIALECTS: readonly Dialect[] = [inspect, lmEval, openAi];

/** The dialect that a file's first records are written in, or null when they are a flat table's. */
export function findDialect(samples: readonly Fields[]): Dialect | null {
  return DIALECTS.find((dialect) => dialect.recognises(samples)) ?? null;
}

export function dialectNamed(name: string): Dialect | null {
  return DIALECTS.find((dialect) => dialect.name === name) ?? null;
}

/** Whether an array's element says that the document which holds it is a single record of a tool. */
export function isPartOfRecord(array: MemberPlace, element: Fields): boolean {
  return DIALECTS.some((dialect) => dialect.isPartOfRecord?.(array, element) === true);
}
