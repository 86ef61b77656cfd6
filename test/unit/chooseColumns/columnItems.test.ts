import { describe, expect, test } from "vitest";
import { columnItems, listText } from "../../../src/chooseColumns/columnItems";
import { previewText } from "../../../src/chooseColumns/previewText";
import { memorySource } from "../../../src/results/byteSource";
import { summariseColumns } from "../../../src/results/columnSummary";
import { readHead, type MappingPreview } from "../../../src/results/fileHead";

async function columnsOf(...records: object[]) {
  const text = records.map((record) => JSON.stringify(record)).join("\n");
  return summariseColumns(await readHead(memorySource("a.jsonl", Buffer.from(text)), { definition: "auto" }));
}

describe("the columns to choose from", () => {
  test("are the proposed one, then those whose values fit, then the others; each says what it holds", async () => {
    const columns = await columnsOf(
      { name: "a", z: [1, -2], p: [0.5, 0.5], H: 0.25, ok: true, n: null },
      { name: "b", z: [3, -2], p: [0.1, 0.9], H: 1.5, ok: false, n: null },
    );
    const items = columnItems(["entropy", "probs", "logprobs", "logits"], columns, "p");
    expect(items.map(({ label, role, description, group }) => [label, role, description, group])).toEqual([
      ["p", "probs", "proposed: distribution, as probabilities", "proposed"],
      ["z", "logits", "distribution, as logits", "fitting"],
      ["H", "entropy", "numbers from 0.25 to 1.5", "fitting"],
      ["name", "entropy", "2 different values", "other"],
      ["ok", "entropy", "correct or incorrect", "other"],
      ["n", "entropy", "no values", "other"],
    ]);
    expect(items.map(({ detail }) => detail).slice(0, 4)).toEqual([
      "[0.5, 0.5]  ·  [0.1, 0.9]",
      "[1, -2]  ·  [3, -2]",
      "0.25  ·  1.5",
      "a  ·  b",
    ]);
  });

  test("None stands after the proposed one, and first where there is none", async () => {
    const columns = await columnsOf({ a: "x", ok: true });
    const labels = (proposed: string | null) =>
      columnItems(["correct"], columns, proposed, "no matter").map(({ label, column }) => [label, column]);
    expect(labels("ok")).toEqual([
      ["ok", "ok"],
      ["None", null],
      ["a", "a"],
    ]);
    expect(labels(null)).toEqual([
      ["None", null],
      ["ok", "ok"],
      ["a", "a"],
    ]);
  });

  test("a name is a text, never an icon, a line or a direction", async () => {
    const [item] = columnItems(
      ["id"],
      await columnsOf({ [`$(trash)\n\u202e${"x".repeat(100)}`]: "$(alert) a\u0007b" }),
      null,
    );
    expect(item?.label).toBe(`$\u200b(trash) \ufffd${"x".repeat(70)}…`);
    expect(item?.detail).toBe("$\u200b(alert) a\ufffdb");
    expect(listText("$($(x))")).toBe("$\u200b($\u200b(x))");
  });
});

describe("a preview in words", () => {
  const PREVIEW: MappingPreview = {
    ...{ rows: 1000, isWhole: false, plotted: 987, correct: 600, incorrect: 387, problem: null },
    skipped: [
      { reason: "entropy is missing", count: 10, firstLines: [7, 9] },
      { reason: "$(x) is null", count: 3, firstLines: [20] },
    ],
  };

  test("says how many rows would be plotted and why others would not", () => {
    expect(previewText(PREVIEW)).toEqual({
      plotted: "987 of the first 1,000 rows would be plotted: 600 correct, 387 incorrect",
      reasons: [
        { label: "entropy is missing", description: "10 skipped, the first on line 7" },
        { label: "$\u200b(x) is null", description: "3 skipped, the first on line 20" },
      ],
    });
    expect(previewText({ ...PREVIEW, isWhole: true, rows: 987, correct: 0, skipped: [] })).toEqual({
      plotted: "987 of 987 rows would be plotted: 0 correct, 387 incorrect, 600 unknown",
      reasons: [],
    });
    expect(previewText({ ...PREVIEW, plotted: 0 }).plotted).toBe(
      "0 of the first 1,000 rows would be plotted",
    );
  });

  test("says why there would be no plot, in lines that can be read", () => {
    const problem = `No entropy: ${"a column is needed, ".repeat(10)}found $(none).`;
    const { plotted, reasons } = previewText({ ...PREVIEW, problem });
    expect(plotted).toBe("Nothing would be plotted");
    expect(reasons.length).toBeGreaterThan(2);
    for (const { label } of reasons) expect(label.length).toBeLessThan(81);
    expect(reasons.map(({ label }) => label).join(" ")).toBe(problem.replace("$(", "$\u200b("));
  });
});
