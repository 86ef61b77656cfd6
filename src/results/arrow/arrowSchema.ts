import type { FlatTable } from "./flatTable";

/** Slots of the tables in Schema.fbs. */
const SCHEMA = { endianness: 4, fields: 6, metadata: 8 } as const;
const FIELD = { name: 4, typeKind: 8, type: 10, dictionary: 12, children: 14, metadata: 16 } as const;
const UNION_TYPE_IDS = 6;

/** Values of Type in Schema.fbs. */
const UNION = 14;
/** Types whose values are single numbers, texts or bytes. */
const FLAT_TYPES: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 18, 19, 20, 23, 24]);

const MAX_FIELDS = 200_000;
const MAX_DEPTH = 64;

/**
 * Checks that a schema ends: the library that reads it follows whatever it says.
 *
 * @throws RangeError when it is damaged, or of a kind that is not read
 */
export function checkSchema(schema: FlatTable): void {
  if ((schema.int16(SCHEMA.endianness) ?? 0) !== 0)
    throw new RangeError("numbers with their first byte last");
  let fields = 0;
  const check = (field: FlatTable, depth: number) => {
    if (++fields > MAX_FIELDS) throw new RangeError(`more than ${MAX_FIELDS} columns`);
    if (depth > MAX_DEPTH) throw new RangeError(`columns within columns, ${depth} deep`);
    if (!field.has(FIELD.name)) throw new RangeError("a column without a name");
    field.vector(FIELD.metadata, 4);
    const kind = field.uint8(FIELD.typeKind) ?? 0;
    if (kind === UNION) field.table(FIELD.type)?.vector(UNION_TYPE_IDS, 4);
    if (field.table(FIELD.dictionary) !== null && !FLAT_TYPES.has(kind)) {
      throw new RangeError("a dictionary of lists or structures");
    }
    for (const child of field.tables(FIELD.children)) check(child, depth + 1);
  };
  schema.vector(SCHEMA.metadata, 4);
  for (const field of schema.tables(SCHEMA.fields)) check(field, 1);
}
