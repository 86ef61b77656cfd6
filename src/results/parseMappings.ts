import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import type { ColumnMapping } from "./columnMapping";
import { ROLES } from "./columnRoles";

/** The mappings that could be read, and what is wrong with the others, each in a sentence. */
export interface ParsedMappings {
  readonly mappings: readonly ColumnMapping[];
  readonly problems: readonly string[];
}

const MAX_SHOWN = 60;

/** The place of the entry's part in a message, which only the message's reader knows. */
const PART = "{0}";

const roleName = v.picklist(ROLES, () =>
  l10n.t("{0} is not a role; the roles are {1}", PART, ROLES.join(", ")),
);
const columnName = v.nullable(
  v.pipe(
    v.string(() => l10n.t("{0} is to be the name of a column, or null for none")),
    v.nonEmpty(() => l10n.t("{0} is an empty name")),
  ),
);
const unit = v.picklist(["nats", "bits"], () => l10n.t('{0} is to be "nats" or "bits"'));

const objectLike = (example: string) => (issue: v.BaseIssue<unknown>) =>
  issue.expected === "never"
    ? l10n.t("{0} is not known here")
    : l10n.t("{0} is to be an object such as {1}", PART, example);

const units = v.strictObject(
  { entropy: v.exactOptional(unit), jsDivergence: v.exactOptional(unit) },
  objectLike('{"entropy": "bits", "jsDivergence": "bits"}'),
);

export const columnMapping = v.strictObject(
  {
    roles: v.pipe(
      v.record(roleName, columnName, objectLike('{"entropy": "H", "jsDivergence": "JS"}')),
      v.check(
        (roles) => Object.values(roles).some((column) => column !== null),
        () => l10n.t("{0} names no column"),
      ),
    ),
    units: v.exactOptional(units),
  },
  objectLike('{"roles": {"entropy": "H", "jsDivergence": "JS", "correct": "ok"}}'),
);

/** Reads mappings as a settings file holds them; an entry that is none is left out and said. */
export function parseMappings(value: unknown): ParsedMappings {
  if (value === undefined || value === null) return { mappings: [], problems: [] };
  if (!Array.isArray(value)) return { mappings: [], problems: [l10n.t("They are not a list.")] };
  const results = value.map((entry: unknown) => v.safeParse(columnMapping, entry));
  return {
    mappings: results.flatMap(({ success, output }) => (success ? [output] : [])),
    problems: results.flatMap(({ issues }, i) =>
      issues === undefined ? [] : [l10n.t("Entry {0}: {1}.", i + 1, issues.map(problemOf).join("; "))],
    ),
  };
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return issue.message.replace(PART, () => (path === null ? l10n.t("it") : shortened(path)));
}

function shortened(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
