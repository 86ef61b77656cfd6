import type { ByteSource } from "./byteSource";
import type { SampleTable } from "./sampleTable";

/** What a person wants to see of one record, as text from the file; null where the record has none. */
export interface RecordText {
  readonly id: string | null;
  readonly prediction: string | null;
  readonly target: string | null;
  readonly question: string | null;
}

/** Reads one sample's record again from its source. `sample` indexes the table. */
export function readRecord(_source: ByteSource, _table: SampleTable, _sample: number): Promise<RecordText> {
  throw new Error("to be written");
}
