import * as l10n from "@vscode/l10n";
import { UnreadableResultsError } from "./readOptions";

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

function fileSystemProblem({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return l10n.t("The file does not exist.");
  if (code === "EACCES" || code === "EPERM") return l10n.t("There is no permission to read the file.");
  return code === "EISDIR" ? l10n.t("This is a folder, not a file.") : message;
}

/** A file system's error as the error of a file that cannot be plotted; other errors as they are. */
export function asUnreadable(error: unknown): unknown {
  if (!isFileSystemError(error)) return error;
  return new UnreadableResultsError("io", fileSystemProblem(error));
}
