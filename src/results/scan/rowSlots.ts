import { readCorrectness, readText } from "../fieldValues";
import type { ReadingPlan } from "../readingPlan";
import { sampleClass } from "../sample";
import { UNKNOWN } from "../sampleTable";
import type { SampleTableBuilder } from "../sampleTableBuilder";
import type { OpenFacet } from "../tableFacets";
import { recurring, type Recurring } from "./recurring";
import type { SpannedRecord, ValueReader } from "./spannedRecord";

/** Where the parts of a row stand in a record. Slots are null where its records have no such column. */
export interface RowSlots {
  readonly entropy: MetricSlot;
  readonly jsDivergence: MetricSlot;
  readonly confidence: number | null;
  readonly id: number | null;
  readonly correct: CorrectSlots;
  readonly model: RecurringSlot<string | null>;
  readonly dataset: RecurringSlot<string | null>;
  readonly facets: readonly (RecurringSlot<number> & { readonly facet: OpenFacet })[];
}

/** Where a metric stands, -1 for nowhere, and by what it is multiplied to be in nats. */
export interface MetricSlot {
  readonly slot: number;
  readonly scale: number;
}

export interface RecurringSlot<T> {
  readonly slot: number | null;
  readonly of: Recurring<T>;
}

/** What correctness is made of; "reading": only the full reading of a record tells. */
export type CorrectSlots =
  | {
      readonly from: "column";
      readonly slot: number | null;
      readonly of: Recurring<number>;
      /** Whether a row of that class is a usual one. */
      isUsual(sampleClass: number): boolean;
    }
  | { readonly from: "match"; readonly prediction: number; readonly target: number }
  | { readonly from: "none"; readonly value: number }
  | { readonly from: "reading" };

export function rowSlots(
  record: SpannedRecord,
  plan: ReadingPlan,
  builder: SampleTableBuilder,
  valueOf: ValueReader,
): RowSlots {
  const slotOf = (column: string | null) => {
    const slot = column === null ? -1 : record.names.indexOf(column);
    return slot < 0 ? null : slot;
  };
  const metricSlot = (match: ReadingPlan["entropy"]): MetricSlot => ({
    slot: slotOf(match?.column ?? null) ?? -1,
    scale: match?.isInBits === true ? Math.LN2 : 1,
  });
  const recurringSlot = <T extends string | number | null>(
    column: string | null,
    of: (value: unknown) => T,
  ): RecurringSlot<T> => {
    const slot = slotOf(column);
    return { slot, of: recurring(record, slot, valueOf, of) };
  };
  return {
    entropy: metricSlot(plan.entropy),
    jsDivergence: metricSlot(plan.jsDivergence),
    confidence: slotOf(plan.confidence),
    id: slotOf(plan.id),
    correct: correctSlots(plan, slotOf, (column) =>
      recurringSlot(column, (value) => sampleClass(readCorrectness(value))),
    ),
    model: recurringSlot(plan.model, readText),
    dataset: recurringSlot(plan.dataset, readText),
    facets: builder.facets.map((facet) => ({
      facet,
      ...recurringSlot(facet.name, (value) => facet.codeOf(value)),
    })),
  };
}

function correctSlots(
  { provenance: { correct } }: ReadingPlan,
  slotOf: (column: string) => number | null,
  classSlot: (column: string) => RecurringSlot<number>,
): CorrectSlots {
  switch (correct.from) {
    case "column":
      // Where others are known, the full reading says why this one is not.
      return { from: "column", ...classSlot(correct.column), isUsual: (known) => known !== UNKNOWN };
    case "match": {
      const prediction = slotOf(correct.predictionColumn);
      const target = slotOf(correct.targetColumn);
      return prediction === null || target === null
        ? { from: "reading" }
        : { from: "match", prediction, target };
    }
    case "none":
      return { from: "none", value: sampleClass(null) };
    case "argmax":
      return { from: "reading" };
  }
}
