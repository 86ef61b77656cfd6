import * as l10n from "@vscode/l10n";
import type { RecordReader, RecordSink } from "./recordBytes";

/** A sink for the records of a file whose end may be missing. */
export interface CutOffSink extends RecordSink {
  /** Ends the reader where its file is cut off: what it still holds is one record, whose rest is missing. */
  endCutOff(reader: RecordReader): void;
}

export function cutOffSink(sink: RecordSink): CutOffSink {
  let lastLine = 0;
  let cutOffLine: number | null = null;
  let isEnding = false;
  const cutOff = (line: number) => {
    cutOffLine ??= line;
  };
  return {
    record(fields, offset, line) {
      lastLine = line;
      if (isEnding) cutOff(line);
      else sink.record(fields, offset, line);
    },
    skip(reason, line) {
      lastLine = line;
      if (isEnding) cutOff(line);
      else sink.skip(reason, line);
    },
    scanned(scanner) {
      const scanned = sink.scanned?.(scanner) ?? null;
      if (scanned === null) return null;
      const { record, gathered } = scanned;
      return {
        record,
        add(offset, line) {
          lastLine = line;
          scanned.add(offset, line);
        },
        gathered: gathered && {
          ...gathered,
          add() {
            const last = gathered.add();
            lastLine = Math.max(lastLine, last);
            return last;
          },
        },
      };
    },
    endCutOff(reader) {
      isEnding = true;
      reader.end();
      sink.skip(l10n.t("the compressed data is cut off here"), cutOffLine ?? lastLine + 1);
    },
  };
}
