import { readFile } from "node:fs/promises";
import type { MetricUnit } from "../metrics/unit";
import type { ColumnMapping } from "../results/columnMapping";
import { ROLES, type Role } from "../results/columnRoles";
import { parseMappings } from "../results/parseMappings";
import { UsageError } from "./usageError";

/**
 * The mapping that options such as `entropy=H`, `correct=` (no column) and `entropy:bits=H` make together.
 *
 * @throws UsageError for an option that is none of these
 */
export function mappingOf(options: readonly string[]): ColumnMapping | undefined {
  if (options.length === 0) return undefined;
  const roles: Partial<Record<Role, string | null>> = {};
  const units: Partial<Record<"entropy" | "jsDivergence", MetricUnit>> = {};
  for (const option of options) {
    const { role, unit, column } = parsed(option);
    roles[role] = column === "" ? null : column;
    if (unit === undefined) continue;
    if (role !== "entropy" && role !== "jsDivergence") {
      throw new UsageError(`--map: only entropy and jsDivergence have a unit, not ${role}`);
    }
    units[role] = unit;
  }
  return { roles, units };
}

function parsed(option: string) {
  const [, name = "", unitName, column] = /^([^:=]*)(?::([^=]*))?=(.*)$/s.exec(option) ?? [];
  if (column === undefined) throw new UsageError(`--map takes ROLE=COLUMN, not "${option}"`);
  const role = ROLES.find((known) => known.toLowerCase() === name.replaceAll(/[-_]/g, "").toLowerCase());
  if (role === undefined) {
    throw new UsageError(`--map: there is no role "${name}"; the roles are ${ROLES.join(", ")}`);
  }
  const unit = (["nats", "bits"] as const).find((known) => known === unitName);
  if (unitName !== undefined && unit === undefined) {
    throw new UsageError(`--map: a unit is nats or bits, not "${unitName}"`);
  }
  return { role, unit, column };
}

/**
 * The mappings of a JSON file: a list, or a settings file with the list in `plotDivergence.mappings`.
 *
 * @throws UsageError when it holds no such list, or an entry of it is no mapping
 */
export async function readMappings(path: string): Promise<readonly ColumnMapping[]> {
  const text = await readFile(path, "utf8");
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--mappings: ${path} is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
  const { mappings, problems } = parseMappings(listIn(content));
  if (problems.length > 0) throw new UsageError(`--mappings: ${path}: ${problems.join(" ")}`);
  return mappings;
}

const SETTING = "plotDivergence.mappings";

function listIn(content: unknown): unknown {
  const isSettings = typeof content === "object" && content !== null && SETTING in content;
  return isSettings ? content[SETTING] : content;
}
