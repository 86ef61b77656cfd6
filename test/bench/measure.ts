import { spawn } from "node:child_process";

/** What one run of a program says of itself, as JSON on the last line of its output. */
export interface Measurement {
  readonly milliseconds: number;
  /** What it took before that to load a library and open a database; 0 where that is part of it. */
  readonly startMilliseconds: number;
  /** Time of all processors together, of user and system. */
  readonly processorMilliseconds: number;
  /** The process's largest resident size. */
  readonly peakMiB: number;
  /** The columns that it has at the end, where it says so. */
  readonly columnsMiB: number;
  /** What the program computed, so that all who run in a race can be seen to have done the same. */
  readonly result: unknown;
}

/** Runs a program in a process of its own. @throws Error with its output when it fails */
export function measure(command: string, args: readonly string[]): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    const output: string[] = [];
    const errors: string[] = [];
    child.stdout.on("data", (data: Buffer) => output.push(data.toString()));
    child.stderr.on("data", (data: Buffer) => errors.push(data.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(parsed(output.join("")));
      else reject(new Error(`${[command, ...args].join(" ")}: exit status ${code}\n${errors.join("")}`));
    });
  });
}

/**
 * Runs the contestants in turn, A B C A B C ..., so that a change of the machine's load meets all of them. A first
 * round warms the file system's cache and does not count.
 *
 * @returns per contestant one value per run
 */
export async function alternate<T>(runs: number, contestants: readonly (() => Promise<T>)[]): Promise<T[][]> {
  const values: T[][] = contestants.map(() => []);
  for (let run = -1; run < runs; run++) {
    for (const [i, contestant] of contestants.entries()) {
      const value = await contestant();
      if (run >= 0) values[i]?.push(value);
    }
  }
  return values;
}

function parsed(output: string): Measurement {
  const value: unknown = JSON.parse(output.trimEnd().split("\n").at(-1) ?? "");
  if (typeof value !== "object" || value === null) throw new Error(`no measurement: ${output}`);
  const nothing = {
    milliseconds: NaN,
    startMilliseconds: 0,
    processorMilliseconds: NaN,
    peakMiB: NaN,
    columnsMiB: 0,
    result: null,
  };
  const { milliseconds, startMilliseconds, processorMilliseconds, peakMiB, columnsMiB, result } = {
    ...nothing,
    ...value,
  };
  return { milliseconds, startMilliseconds, processorMilliseconds, peakMiB, columnsMiB, result };
}
