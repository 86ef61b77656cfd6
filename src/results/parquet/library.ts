export { parquetMetadataAsync, parquetSchema } from "hyparquet";
export { assembleNested } from "hyparquet/src/assemble.js";
export { parquetHeader, readPage } from "hyparquet/src/column.js";
export { convert, DEFAULT_PARSERS } from "hyparquet/src/convert.js";
export {
  getMaxDefinitionLevel,
  getMaxRepetitionLevel,
  getTreePath,
  isFlatColumn,
} from "hyparquet/src/schema.js";
// Not from the package as a whole, which brings the dictionary of Brotli: Node has that codec.
export { decompressLz4, decompressLz4Raw } from "hyparquet-compressors/src/lz4.js";
export { snappyUncompressor } from "hysnappy";
