import type { RecordSink } from "../../../src/results/recordBytes";
import { scanKernel } from "../../../src/results/scan/scanKernel";

/** The same sink, which tells of the rows that the kernel has gathered for it. */
export function countingGathered(sink: RecordSink, onRows: (rows: number) => void): RecordSink {
  return {
    ...sink,
    scanned(scanner) {
      const scanned = sink.scanned?.(scanner) ?? null;
      const gathered = scanned?.gathered;
      if (!gathered) return scanned;
      return {
        ...scanned,
        gathered: {
          ...gathered,
          add() {
            onRows(scanKernel()?.exports.rowCount() ?? 0);
            return gathered.add();
          },
        },
      };
    },
  };
}
