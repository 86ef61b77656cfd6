/** The names of result files, as the manifest's menus and editors know them too. */
export const RESULT_FILE_NAME = /\.((jsonl|ndjson|json|csv|tsv)(\.(gz|zst))?|eval|parquet|arrows?|feather)$/i;

/** The last parts of those names, for the dialog that opens files. */
export const RESULT_FILE_EXTENSIONS = [
  "jsonl",
  "ndjson",
  "json",
  "csv",
  "tsv",
  "gz",
  "zst",
  "eval",
  "parquet",
  "arrow",
  "arrows",
  "feather",
];
