import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleTableBuilder, type SampleTableBuilder } from "../../../src/results/sampleTableBuilder";
import { TooManyReasonsError } from "../../../src/results/skipCounts";

/** A record as a builder takes it: a sample, or why there is none. */
interface Row {
  readonly model: string | null;
  readonly dataset: string | null;
  readonly id: string | null;
  readonly skipped: string | null;
  readonly isUnattributed: boolean;
  readonly confidence: number;
  readonly facets: readonly [string | null, string | null];
  readonly length: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  model: fc.constantFrom(null, "a", "b", "c"),
  dataset: fc.oneof(
    fc.constantFrom(null, "x", "y"),
    fc.nat(200).map((n) => `d${n}`),
  ),
  id: fc.constantFrom(null, "1", "é", "\ud800", "an id"),
  skipped: fc.option(
    fc.nat(40).map((n) => `reason ${n}`),
    { freq: 2 },
  ),
  isUnattributed: fc.boolean(),
  confidence: fc.constantFrom(NaN, NaN, 0.5),
  facets: fc.tuple(
    fc.constantFrom(null, "p", "q"),
    fc.nat(120).map((n) => `f${n}`),
  ),
  length: fc.nat(),
});

/** Reads rows from..to of a file with a record on every second line. */
function fill(builder: SampleTableBuilder, rows: readonly Row[], from: number, to: number) {
  builder.declareFacets(["few", "many"]);
  builder.declareLengths([{ of: "answer", unit: "tokens" }]);
  rows
    .slice(from, to)
    .forEach(({ model, dataset, id, skipped, isUnattributed, confidence, facets, length }, i) => {
      const line = 2 * i + 1;
      if (skipped !== null && isUnattributed) {
        builder.skipUnattributed(skipped, line);
        return;
      }
      const open = builder.rowsOf(model, dataset);
      if (skipped !== null) {
        open.skipped.add(skipped, line);
        return;
      }
      if (id === null) builder.id.addPosition(i + 1);
      else builder.id.addText(id);
      const place = from + i;
      const numbers = { entropy: place, jsDivergence: place / 7, correct: place % 3, confidence };
      const sample = builder.add(open, numbers, 10 * place, line);
      builder.facets.forEach((facet, k) => {
        facet.set(sample, facet.codeOf(facets[k]));
      });
      for (const open of builder.lengths) open.set(sample, length);
    });
}

function finish(builder: SampleTableBuilder) {
  return builder.finish(
    { model: "default", dataset: null },
    {
      provenance: {
        entropy: { from: "column", column: "h" },
        jsDivergence: { definition: "column", column: "js" },
        correct: { from: "none" },
      },
      layout: {
        shape: { kind: "json" },
        ...{ dialect: null, id: null, prediction: null, target: null, question: null },
        ...{ choices: null, distribution: null },
      },
      choices: [],
      notes: [],
      definitions: { possible: ["column"], isAutomatic: true },
      betweenModels: null,
    },
  );
}

describe("a table in parts", () => {
  test("is the table read in one go, wherever it is cut", () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 300, size: "max" }),
        fc.array(fc.nat(300), { maxLength: 4 }),
        fc.constantFrom(0, 5, 1000),
        (rows, cuts, expected) => {
          const whole = sampleTableBuilder();
          fill(whole, rows, 0, rows.length);
          const joined = sampleTableBuilder(() => expected);
          const borders = [...cuts.map((cut) => Math.min(cut, rows.length)), rows.length].sort(
            (a, b) => a - b,
          );
          let from = borders[0] ?? 0;
          fill(joined, rows, 0, from);
          for (const to of borders.slice(1)) {
            const part = sampleTableBuilder(undefined, 1000);
            fill(part, rows, from, to);
            joined.append(structuredClone(part.takePart()), 2 * from, from);
            from = to;
          }
          expect(finish(joined)).toEqual(finish(whole));
        },
      ),
      { numRuns: 500 },
    );
  });

  test("a part that cannot tell its reasons apart says so", () => {
    const part = sampleTableBuilder(undefined, 2);
    for (const reason of ["a", "b", "c"]) part.skipUnattributed(reason, 1);
    expect(() => part.takePart()).toThrow(TooManyReasonsError);
  });
});
