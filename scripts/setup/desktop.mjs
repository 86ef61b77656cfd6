import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { cleanEnvironment, ROOT } from "../run.mjs";
import { findOnPath } from "./programs.mjs";

// engines.vscode of package.json, so that the oldest supported version is what the tests run in.
const VERSION = "1.100.3";

/** The server has this long to answer; a machine without internet should learn so at once. */
const ANSWER_MILLISECONDS = 5000;

/** Whether a window can be shown: on Linux that takes a display, or xvfb-run for a virtual one. */
export function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

export function hasVirtualDisplay() {
  return findOnPath(["xvfb-run"]) !== undefined;
}

/**
 * Downloads desktop VS Code, or finds the one downloaded before.
 *
 * @returns {Promise<string>} its program
 * @throws Error when it cannot be downloaded, or does not run on this machine
 */
export async function provideDesktop() {
  const { downloadAndUnzipVSCode, SilentReporter } = await import("@vscode/test-electron");
  const program = await downloadAndUnzipVSCode({
    version: VERSION,
    cachePath: join(ROOT, ".vscode-test"),
    timeout: ANSWER_MILLISECONDS,
    reporter: new SilentReporter(),
  }).catch((error) => {
    throw new Error(`VS Code cannot be downloaded (${error.message ?? error})`, { cause: error });
  });
  const { status, stderr } = spawnSync(program, ["--version"], {
    env: { ...cleanEnvironment(), ELECTRON_RUN_AS_NODE: "1" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`desktop VS Code does not run here (${(stderr ?? "").trim()})`);
  return program;
}
