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
