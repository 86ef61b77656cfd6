import { stat } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./cache";
import { csvFile, jsonlFile } from "./data/files";
import { alternate, measure, type Measurement } from "./measure";
import { provideDuckDB, type DuckDB } from "./peers/duckdb";
import { providePython, type Python } from "./peers/python";
import type { Row, Section } from "./results";

const RUNS = 5;
const ROWS = 1_000_000;
const COLUMNS =
  "{id: 'VARCHAR', model: 'VARCHAR', entropy: 'DOUBLE', js_divergence: 'DOUBLE', correct: 'BOOLEAN'}";

/** A file that we and the peers read. */
interface Task {
  readonly name: string;
  readonly path: string;
  readonly duckdb: { readonly select: string; readonly goal: number };
  /** What reading.py calls the format, and the goal. */
  readonly pandas: { readonly kind: string; readonly goal: number | null } | null;
}

/** How long a million rows take from the file to columns. */
export async function reading(): Promise<Section> {
  const duckdb = await provideDuckDB();
  const python = await providePython();
  const rows: Row[] = [];
  for (const task of await tasks()) rows.push(...(await race(task, duckdb, python)));
  return {
    title: "Reading",
    notes: NOTES,
    versions: {
      ...(duckdb && { DuckDB: duckdb.version }),
      ...(python && { pandas: python.versions.pandas ?? "" }),
    },
    rows,
  };
}

const NOTES = `Every run is a process of its own, started in turn with its peers' after one round that does not count; the file is
in the system's cache. Ours is the time from the call to the finished table, the start of its threads and the
compilation of its code included: ids, model, both metrics, correctness, and the line and offset of every record. DuckDB
creates a table of id, model, both metrics and correctness, for JSON with explicit columns; its connection is open
already. pandas reads the file as it does by default; its imports do not count.`;

async function tasks(): Promise<Task[]> {
  const jsonl = await jsonlFile(ROWS);
  const csv = await csvFile(ROWS);
  const fields = "id, model, entropy, js_divergence, correct";
  return [
    {
      name: "JSONL",
      path: jsonl,
      duckdb: {
        select: `SELECT ${fields} FROM read_json('${jsonl}', format = 'newline_delimited', columns = ${COLUMNS})`,
        goal: 1,
      },
      pandas: { kind: "json", goal: 1 / 15 },
    },
    {
      name: "CSV",
      path: csv,
      duckdb: { select: `SELECT ${fields} FROM read_csv('${csv}', header = true)`, goal: 1 },
      pandas: { kind: "csv", goal: null },
    },
  ];
}

async function race(
  { name, path, duckdb, pandas }: Task,
  db: DuckDB | null,
  python: Python | null,
): Promise<Row[]> {
  const worker = join(ROOT, "dist", "worker.js");
  const program = join(ROOT, "dist", "bench", "read.mjs");
  const peers = [
    ...(db === null ? [] : [{ name: "DuckDB", goal: duckdb.goal, run: () => db.query(duckdb.select) }]),
    ...(python === null || pandas === null
      ? []
      : [{ name: "pandas", goal: pandas.goal, run: () => python.script("reading.py", pandas.kind, path) }]),
  ];
  const [ours = [], ...theirs] = await alternate<Measurement>(RUNS, [
    () => measure(process.execPath, [program, worker, path]),
    ...peers.map(({ run }) => run),
  ]);
  theirs.forEach((runs, i) => {
    checkSame(name, ours[0], peers[i]?.name ?? "", runs[0]);
  });
  const megabytes = Math.round((await stat(path)).size / 1e6);
  const what = `${name}, ${ROWS.toLocaleString("en")} rows, ${megabytes} MB`;
  const times = (runs: readonly Measurement[]) => runs.map(({ milliseconds }) => milliseconds);
  const peaks = (runs: readonly Measurement[]) => runs.map(({ peakMiB }) => peakMiB);
  return [
    ...peers.map(({ name: peer, goal }, i): Row => ({
      what,
      unit: "ms",
      ours: times(ours),
      peer: { name: peer, values: times(theirs[i] ?? []) },
      goal: goal === null ? null : { atMost: goal },
    })),
    ...peers.map(({ name: peer }, i): Row => ({
      what: `${name}, peak memory of the process`,
      unit: "MiB",
      ours: peaks(ours),
      peer: { name: peer, values: peaks(theirs[i] ?? []) },
      goal: null,
    })),
  ];
}

/** @throws Error when the peer read something else: its time would say nothing */
function checkSame(
  task: string,
  ours: Measurement | undefined,
  peer: string,
  theirs: Measurement | undefined,
) {
  const a = ours?.result;
  const b = theirs?.result;
  // pandas rounds the last digit of numbers.
  const isSame =
    Array.isArray(a) &&
    Array.isArray(b) &&
    a.length === b.length &&
    a.every((value, i) => Math.abs(Number(value) - Number(b[i])) <= 1e-12 * Math.abs(Number(value)));
  if (!isSame) throw new Error(`${task}: we read ${JSON.stringify(a)}, ${peer} ${JSON.stringify(b)}`);
}
