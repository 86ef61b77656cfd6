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
export { compressors } from "hyparquet-compressors";
