import * as l10n from "@vscode/l10n";
import { UnreadableResultsError } from "../readOptions";

/** How compressed data can be other than its format says. */
export type Damage = "invalidBefore" | "checksumBefore" | "checksum" | "noGzip" | "endlessName";

/** Damaged data, by the place in the file where it was noticed. */
export function damaged(damage: Damage, position: number): UnreadableResultsError {
  return new UnreadableResultsError("damaged", inWords(damage, position.toLocaleString("en-US")));
}

function inWords(damage: Damage, position: string): string {
  switch (damage) {
    case "invalidBefore":
      return l10n.t(
        "The file is damaged: its compressed data is invalid before byte {0} of the file. Copy or write the file again.",
        position,
      );
    case "checksumBefore":
      return l10n.t(
        "The file is damaged: its checksum is another one before byte {0} of the file. Copy or write the file again.",
        position,
      );
    case "checksum":
      return l10n.t(
        "The file is damaged: its checksum is another one at byte {0} of the file. Copy or write the file again.",
        position,
      );
    case "noGzip":
      return l10n.t(
        "The file is damaged: there is something else than gzip data at byte {0} of the file. Copy or write the file again.",
        position,
      );
    case "endlessName":
      return l10n.t(
        "The file is damaged: a name in it has no end at byte {0} of the file. Copy or write the file again.",
        position,
      );
  }
}
