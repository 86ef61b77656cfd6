import { asUnreadable } from "../results/asUnreadable";
import { fileSource, type ByteSource } from "../results/byteSource";
import { UnreadableResultsError } from "../results/readOptions";

/** @throws UnreadableResultsError whose message names the file */
export async function openFile(path: string): Promise<ByteSource> {
  return naming(path, async () => {
    try {
      return await fileSource(path);
    } catch (error) {
      throw asUnreadable(error);
    }
  });
}

/** Lets errors name the file that they are about. */
export async function naming<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof UnreadableResultsError ? named(path, error) : error;
  }
}

/** The error with the file that it is about in its message. */
export function named(path: string, error: UnreadableResultsError): UnreadableResultsError {
  if (error.message.includes(path)) return error;
  return new UnreadableResultsError(error.kind, `${path}: ${error.message}`);
}
