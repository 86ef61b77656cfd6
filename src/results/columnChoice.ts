import type { ColumnMapping } from "./columnMapping";
import { isNamedInBits, matchesOf, type ColumnMatch, type Role } from "./columnRoles";
import type { RoleAssignment } from "./dialects/dialect";
import type { Fields } from "./recordBytes";

/** Finds the column for a role: the user's word first, then a tool's, then the columns' names. */
export interface ColumnChoice {
  /** The column that the user gave the role, which counts whatever its values are. */
  readonly mapped: (role: Role) => ColumnMatch | null;
  /** The columns that may have the role, best first. */
  readonly candidates: (role: Role) => readonly ColumnMatch[];
  /** The best one with a usable value in the first records. */
  readonly best: (role: Role, isUsable: (value: unknown) => boolean) => ColumnMatch | null;
  /** The best one whatever its values are. */
  readonly named: (role: Role) => ColumnMatch | null;
}

export function chooseColumns(
  columns: readonly string[],
  samples: readonly Fields[],
  assigned: RoleAssignment,
  mapping: ColumnMapping | null,
): ColumnChoice {
  const mapped = (role: Role): ColumnMatch | null => {
    const column = mapping?.roles[role];
    return typeof column === "string" ? { column, rank: 0, isInBits: isInBits(mapping, role, column) } : null;
  };
  const candidates = (role: Role): readonly ColumnMatch[] => {
    if (mapping?.roles[role] === null) return [];
    const column = assigned[role];
    if (column === undefined) return matchesOf(role, columns);
    return column === null ? [] : [{ column, rank: 0, isInBits: false }];
  };
  return {
    mapped,
    candidates,
    best: (role, isUsable) =>
      mapped(role) ??
      candidates(role).find(({ column }) => samples.some((fields) => isUsable(fields[column]))) ??
      null,
    named: (role) => mapped(role) ?? candidates(role)[0] ?? null,
  };
}

function isInBits(mapping: ColumnMapping | null, role: Role, column: string): boolean {
  if (role !== "entropy" && role !== "jsDivergence") return false;
  const unit = mapping?.units?.[role];
  return unit === undefined ? isNamedInBits(column) : unit === "bits";
}
