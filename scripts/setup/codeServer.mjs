import { existsSync } from "node:fs";
import { readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT, run } from "../run.mjs";
import { canInstallDebianPackages, installDebianPackages } from "./debianPackages.mjs";
import { findOnPath } from "./programs.mjs";

// Carries VS Code 1.100.3, the newest one that runs on Node 20.
const PACKAGE = "code-server@4.100.3";
const FOLDER = join(ROOT, ".vscode-test", "code-server");
const SERVER = join(FOLDER, "node_modules", "code-server");
const STAMP = join(FOLDER, "complete");

/** The script that starts the server under Node. */
export const CODE_SERVER_ENTRY = join(SERVER, "out", "node", "entry.js");

/** Installs the VS Code server that the npm package code-server carries, with its native modules built here. */
export async function provideCodeServer() {
  const wanted = `${PACKAGE} for Node ABI ${process.versions.modules}`;
  if ((await readFile(STAMP, "utf8").catch(() => null)) === wanted) return;
  console.log(`Installing ${wanted} into .vscode-test (a minute or so, once)`);
  await rm(FOLDER, { recursive: true, force: true });
  await provideCompiler();

  const npm = (cwd, ...args) =>
    run("npm", [...args, "--no-audit", "--no-fund"], { cwd, output: "onFailure" });
  // Its own postinstall wants a download, so no scripts: the native modules are built one by one instead.
  await npm(ROOT, "install", "--prefix", FOLDER, "--ignore-scripts", PACKAGE);
  const vscode = join(SERVER, "lib", "vscode");
  await npm(vscode, "install", "--omit=dev", "--ignore-scripts");
  await npm(vscode, "rebuild", "@vscode/spdlog", "native-watchdog");
  await npm(vscode, "rebuild", "node-pty").catch((error) => {
    // Its post-install step complains after the binary is built.
    if (!existsSync(join(vscode, "node_modules", "node-pty", "build", "Release", "pty.node"))) throw error;
  });
  await npm(FOLDER, "rebuild", "argon2");
  const archive = join(vscode, "node_modules.asar");
  if (!existsSync(archive)) await symlink("node_modules", archive, "dir");
  await run(process.execPath, [CODE_SERVER_ENTRY, "--version"], { output: "onFailure" });
  await writeFile(STAMP, wanted);
}

async function provideCompiler() {
  const missing = ["python3", "make", "g++"].filter((program) => findOnPath([program]) === undefined);
  if (missing.length === 0) return;
  if (!canInstallDebianPackages()) {
    throw new Error(
      `VS Code's server needs ${missing.join(", ")} to build its native modules: install them.`,
    );
  }
  await installDebianPackages(missing);
}
