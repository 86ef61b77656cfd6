import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

export interface TreeEntry<Address> {
  readonly name: string;
  readonly address: Address;
  readonly isFolder: boolean;
}

/** Files in folders, on this machine or where an editor's virtual workspace has them. */
export interface FileTree<Address> {
  /** The same for equal addresses. */
  keyOf(address: Address): string;
  readonly nameOf: (address: Address) => string;
  parentOf(address: Address): Address;
  /** What a folder holds, in the order of names; links to folders are left out, so that no walk is endless. */
  entriesOf(folder: Address): Promise<TreeEntry<Address>[]>;
  bytesOf(file: Address): Promise<Uint8Array>;
}

/** The files of this machine, by path. */
export const DISK: FileTree<string> = {
  keyOf: (path) => resolve(path),
  nameOf: (path) => basename(resolve(path)),
  parentOf: (path) => dirname(resolve(path)),
  async entriesOf(folder) {
    const found = await readdir(folder, { withFileTypes: true });
    const entries = await Promise.all(
      found.map(async (entry) => {
        const address = join(folder, entry.name);
        if (entry.isDirectory()) return [{ name: entry.name, address, isFolder: true }];
        const isFile = entry.isFile() || (entry.isSymbolicLink() && (await isFileAt(address)));
        return isFile ? [{ name: entry.name, address, isFolder: false }] : [];
      }),
    );
    return inOrder(entries.flat());
  },
  bytesOf: (path) => readFile(path),
};

export async function isFolderOnDisk(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Whoever reads it says what is wrong.
    return false;
  }
}

/** Entries by name, with numbers in names by size: run2 before run10. */
export function inOrder<Address>(entries: readonly TreeEntry<Address>[]): TreeEntry<Address>[] {
  return [...entries].sort((a, b) => NATURAL.compare(a.name, b.name));
}

const NATURAL = new Intl.Collator("en", { numeric: true });

async function isFileAt(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
