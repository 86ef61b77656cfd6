import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { canInstallDebianPackages, installDebianPackages } from "../../../scripts/setup/debianPackages.mjs";
import { ROOT } from "../cache";
import { measure, type Measurement } from "../measure";

const PYTHON = "/usr/bin/python3";
const FOLDER = join(ROOT, "test", "bench", "peers");

/** Debian's Python with the packages that people use for this work. */
export interface Python {
  /** By package. */
  readonly versions: Readonly<Record<string, string>>;
  /** Runs a script of this folder. */
  script(name: string, ...args: readonly string[]): Promise<Measurement>;
}

/** Python with pandas, scipy, scikit-learn and matplotlib, or null where they cannot be installed. */
export async function providePython(): Promise<Python | null> {
  let versions = await installedVersions();
  if (versions === null && canInstallDebianPackages()) {
    const packages = ["python3-pandas", "python3-scipy", "python3-sklearn", "python3-matplotlib"];
    await installDebianPackages(packages).catch((error: unknown) => {
      console.log(String(error));
    });
    versions = await installedVersions();
  }
  if (versions === null) {
    console.log(`No pandas, scipy and scikit-learn for ${PYTHON}`);
    return null;
  }
  return {
    versions,
    script: (name, ...args) => measure(PYTHON, [join(FOLDER, name), ...args]),
  };
}

async function installedVersions(): Promise<Record<string, string> | null> {
  const names = ["pandas", "scipy", "sklearn", "matplotlib"];
  const code = `import json, ${names.join(", ")}; print(json.dumps([m.__version__ for m in (${names.join(", ")})]))`;
  try {
    const { stdout } = await promisify(execFile)(PYTHON, ["-c", code]);
    const found: unknown = JSON.parse(stdout);
    return Array.isArray(found) ? Object.fromEntries(names.map((name, i) => [name, String(found[i])])) : null;
  } catch {
    return null;
  }
}
