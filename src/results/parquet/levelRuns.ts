import type { PageHeader, ParquetType, SchemaTree } from "hyparquet";
import type { ParquetLibrary } from "./parquetFile";

/** How many values too many a last run may have: writers fill up to a group of eight. */
const SLACK = 8;
const MAX_WIDTH = 32;

/**
 * Checks the runs in a page of data as hyparquet reads them: it fills its arrays as far as a run says, and an array that
 * grows beyond what V8 has room for ends the whole process.
 *
 * @param type the values' type, which for some encodings decides where the runs are
 * @param page decompressed
 * @throws RangeError
 */
export function checkRuns(
  { getMaxDefinitionLevel, getMaxRepetitionLevel }: ParquetLibrary,
  page: DataView,
  header: PageHeader,
  schemaPath: SchemaTree[],
  type: ParquetType,
): void {
  const v2 = header.data_page_header_v2;
  const { num_values: values, encoding } = v2 ?? header.data_page_header ?? {};
  if (values === undefined) throw new RangeError("a page that does not say how many values it has");
  const nulls = v2?.num_nulls ?? 0;
  if (!(values >= 0 && nulls >= 0 && nulls <= values))
    throw new RangeError(`${nulls} of ${values} values are null`);
  const check = (offset: number, width: number) => {
    checkRunsFrom(page, offset, width, values);
  };
  let offset = 0;
  const levels = [
    ["repetition", getMaxRepetitionLevel(schemaPath), v2?.repetition_levels_byte_length],
    ["definition", getMaxDefinitionLevel(schemaPath), v2?.definition_levels_byte_length],
  ] as const;
  for (const [kind, maxLevel, lengthInHeader] of levels) {
    if (maxLevel === 0) {
      // hyparquet skips the repetition levels that a header speaks of where there are none, and not the other ones.
      if (kind === "repetition") offset += lengthInHeader ?? 0;
      continue;
    }
    const prefix = lengthInHeader === undefined ? 4 : 0;
    const length = lengthInHeader ?? page.getUint32(offset, true);
    check(offset + prefix, 32 - Math.clz32(maxLevel));
    offset += prefix + length;
  }
  if (offset >= page.byteLength) return;
  if (encoding !== "RLE" && encoding !== "PLAIN_DICTIONARY" && encoding !== "RLE_DICTIONARY") return;
  const areBits = v2 === undefined ? type === "BOOLEAN" : encoding === "RLE";
  if (areBits) check(offset + 4, 1);
  else check(offset + 1, page.getUint8(offset));
}

function checkRunsFrom(page: DataView, start: number, width: number, values: number): void {
  if (width > MAX_WIDTH) throw new RangeError(`values of ${width} bits`);
  let offset = start;
  for (let seen = 0; seen < values && offset < page.byteLength;) {
    let header = 0;
    let scale = 1;
    let byte: number;
    do {
      byte = page.getUint8(offset++);
      header += (byte & 0x7f) * scale;
      scale *= 128;
    } while (byte >= 0x80);
    const count = Math.floor(header / 2);
    const isPacked = header % 2 === 1;
    if (isPacked ? count > page.byteLength : count > values - seen + SLACK) {
      throw new RangeError("a run of more values than there are");
    }
    seen += isPacked ? count * 8 : count;
    // hyparquet takes a byte of a packed run that has none.
    offset += isPacked ? Math.max(1, count * width) : Math.ceil(width / 8);
  }
}
