declare module "hyparquet-compressors/src/lz4.js" {
  /** @param outputLength how many bytes come out */
  type Decompressor = (input: Uint8Array, outputLength: number) => Uint8Array;
  /** Blocks in the framing of Hadoop, or one without any. */
  export const decompressLz4: Decompressor;
  /** One block. */
  export const decompressLz4Raw: Decompressor;
}
