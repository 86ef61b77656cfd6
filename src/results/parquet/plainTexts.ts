import type { SchemaElement } from "hyparquet";
import type { PackedTexts } from "../packedTexts";

const LENGTH_BYTES = 4;

/** Whether a column's values are texts in UTF-8 and nothing else. */
export function holdsTexts({
  type,
  converted_type: converted,
  logical_type: logical,
}: SchemaElement): boolean {
  return (
    type === "BYTE_ARRAY" && converted === "UTF8" && (logical === undefined || logical.type === "STRING")
  );
}

/**
 * The texts of a page in the encoding PLAIN, each after its length, where they stand.
 *
 * @param start where the first length is
 * @returns null when there are fewer
 */
export function plainTexts(page: DataView, start: number, count: number): PackedTexts | null {
  if (count * LENGTH_BYTES > page.byteLength - start) return null;
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  let offset = start;
  for (let i = 0; i < count; i++) {
    if (offset + LENGTH_BYTES > page.byteLength) return null;
    const length = page.getUint32(offset, true);
    offset += LENGTH_BYTES;
    starts[i] = offset;
    offset += length;
    ends[i] = offset;
  }
  if (offset > page.byteLength) return null;
  return {
    bytes: new Uint8Array(page.buffer, page.byteOffset, page.byteLength),
    starts,
    ends,
    apart: LENGTH_BYTES,
  };
}
