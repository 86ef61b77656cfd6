import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UsageError } from "./usageError";

/** Writes a file. @throws UsageError when it cannot be written where it is to be */
export async function writeOutput(path: string, text: string): Promise<void> {
  await writing(path, () => writeFile(path, text));
}

/** Writes a file piece by piece. @throws UsageError as {@link writeOutput} */
export async function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  await writing(path, () => pipeline(Readable.from(pieces), createWriteStream(path)));
}

async function writing(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const why = error instanceof Error && "code" in error ? reason(String(error.code), path) : null;
    throw why === null ? error : new UsageError(`cannot write ${path}: ${why}`);
  }
}

function reason(code: string, path: string): string | null {
  switch (code) {
    case "ENOENT":
      return `there is no folder ${dirname(path)}`;
    case "EISDIR":
      return "it is a folder";
    case "ENOTDIR":
      return `${dirname(path)} is no folder`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "it may not be written";
    case "ENOSPC":
      return "the disk is full";
    default:
      return null;
  }
}
