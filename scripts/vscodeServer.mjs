import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { clearInterval, setInterval } from "node:timers";
import { setTimeout as sleep } from "node:timers/promises";
import { cleanEnvironment, run } from "./run.mjs";
import { CODE_SERVER_ENTRY } from "./setup/codeServer.mjs";

const QUIET_SETTINGS = {
  "chat.commandCenter.enabled": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.layoutControl.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

const START_SECONDS = 60;
const INTERRUPTED = 130;

/**
 * Starts VS Code's server on a free port of the loopback address, with settings and extensions of its own in a
 * temporary folder. A signal to this process stops the server, then ends the process.
 *
 * @param {object} [options]
 * @param {string} [options.vsix] a packaged extension to install first
 * @param {readonly string[]} [options.extensions] folders of extensions to use as they are
 * @param {object} [options.settings] the user's settings
 * @param {Record<string, string>} [options.env] what the extension host sees besides this process's environment
 */
export async function startVSCodeServer({ vsix, extensions = [], settings = {}, env = {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "plot-divergence-vscode-"));
  const userData = join(folder, "user-data");
  const extensionsFolder = join(folder, "extensions");
  await mkdir(join(userData, "User"), { recursive: true });
  await mkdir(extensionsFolder);
  await writeFile(
    join(userData, "User", "settings.json"),
    JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2),
  );
  for (const extension of extensions)
    await symlink(extension, join(extensionsFolder, basename(extension)), "dir");

  // The config file keeps code-server from reading or writing the user's own.
  const folders = ["--config", join(folder, "config.yaml"), "--user-data-dir", userData];
  folders.push("--extensions-dir", extensionsFolder);
  if (vsix !== undefined) {
    await run(process.execPath, [CODE_SERVER_ENTRY, ...folders, "--install-extension", vsix], {
      output: "onFailure",
    });
  }

  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const log = join(folder, "server.log");
  const server = spawn(
    process.execPath,
    [
      ...[CODE_SERVER_ENTRY, ...folders, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`],
      ...["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"],
      "--disable-getting-started-override",
    ],
    // A group of its own, so that the extension hosts it starts end with it.
    { env: { ...cleanEnvironment(), ...env }, detached: true, stdio: ["ignore", "pipe", "pipe"] },
  );
  const logStream = createWriteStream(log);
  server.stdout.pipe(logStream);
  server.stderr.pipe(logStream);
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const kill = (signal) => {
    try {
      process.kill(-server.pid, signal);
    } catch {
      // The group has ended already.
    }
  };
  const killNow = () => kill("SIGKILL");
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    clearInterval(parentWatch);
    kill("SIGTERM");
    await Promise.race([ended, sleep(3000)]);
    killNow();
    process.off("exit", killNow).off("SIGINT", stopAndExit).off("SIGTERM", stopAndExit);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  // A signal would otherwise end this process and leave the server behind.
  const stopAndExit = () => void stop().finally(() => process.exit(process.exitCode ?? INTERRUPTED));
  const parentWatch = watchParent(stopAndExit);
  process.once("exit", killNow).once("SIGINT", stopAndExit).once("SIGTERM", stopAndExit);

  try {
    await untilAnswering(`${address}/healthz`, server);
  } catch (error) {
    const output = await readFile(log, "utf8");
    await stop();
    throw new Error(`${error.message}\n${output}`, { cause: error });
  }
  return {
    address,
    /** Settles when the server has ended of itself. */
    failed: ended.then(() => (isStopping ? new Promise(() => undefined) : undefined)),
    /** The server's output so far. */
    output: () => readFile(log, "utf8"),
    stop,
    /** @see windowAddress */
    window: (workspace, development) => windowAddress(address, workspace, development),
  };
}

/**
 * The address of a window on a folder.
 *
 * @param {string} address the server's
 * @param {string} workspace absolute path of a folder
 * @param {{ extension?: string, tests?: string }} [development] absolute paths of an extension to load from its
 *   source, and of a module whose run() the extension host calls
 */
function windowAddress(address, workspace, { extension, tests } = {}) {
  const remote = (path) => `vscode-remote://${new URL(address).host}${path}`;
  const payload = [];
  if (extension !== undefined) payload.push(["extensionDevelopmentPath", remote(extension)]);
  if (tests !== undefined) payload.push(["extensionTestsPath", remote(tests)]);
  const url = new URL(address);
  url.searchParams.set("folder", workspace);
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}

/** npm passes SIGTERM on to the shell between it and this process, and no further: an orphan has to notice. */
function watchParent(onOrphaned) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onOrphaned();
  }, 500);
  return watch.unref();
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilAnswering(url, server) {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error("VS Code's server ended while starting");
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await sleep(100);
  }
  throw new Error(`VS Code's server did not answer within ${START_SECONDS} s`);
}
