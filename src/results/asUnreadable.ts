import { UnreadableResultsError } from "./readOptions";

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

const FILE_SYSTEM_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "The file does not exist.",
  EACCES: "There is no permission to read the file.",
  EPERM: "There is no permission to read the file.",
  EISDIR: "This is a folder, not a file.",
};

/** A file system's error as the error of a file that cannot be plotted; other errors as they are. */
export function asUnreadable(error: unknown): unknown {
  if (!isFileSystemError(error)) return error;
  return new UnreadableResultsError("io", FILE_SYSTEM_PROBLEMS[error.code ?? ""] ?? error.message);
}
