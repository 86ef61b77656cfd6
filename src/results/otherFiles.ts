import * as l10n from "@vscode/l10n";
import { UnreadableResultsError } from "./readOptions";

const GIT_LFS = "version https://git-lfs.github.com/spec/";
const MARKUP = /^(<!doctype\b|<html\b|<\?xml\b)/i;
const PDF = "%PDF-";

/**
 * Tells files apart that are taken for results by mistake.
 *
 * @param head the first characters, without space before them
 * @throws UnreadableResultsError that says what the file is and what to do with it
 */
export function checkIsNoOtherFile(head: string): void {
  const advice = adviceOn(head);
  if (advice !== null) throw new UnreadableResultsError("unknownFormat", advice);
}

function adviceOn(head: string): string | null {
  if (head.startsWith(GIT_LFS)) {
    return l10n.t(
      "This is a pointer of Git LFS in the place of the file, which has not been downloaded. Run: git lfs pull",
    );
  }
  if (MARKUP.test(head)) {
    return l10n.t(
      "This is a web page or XML, not results. Where it was downloaded, the address needed a login or has moved: download the file again.",
    );
  }
  return head.startsWith(PDF)
    ? l10n.t("This is a PDF, not results. Plot the file that it was made from.")
    : null;
}
