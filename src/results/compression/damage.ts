import { UnreadableResultsError } from "../readOptions";

/** Compressed data that is not what its format says, by the place in the file where it was noticed. */
export function damaged(position: number, what: string): UnreadableResultsError {
  return new UnreadableResultsError(
    "damaged",
    `The file is damaged: ${what} at byte ${position.toLocaleString("en-US")} of the file. Copy or write the file again.`,
  );
}
