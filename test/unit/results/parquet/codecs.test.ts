import { expect, test } from "vitest";
import { pageCodecs } from "../../../../src/results/parquet/codecs";
import * as library from "../../../../src/results/parquet/library";

test("a bare block of LZ4 that starts like one in a frame of Hadoop's is read", async () => {
  const bytes = Uint8Array.of(1, 2, 0, 0, 0, 5, ...Array.from({ length: 14 }, () => 0));
  const block = Uint8Array.of(0xf0, bytes.length - 15, ...bytes);
  const { LZ4 } = await pageCodecs(library, new Set(["LZ4"]));
  expect(LZ4?.(block, bytes.length)).toEqual(bytes);
});
