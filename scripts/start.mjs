// npm start [-- FILE...]: its own set-up, then a real VS Code with the extension and the files plotted.
import { spawn } from "node:child_process";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { cleanEnvironment, ROOT, run } from "./run.mjs";
import { provideCodeServer } from "./setup/codeServer.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { hasDisplay, provideDesktop } from "./setup/desktop.mjs";
import { findOnPath } from "./setup/programs.mjs";
import { startVSCodeServer } from "./vscodeServer.mjs";

const SAMPLE = ["Yi-VL-6B.jsonl", "Yi-VL-34B.jsonl"].map((name) =>
  join(ROOT, "media", "samples", "mmbench", name),
);

const LAUNCHER = join(ROOT, "scripts", "launcher");

/** @returns {Promise<string | null>} the program of a desktop VS Code that can be shown here */
async function findDesktop() {
  if (process.env.PLOT_DIVERGENCE_VSCODE === "code-server" || !hasDisplay()) return null;
  const installed = findOnPath(["code"]);
  if (installed !== undefined) return installed;
  return provideDesktop().catch((error) => {
    console.log(error.message);
    return null;
  });
}

/** Runs until its window is closed. */
async function openInDesktop(program, folder, env) {
  const data = await mkdtemp(join(tmpdir(), "plot-divergence-start-"));
  const args = [
    ...[folder, "--wait", "--new-window", "--skip-welcome", "--skip-release-notes"],
    ...[`--extensionDevelopmentPath=${ROOT}`, `--extensionDevelopmentPath=${LAUNCHER}`],
    // Folders of its own, so that nothing of the user's VS Code is touched or in the way.
    ...[`--user-data-dir=${join(data, "user-data")}`, `--extensions-dir=${join(data, "extensions")}`],
    ...["--disable-workspace-trust", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  ];
  console.log("Opening VS Code. Close its window to end.");
  const window = spawn(program, args, {
    env: { ...cleanEnvironment(), ...env },
    stdio: "ignore",
    shell: program.endsWith(".cmd"),
  });
  const forward = () => window.kill();
  process.once("SIGINT", forward).once("SIGTERM", forward);
  await new Promise((closed, failed) => window.once("close", closed).once("error", failed));
  await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Serves until SIGINT or SIGTERM. */
async function serve(folder, env) {
  await provideCodeServer();
  const server = await startVSCodeServer({ extensions: [ROOT, LAUNCHER], env });
  // A signal is how this is meant to end.
  process.exitCode = 0;
  console.log(`VS Code with the plot, on this machine only: ${server.window(folder)}`);
  console.log("Open the address in a browser. Ctrl+C ends.");
  await server.failed;
  throw new Error(`VS Code's server ended\n${await server.output()}`);
}

async function main() {
  const named = process.argv.slice(2).map((file) => resolve(process.env.INIT_CWD ?? ".", file));
  const files = named.length > 0 ? named : SAMPLE;
  for (const file of files) {
    await access(file).catch(() => {
      throw new Error(`there is no file ${file}`);
    });
  }
  await installDependencies();
  await run(process.execPath, ["esbuild.js"]);
  await run(process.execPath, ["dist/cli.js", ...files]);
  console.log();

  const env = { PLOT_DIVERGENCE_FILES: JSON.stringify(files) };
  const desktop = await findDesktop();
  if (desktop === null) await serve(dirname(files[0]), env);
  else await openInDesktop(desktop, dirname(files[0]), env);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
