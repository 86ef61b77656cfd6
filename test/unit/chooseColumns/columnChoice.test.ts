import { describe, expect, test } from "vitest";
import { choiceOf, firstChoice, mappingOf, type ColumnChoice } from "../../../src/chooseColumns/columnChoice";
import { memorySource } from "../../../src/results/byteSource";
import { summariseColumns } from "../../../src/results/columnSummary";
import { readHead } from "../../../src/results/fileHead";

const CHOICE: ColumnChoice = {
  measure: { role: "entropy", column: "H" },
  divergence: { role: "jsDivergence", column: "JS" },
  correct: "ok",
  others: { id: "q" },
  unit: "nats",
};

describe("the mapping of a choice", () => {
  test("names the columns and nothing more", () => {
    expect(mappingOf(CHOICE, ["q", "H", "JS", "ok", "x"])).toEqual({
      roles: { entropy: "H", jsDivergence: "JS", correct: "ok", id: "q" },
    });
  });

  test("says of a role without a column that it has none where a name would give it one", () => {
    const names = ["H", "JS", "correct", "model", "doc.gold", "entropy"];
    const choice = { ...CHOICE, correct: null, others: {} };
    expect(mappingOf(choice, names).roles).toEqual({
      ...{ entropy: "H", jsDivergence: "JS", correct: null, model: null, target: null },
    });
  });

  test("keeps other metrics and distributions from being taken for what was chosen", () => {
    const names = ["z", "right", "probs", "entropy", "jsd", "reference"];
    const choice: ColumnChoice = {
      ...{ measure: { role: "logits", column: "z" }, divergence: { role: "target", column: "right" } },
      ...{ correct: null, others: {}, unit: "nats" },
    };
    expect(mappingOf(choice, names).roles).toEqual({
      ...{ logits: "z", target: "right" },
      ...{ entropy: null, distributions: null, probs: null, jsDivergence: null, referenceProbs: null },
    });
  });

  test("says the unit where the name does not", () => {
    const bits = { ...CHOICE, unit: "bits" } as const;
    expect(mappingOf(bits, []).units).toEqual({ entropy: "bits", jsDivergence: "bits" });
    const named = { ...bits, measure: { role: "entropy", column: "H_bits" } } as const;
    expect(mappingOf(named, []).units).toEqual({ jsDivergence: "bits" });
    expect(mappingOf({ ...named, unit: "nats" }, []).units).toEqual({ entropy: "nats" });
    const computed = { ...bits, measure: { role: "probs", column: "p" } } as const;
    expect(mappingOf(computed, []).units).toEqual({ jsDivergence: "bits" });
  });

  test("of several distributions needs nothing to compare them with", () => {
    const choice: ColumnChoice = {
      ...{ measure: { role: "distributions", column: "layers" }, divergence: null },
      ...{ correct: null, others: { target: "gold" }, unit: "nats" },
    };
    const mapping = mappingOf(choice, ["layers", "gold", "jsd"]);
    expect(mapping.roles).toEqual({ distributions: "layers", target: "gold", jsDivergence: null });
    expect(choiceOf(mapping)).toEqual(choice);
  });

  test("leads back to the choice", () => {
    for (const choice of [
      CHOICE,
      { ...CHOICE, unit: "bits" },
      { ...CHOICE, correct: null, others: { target: "t", model: "m" } },
      { ...CHOICE, measure: { role: "probs", column: "p" }, divergence: { role: "target", column: "t" } },
    ] as const) {
      expect(choiceOf(mappingOf(choice, ["correct", "entropy"]))).toEqual(choice);
    }
  });
});

describe("the choice to start with", () => {
  const columnsOf = async (csv: string) =>
    summariseColumns(await readHead(memorySource("a.csv", Buffer.from(csv)), { definition: "auto" }));

  test("is what is proposed, in the unit that its values and names speak of", async () => {
    const columns = { entropy: "H", jsDivergence: "JS", correct: "ok", id: "q" };
    expect(firstChoice(columns, await columnsOf("H,JS\n1,0.69\n"))).toEqual(CHOICE);
    expect(firstChoice(columns, await columnsOf("H,JS\n1,0.7\n")).unit).toBe("bits");
    expect(firstChoice(columns, await columnsOf("H,JS\n1,1.2\n")).unit).toBe("nats");
    const named = { entropy: "H_bits", jsDivergence: "JS [bits]" };
    expect(firstChoice(named, await columnsOf("H_bits,JS [bits]\n1,0.1\n")).unit).toBe("bits");
  });

  test("may be empty", () => {
    expect(firstChoice({}, [])).toEqual({
      measure: null,
      divergence: null,
      correct: null,
      others: {},
      unit: "nats",
    });
  });
});
