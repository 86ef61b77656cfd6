import { memorySource } from "../../../src/results/byteSource";
import { JS_DEFINITIONS, type JsDefinition, type ReadOptions } from "../../../src/results/readOptions";
import { readResults } from "../../../src/results/readResults";
import { CORRECT, INCORRECT, type SampleTable } from "../../../src/results/sampleTable";

export { JS_DEFINITIONS };

/** Reads text, or bytes, as a file of this name. */
export function readText(
  name: string,
  content: string | Uint8Array,
  how: JsDefinition | ReadOptions = "auto",
  chunkBytes?: number,
): Promise<SampleTable> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return readResults(
    memorySource(name, bytes, chunkBytes),
    typeof how === "string" ? { definition: how } : how,
  );
}

export function idsOf({ id, length }: SampleTable): string[] {
  return Array.from({ length }, (_, i) =>
    new TextDecoder().decode(id.bytes.subarray(i === 0 ? 0 : id.ends[i - 1], id.ends[i])),
  );
}

export interface PlainRow {
  readonly id: string;
  readonly entropy: number;
  readonly jsDivergence: number;
  readonly correct: boolean | null;
  readonly model: string;
}

/** The table as plain rows. */
export function rowsOf(table: SampleTable): PlainRow[] {
  return idsOf(table).map((id, i) => ({
    id,
    entropy: table.entropy[i] ?? NaN,
    jsDivergence: table.jsDivergence[i] ?? NaN,
    correct: correctness(table.correct[i]),
    model: table.models[table.model[i] ?? -1]?.name ?? "",
  }));
}

function correctness(sampleClass: number | undefined): boolean | null {
  if (sampleClass === CORRECT) return true;
  return sampleClass === INCORRECT ? false : null;
}

/** Every sample's group by facet; null where it has none. */
export function facetsOf({ facets }: SampleTable): Record<string, (string | null)[]> {
  return Object.fromEntries(
    facets.map(({ name, values, codes }) => [name, Array.from(codes, (code) => values[code - 1] ?? null)]),
  );
}

/** What was skipped, as "reason: count at lines", over all models. */
export function skippedOf({ models }: SampleTable): string[] {
  return models.flatMap(({ skipped }) =>
    skipped.map(({ reason, count, firstLines }) => `${reason}: ${count} at ${firstLines.join(",")}`),
  );
}

export function rowCount({ models }: SampleTable): number {
  return models.reduce((sum, { rows }) => sum + rows, 0);
}

export function skippedCount({ models }: SampleTable): number {
  return models.reduce((sum, { skipped }) => sum + skipped.reduce((n, { count }) => n + count, 0), 0);
}

/** What does not depend on where records are in the file. */
export function contentOf(table: SampleTable) {
  const { byteOffset, line, layout, models, lengths, ...rest } = table;
  return { ...rest, models, layout: { ...layout, shape: null } };
}

export function jsonLinesOf(records: readonly object[]): Buffer {
  return Buffer.from(records.map((fields) => JSON.stringify(fields)).join("\n"));
}
