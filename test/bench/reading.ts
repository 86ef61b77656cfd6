import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./cache";
import { csvFile, jsonlFile, tokensFile } from "./data/files";
import { alternate, measure, type Measurement } from "./measure";
import { provideDuckDB, type DuckDB } from "./peers/duckdb";
import { providePython, type Python } from "./peers/python";
import type { Row, Section } from "./results";

const RUNS = 5;
const ROWS = 1_000_000;
const TOKEN_ROWS = 30_000;
const COLUMNS =
  "{id: 'VARCHAR', model: 'VARCHAR', entropy: 'DOUBLE', js_divergence: 'DOUBLE', correct: 'BOOLEAN'}";

/** A file that we and the peers read. */
interface Task {
  readonly name: string;
  readonly rows: number;
  readonly path: string;
  readonly peers: readonly Peer[];
}

interface Peer {
  readonly name: string;
  /** What our time divided by theirs is to be at most. */
  readonly goal: number | null;
  readonly run: () => Promise<Measurement>;
}

/** How long a million rows take from the file to columns. */
export async function reading(): Promise<Section> {
  const duckdb = await provideDuckDB();
  const python = await providePython();
  const rows: Row[] = [];
  for (const task of await tasks(duckdb, python)) rows.push(...(await race(task)));
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
creates a table of id, model, both metrics and correctness, for JSON with explicit columns; its library is loaded and its
connection open already, where it does not say that its start is included. pandas reads the file as it does by default;
its imports do not count. JSON.parse per line is a loop in Node that parses line by line and sums the tokens' entropies.
Time of all processors tells more than time where other work shares them.`;

async function tasks(duckdb: DuckDB | null, python: Python | null): Promise<Task[]> {
  const jsonl = await jsonlFile(ROWS);
  const csv = await csvFile(ROWS);
  const tokens = await tokensFile(TOKEN_ROWS);
  const fields = "id, model, entropy, js_divergence, correct";
  const ofDuckDB = (goal: number, from: string): Peer[] =>
    duckdb === null
      ? []
      : [{ name: "DuckDB", goal, run: () => duckdb.query(`SELECT ${fields} FROM ${from}`) }];
  const ofPandas = (goal: number | null, kind: string, path: string): Peer[] =>
    python === null ? [] : [{ name: "pandas", goal, run: () => python.script("reading.py", kind, path) }];
  const parseLines = join(ROOT, "dist", "bench", "parseLines.mjs");
  return [
    {
      name: "JSONL",
      rows: ROWS,
      path: jsonl,
      peers: [
        ...ofDuckDB(1, `read_json('${jsonl}', format = 'newline_delimited', columns = ${COLUMNS})`),
        ...ofPandas(1 / 15, "json", jsonl),
      ],
    },
    {
      name: "CSV",
      rows: ROWS,
      path: csv,
      peers: [...ofDuckDB(1, `read_csv('${csv}', header = true)`), ...ofPandas(null, "csv", csv)],
    },
    ...(duckdb === null ? [] : [await parquetTask(jsonl, duckdb, ofDuckDB)]),
    {
      name: "JSONL of 60 tokens x top 5",
      rows: TOKEN_ROWS,
      path: tokens,
      peers: [
        {
          name: "JSON.parse per line",
          goal: 1 / 5,
          run: () => measure(process.execPath, [parseLines, tokens]),
        },
      ],
    },
  ];
}

/** The same rows as Parquet, as DuckDB writes them. */
async function parquetTask(
  jsonl: string,
  duckdb: DuckDB,
  peers: (goal: number, from: string) => Peer[],
): Promise<Task> {
  const path = jsonl.replace(/jsonl$/, "parquet");
  if (!existsSync(path)) await duckdb.copy(`SELECT * FROM read_json('${jsonl}')`, path);
  return { name: "Parquet", rows: ROWS, path, peers: peers(1.5, `read_parquet('${path}')`) };
}

async function race({ name, rows, path, peers }: Task): Promise<Row[]> {
  const worker = join(ROOT, "dist", "worker.js");
  const program = join(ROOT, "dist", "bench", "read.mjs");
  const [ours = [], ...theirs] = await alternate<Measurement>(RUNS, [
    () => measure(process.execPath, [program, worker, path]),
    ...peers.map(({ run }) => run),
  ]);
  theirs.forEach((runs, i) => {
    checkSame(name, ours[0], peers[i]?.name ?? "", runs[0]);
  });
  const megabytes = Math.round((await stat(path)).size / 1e6);
  const row = (
    what: string,
    unit: Row["unit"],
    value: (run: Measurement) => number,
    goals: (peer: Peer) => Row["goal"],
  ) =>
    peers.map((peer, i): Row => ({
      what,
      unit,
      ours: ours.map(value),
      peer: { name: peer.name, values: (theirs[i] ?? []).map(value) },
      goal: goals(peer),
    }));
  const goal = (peer: Peer) => (peer.goal === null ? null : { atMost: peer.goal });
  const noGoal = () => null;
  return [
    ...row(
      `${name}, ${rows.toLocaleString("en")} rows, ${megabytes} MB`,
      "ms",
      (run) => run.milliseconds,
      goal,
    ),
    ...row(
      `${name}, the start of the peer included`,
      "ms",
      (run) => run.startMilliseconds + run.milliseconds,
      goal,
    ).filter((_, i) => theirs[i]?.some((run) => run.startMilliseconds > 0)),
    ...row(`${name}, time of all processors`, "ms", (run) => run.processorMilliseconds, noGoal),
    ...row(`${name}, peak memory of the process`, "MiB", (run) => run.peakMiB, noGoal),
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
