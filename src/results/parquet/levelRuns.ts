import type { PageHeader, SchemaTree } from "hyparquet";
import type { ParquetLibrary } from "./parquetFile";

/** How many values too many a last run may have: writers fill up to a group of eight. */
const SLACK = 8;
const MAX_WIDTH = 32;

/**
 * Checks the runs in a page of data: hyparquet fills its arrays as far as a run says, which may be for gigabytes.
 *
 * @param page decompressed
 * @throws RangeError
 */
export function checkRuns(
  { getMaxDefinitionLevel, getMaxRepetitionLevel }: ParquetLibrary,
  page: DataView,
  header: PageHeader,
  schemaPath: SchemaTree[],
): void {
  const v2 = header.data_page_header_v2;
  const { num_values: values, encoding } = v2 ?? header.data_page_header ?? {};
  if (values === undefined) return;
  const check = (offset: number, width: number) => {
    checkRunsFrom(page, offset, width, values);
  };
  let offset = 0;
  const levels = [
    [getMaxRepetitionLevel(schemaPath), v2?.repetition_levels_byte_length],
    [getMaxDefinitionLevel(schemaPath), v2?.definition_levels_byte_length],
  ] as const;
  for (const [maxLevel, lengthInHeader] of levels) {
    if (maxLevel > 0) {
      const prefix = lengthInHeader === undefined ? 4 : 0;
      const length = lengthInHeader ?? page.getUint32(offset, true);
      check(offset + prefix, 32 - Math.clz32(maxLevel));
      offset += prefix + length;
    } else {
      offset += lengthInHeader ?? 0;
    }
  }
  if (offset >= page.byteLength) return;
  if (encoding === "RLE") check(offset + 4, 1);
  if (encoding === "PLAIN_DICTIONARY" || encoding === "RLE_DICTIONARY")
    check(offset + 1, page.getUint8(offset));
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
    offset += isPacked ? count * width : Math.ceil(width / 8);
  }
}
