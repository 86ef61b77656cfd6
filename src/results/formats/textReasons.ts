import * as l10n from "@vscode/l10n";
import { phrase } from "../phrase";

/** Why a piece of text is no record. */
export const MALFORMED_JSON = phrase(() => l10n.t("malformed JSON"));
export const INCOMPLETE_JSON = phrase(() => l10n.t("incomplete JSON"));
export const NO_JSON_OBJECT = phrase(() => l10n.t("not a JSON object"));
export const INCOMPLETE_LINE = phrase(() => l10n.t("incomplete last line"));
export const INCOMPLETE_RECORD = phrase(() => l10n.t("incomplete last record"));
export const TEXT_AFTER_END = phrase(() => l10n.t("text after the end of the JSON document"));
export const OTHER_CELL_COUNT = phrase(() => l10n.t("wrong number of cells"));
export const TABLE_BY_COLUMNS = phrase(() =>
  l10n.t(
    'a table by columns or by keys, not a list of records; pandas writes one with to_json(..., orient="records")',
  ),
);
