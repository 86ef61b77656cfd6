import { existsSync } from "node:fs";
import { cleanEnvironment, run } from "../run.mjs";

/** Whether this process may install Debian packages: as root, where there is apt-get. */
export function canInstallDebianPackages() {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/** @param {readonly string[]} packages */
export async function installDebianPackages(packages) {
  console.log(`Installing Debian packages: ${packages.join(" ")}`);
  const env = { ...cleanEnvironment(), DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env, output: "onFailure" });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
    env,
    output: "onFailure",
  });
}
