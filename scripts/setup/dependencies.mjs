import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT, run } from "../run.mjs";

const STAMP = join(ROOT, "node_modules", ".plot-divergence-lock");

/** Installs what package-lock.json names, unless node_modules was made from this very lock file. */
export async function installDependencies() {
  const lock = createHash("sha256")
    .update(await readFile(join(ROOT, "package-lock.json")))
    .digest("hex");
  const installed = await readFile(STAMP, "utf8").catch(() => null);
  if (installed === lock) return;
  console.log("Installing the packages of package-lock.json");
  await run("npm", ["ci", "--no-audit", "--no-fund"]);
  await writeFile(STAMP, lock);
}
