import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @param {readonly string[]} names programs, in order of preference, without `.exe`
 * @returns {string | undefined} the address of the first one on PATH
 */
export function findOnPath(names) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names
    .flatMap((name) => folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))))
    .find(isExecutable);
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
