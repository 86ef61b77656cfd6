import type { RecordLayout } from "./sampleTable";

/** What the `line` of a record counts: lines of text, or samples of an archive. */
export type RecordUnit = "line" | "sample";

export function recordUnit({ kind }: RecordLayout["shape"]): RecordUnit {
  switch (kind) {
    case "json":
    case "delimited":
      return "line";
    case "inspectLog":
      return "sample";
  }
}
