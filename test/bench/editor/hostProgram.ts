import { rename, writeFile } from "node:fs/promises";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import * as vscode from "vscode";
import type { HostMeasurements } from "./measurements";

const OPEN_MILLISECONDS = 30_000;
const SAMPLING_MILLISECONDS = 50;

/**
 * Called by VS Code's extension host: starts the extension and plots the file that BENCH_FILE names, or without a name
 * shows a page that does nothing but paint, and writes what that took to the file that BENCH_RESULTS names.
 */
export async function run(): Promise<void> {
  const { BENCH_FILE: file, BENCH_RESULTS: results } = process.env;
  if (results === undefined) throw new Error("BENCH_RESULTS is missing");
  // The window is still busy with itself when it runs this.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const measured = file === undefined ? showBarePage() : await plot(vscode.Uri.file(file));
  await writeFile(`${results}.part`, JSON.stringify(measured));
  await rename(`${results}.part`, results);
  // The window ends with this: what it shows is still to be looked at.
  await new Promise((resolve) => setTimeout(resolve, OPEN_MILLISECONDS));
}

async function plot(uri: vscode.Uri): Promise<HostMeasurements> {
  const extension = vscode.extensions.getExtension("plot-divergence.plot-divergence");
  if (extension === undefined) throw new Error("the extension is not there");
  const start = performance.now();
  await extension.activate();
  const activation = performance.now() - start;
  return { activation, ...(await load(uri)) };
}

/** The least that a page of VS Code's can show. */
function showBarePage(): Pick<HostMeasurements, "commandAt"> {
  const commandAt = Date.now();
  const { webview } = vscode.window.createWebviewPanel("bench.bare", "Bare", vscode.ViewColumn.Beside, {
    enableScripts: true,
  });
  webview.html = `<!DOCTYPE html><div class="panel"><canvas class="scatter"></canvas></div><script>
    const context = document.querySelector("canvas").getContext("2d");
    context.fillStyle = "red";
    context.fillRect(0, 0, 9, 9);
  </script>`;
  return { commandAt };
}

/** Plots a file while the host's event loop and memory are watched. */
async function load(uri: vscode.Uri): Promise<Omit<HostMeasurements, "activation">> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const memory: HostMeasurements["memory"][number][] = [];
  const start = performance.now();
  const commandAt = Date.now();
  const sample = () => {
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
    memory.push({ at: performance.now() - start, rss, heapUsed, arrayBuffers });
  };
  sample();
  const sampling = setInterval(sample, SAMPLING_MILLISECONDS);
  delays.enable();
  await vscode.commands.executeCommand("plotDivergence.plot", uri);
  const milliseconds = performance.now() - start;
  // What comes after the command: findings, and whatever else the picture needs.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  delays.disable();
  clearInterval(sampling);
  const inMilliseconds = (nanoseconds: number) => nanoseconds / 1e6;
  return {
    commandAt,
    milliseconds,
    delay: {
      p50: inMilliseconds(delays.percentile(50)),
      p99: inMilliseconds(delays.percentile(99)),
      max: inMilliseconds(delays.max),
    },
    memory,
  };
}
