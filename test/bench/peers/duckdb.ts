import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../../scripts/run.mjs";
import { CACHE, ROOT } from "../cache";
import { measure, type Measurement } from "../measure";

const FOLDER = join(CACHE, "duckdb");
const PACKAGE = join(FOLDER, "node_modules", "@duckdb", "node-api");
const PROGRAM = join(ROOT, "test", "bench", "peers", "duckdb.mjs");
/** As performance.md measured it. */
const THREADS = 2;

/** DuckDB as a peer. */
export interface DuckDB {
  readonly name: string;
  readonly version: string;
  /** Times a query whose result stays in a table of the database's own. */
  query(select: string): Promise<Measurement>;
  /** Writes what a query gives as Parquet. */
  copy(select: string, path: string): Promise<void>;
}

/** DuckDB from npm, or null where it cannot be installed. */
export async function provideDuckDB(): Promise<DuckDB | null> {
  if (!existsSync(PACKAGE)) {
    try {
      await run("npm", ["install", "--prefix", FOLDER, "@duckdb/node-api"], { output: "onFailure" });
    } catch (error) {
      console.log(`No DuckDB: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }
  const { version } = { version: "", ...object(await readFile(join(PACKAGE, "package.json"), "utf8")) };
  return {
    name: "DuckDB",
    version: `${version}, ${THREADS} threads`,
    query: (select) => measure(process.execPath, [PROGRAM, FOLDER, String(THREADS), select]),
    copy: (select, path) => run(process.execPath, [PROGRAM, FOLDER, String(THREADS), select, path]),
  };
}

function object(json: string): object {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null ? value : {};
}
