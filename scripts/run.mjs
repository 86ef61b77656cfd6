import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const isWindows = process.platform === "win32";

/** The environment without what npm, an editor's terminal or Electron put in for their own children. */
export function cleanEnvironment() {
  const foreign =
    /^(npm_(package|lifecycle)_.*|npm_config_(local_|global_)?prefix|VSCODE_.*|ELECTRON_RUN_AS_NODE|PORT)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/**
 * Runs a program with its output shown as it comes.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, output?: "shown" | "onFailure" }} [options]
 * @returns {Promise<void>} rejects when the program cannot be started or its exit status is not 0
 */
export function run(command, args, { cwd = ROOT, env = cleanEnvironment(), output = "shown" } = {}) {
  return new Promise((resolve, reject) => {
    const shown = output === "shown";
    const child = spawn(command, args, {
      cwd,
      env,
      // npm is a .cmd file on Windows, which only a shell starts.
      shell: isWindows && command === "npm",
      stdio: ["ignore", shown ? "inherit" : "pipe", shown ? "inherit" : "pipe"],
    });
    let kept = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (kept += chunk));
    child.on("error", (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.on("close", (code, signal) => {
      if (code === 0) return resolve();
      const ending = signal === null ? `exit status ${code}` : `signal ${signal}`;
      reject(new Error(`${[command, ...args].join(" ")}: ${ending}\n${kept}`.trimEnd()));
    });
  });
}

/** Runs one of the project's own tools, such as eslint, by the name of its entry file in node_modules. */
export function runTool(entry, args) {
  return run(process.execPath, [`node_modules/${entry}`, ...args]);
}
