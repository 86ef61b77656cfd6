import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { facetOverview } from "../../../src/analysis/facetFilter";
import { withLengthFacets } from "../../../src/analysis/lengthFacets";
import type { SampleTable } from "../../../src/results/sampleTable";
import { characterCount } from "../../../src/results/textLengths";
import { tableOf } from "../plots";
import { facetsOf, readText } from "../results/sources";

function tableWith(lengths: readonly number[]): SampleTable {
  const samples = lengths.map((_, i) => ({
    id: String(i),
    entropy: 1,
    jsDivergence: 0.1,
    correct: 1 as const,
  }));
  const values = Uint32Array.from(lengths);
  return { ...tableOf(samples), lengths: [{ of: "question", unit: "characters", values }] };
}

const length = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 5000 }));
const lengthsOf = fc.array(length, { minLength: 1, maxLength: 120 });

describe("classes of lengths", () => {
  test("hold every known length of all tables once, in ascending ranges that say what is in them", () => {
    fc.assert(
      fc.property(lengthsOf, lengthsOf, (first, second) => {
        const tables = withLengthFacets([tableWith(first), tableWith(second)]);
        const all = [...first, ...second];
        const classes = tables.flatMap((table, i) => {
          const values = facetsOf(table)["Question length"] ?? [];
          return values.map((label, sample) => ({
            label,
            length: (i === 0 ? first : second)[sample] ?? NaN,
          }));
        });
        const known = new Set(all.filter((each) => each > 0));
        if (all.filter((each) => each > 0).length < 20 || known.size < 2) {
          expect(classes).toEqual([]);
          return;
        }
        expect(classes.map((each) => each.length)).toEqual(all);
        const labels = facetOverview(tables)[0]?.values.flatMap(({ value }) => value ?? []) ?? [];
        expect(labels.length).toBeLessThanOrEqual(4);
        expect(classes.every(({ label, length: each }) => (label === null) === (each === 0))).toBe(true);
        let last = 0;
        for (const label of labels) {
          const inside = classes.filter((each) => each.label === label).map((each) => each.length);
          const [low, high] = [Math.min(...inside), Math.max(...inside)];
          const range = low === high ? String(low) : `${low}-${high}`;
          expect(label).toBe(high === 1 ? "1 character" : `${range} characters`);
          expect(low).toBeGreaterThan(last);
          last = high;
        }
        for (const table of tables) expect(table.lengths).toEqual([]);
      }),
    );
  });

  test("are quarters where all lengths differ", () => {
    const [table] = withLengthFacets([tableWith(Array.from({ length: 40 }, (_, i) => 40 - i))]);
    expect(facetOverview(table === undefined ? [] : [table])[0]?.values).toEqual([
      { value: "1-10 characters", count: 10 },
      { value: "11-20 characters", count: 10 },
      { value: "21-30 characters", count: 10 },
      { value: "31-40 characters", count: 10 },
    ]);
  });
});

describe("lengths that readers take down", () => {
  /** More than the first records, from which the plan is made. */
  const ROWS = 1500;
  const TEXTS = ["plain", 'a "quoted"\nline', "é", "漢字 \u{1f600}", "tab\tand \\", "", " spaces "];
  const records = Array.from({ length: ROWS }, (_, i) => ({
    ...{ id: i, probs: "[0.75,0.25]", target: i % 2 },
    ...{
      question: (TEXTS[i % TEXTS.length] ?? "").repeat(1 + (i % 11)),
      prediction: "A".repeat(i % 5),
    },
  }));
  const questions = records.map(({ question }) => Array.from(question).length);
  const answers = records.map(({ prediction }) => prediction.length);
  const lengths = (table: SampleTable) =>
    Object.fromEntries(table.lengths.map(({ of, unit, values }) => [`${of} ${unit}`, [...values]]));

  test.each(["jsonl", "json", "csv"])("are characters of the texts in .%s", async (kind) => {
    const cell = (text: unknown) => `"${String(text).replaceAll('"', '""')}"`;
    const content = {
      jsonl: () => records.map((record) => JSON.stringify(record)).join("\n"),
      json: () => JSON.stringify(records),
      csv: () =>
        ["id,probs,target,question,prediction"]
          .concat(records.map((record) => Object.values(record).map(cell).join(",")))
          .join("\r\n"),
    }[kind];
    const table = await readText(`a.${kind}`, content?.() ?? "");
    expect(lengths(table)).toEqual({ "question characters": questions, "answer characters": answers });
  });

  test("are none where a column of the file says how long its samples are", async () => {
    const withColumn = records.map((record) => JSON.stringify({ ...record, question_length: record.id % 3 }));
    const table = await readText("a.jsonl", withColumn.join("\n"));
    expect(table.facets.map(({ name }) => name)).toEqual(["question_length"]);
    expect(table.lengths).toEqual([]);
  });

  test("are not taken down where every metric has a column of its own", async () => {
    const rows = records.map(({ probs, ...record }) => JSON.stringify({ ...record, entropy: 1, jsd: 0.1 }));
    expect((await readText("a.jsonl", rows.join("\n"))).lengths).toEqual([]);
  });

  test("are tokens of the answer where its tokens are read", async () => {
    const rows = Array.from({ length: ROWS }, (_, i) => {
      const token = { token: "x", logprob: -0.1, top_logprobs: [{ token: "x", logprob: -0.1 }] };
      const content = Array.from({ length: 1 + (i % 6) }, () => token);
      return JSON.stringify({
        id: i,
        logprobs: { content },
        js_divergence: 0.1,
        correct: true,
        prediction: "x",
      });
    });
    const table = await readText("a.jsonl", rows.join("\n"));
    expect(lengths(table)).toEqual({ "answer tokens": rows.map((_, i) => 1 + (i % 6)) });
  });

  test("count code points, as a text's iterator does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(characterCount(text)).toBe(Array.from(text).length);
      }),
    );
    expect(characterCount("\ud800\ud800\udc00\udc00")).toBe(3);
    for (const other of [null, undefined, 12, ["a"]]) expect(characterCount(other)).toBe(0);
  });
});
