import type { RecordLayout } from "./sampleTable";

/** What the `line` of a record counts: lines of text, samples of an archive, or rows of columns. */
export type RecordUnit = "line" | "sample" | "row";

export function recordUnit({ kind }: RecordLayout["shape"]): RecordUnit {
  switch (kind) {
    case "json":
    case "delimited":
      return "line";
    case "inspectLog":
      return "sample";
    case "rows":
      return "row";
  }
}
