import type { MetricUnit } from "../metrics/unit";
import type { Role } from "./columnRoles";

/** Which columns serve which purpose in files of one shape, whatever the columns' names say. */
export interface ColumnMapping {
  /** A column's name or path; null: no column has this role. A role that is not here goes by the columns' names. */
  readonly roles: Readonly<Partial<Record<Role, string | null>>>;
  /** Units of the metrics' columns; otherwise nats, unless the name ends in "bits". */
  readonly units?: Readonly<Partial<Record<"entropy" | "jsDivergence", MetricUnit>>>;
}

/** The columns that a mapping names, each once. */
export function mappedColumns({ roles }: ColumnMapping): string[] {
  return [...new Set(Object.values(roles).filter((column) => typeof column === "string"))];
}

/**
 * The mapping for a file: of those whose columns the file has, all of them, the one that names most, and of equals the
 * first.
 */
export function fittingMapping(
  mappings: readonly ColumnMapping[],
  hasColumn: (column: string) => boolean,
): ColumnMapping | null {
  let best: ColumnMapping | null = null;
  let most = 0;
  for (const mapping of mappings) {
    const columns = mappedColumns(mapping);
    if (columns.length > most && columns.every(hasColumn)) {
      best = mapping;
      most = columns.length;
    }
  }
  return best;
}

/** Whether two mappings are for files of the same shape: they name the same columns. */
export function haveSameShape(a: ColumnMapping, b: ColumnMapping): boolean {
  const columns = mappedColumns(a);
  const others = new Set(mappedColumns(b));
  return columns.length === others.size && columns.every((column) => others.has(column));
}
