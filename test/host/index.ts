import { rename, writeFile } from "node:fs/promises";
import Mocha from "mocha";

/** What a run of the host suite hands to the process that started VS Code. */
interface HostResults {
  readonly passed: string[];
  readonly failed: { readonly title: string; readonly error: string }[];
  readonly skipped: string[];
}

/**
 * Called by VS Code's extension host: runs the suites and writes their results to the file that the environment
 * variable PLOT_DIVERGENCE_HOST_RESULTS names.
 *
 * @throws Error when that variable is missing
 */
export async function run(): Promise<void> {
  const resultsFile = process.env.PLOT_DIVERGENCE_HOST_RESULTS;
  if (resultsFile === undefined) throw new Error("PLOT_DIVERGENCE_HOST_RESULTS names no file");
  const results: HostResults = { passed: [], failed: [], skipped: [] };
  try {
    await runSuites(results);
  } catch (error) {
    results.failed.push({ title: "loading the suites", error: describe(error) });
  }
  // Renamed into place, so that a reader never sees half of it.
  await writeFile(`${resultsFile}.part`, JSON.stringify(results));
  await rename(`${resultsFile}.part`, resultsFile);
}

async function runSuites(results: HostResults): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 60_000, reporter: Mocha.reporters.Base });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./activation.suite");
  await import("./plot.suite");
  await import("./editor.suite");
  await import("./mappings.suite");
  await new Promise<void>((resolve) => {
    mocha
      .run(() => {
        resolve();
      })
      .on("pass", (test) => results.passed.push(test.fullTitle()))
      .on("pending", (test) => results.skipped.push(test.fullTitle()))
      .on("fail", (test, error) => results.failed.push({ title: test.fullTitle(), error: describe(error) }));
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
