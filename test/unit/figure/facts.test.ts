import { describe, expect, it } from "vitest";
import { summarisePanel } from "../../../src/analysis/summary";
import { panelFacts } from "../../../src/figure/facts";
import type { Provenance } from "../../../src/results/sampleTable";
import { plotOf, type PlainSample } from "../plots";

const ANSWER_KEY: Provenance = {
  entropy: { from: "distribution", column: "logits" },
  jsDivergence: { definition: "reference", column: "logits", referenceColumn: "answer", usesAnswerKey: true },
  correct: { from: "argmax", targetColumn: "answer" },
};

function factsOf(samples: readonly PlainSample[], provenance?: Provenance) {
  const [panel] = plotOf(samples, provenance);
  if (panel === undefined) throw new Error("no panel");
  const facts = panelFacts(summarisePanel(panel, "f", 0.075, "nats"), panel.samples.provenance);
  const values = Object.fromEntries(
    facts.groups.flatMap((group) => group.facts).map((fact) => [fact.id, fact]),
  );
  return { ...facts, values };
}

const MIXED: readonly PlainSample[] = [
  { id: "a", entropy: 1, jsDivergence: 0.05, correct: 1 },
  { id: "b", entropy: 2, jsDivergence: 0.1, correct: 0 },
  { id: "c", entropy: 3, jsDivergence: 0.2, correct: 1 },
];

describe("facts under a panel", () => {
  it("puts the figures into words", () => {
    const { values, rows, description } = factsOf(MIXED);
    expect(values.n?.value).toBe("3");
    expect(values.accuracy?.value).toBe("66.67%");
    expect(values["belowThreshold.count"]?.value).toBe("1 (33.33%)");
    expect(values["belowThreshold.accuracy"]?.value).toBe("100%");
    expect(values["aboveThreshold.accuracy"]?.value).toBe("50%");
    expect(values.lowestEntropyIncorrect?.value).toBe("2 nats");
    expect(values["auroc.entropy"]?.value).toBe("0.5");
    expect(rows).toEqual({ read: 3, plotted: 3, filteredOut: 0, skipped: [], unit: "line" });
    expect(description).toContain("2 correct and 1 incorrect");
  });

  it("marks what uses the answer key, and only that", () => {
    const marked = Object.values(factsOf(MIXED, ANSWER_KEY).values).filter((fact) => fact.usesAnswerKey);
    expect(marked.map(({ id }) => id)).toContain("auroc.jsDivergence");
    expect(marked.map(({ id }) => id)).not.toContain("auroc.entropy");
    expect(factsOf(MIXED, ANSWER_KEY).notes.join(" ")).toContain("never a predictor");
    expect(Object.values(factsOf(MIXED).values).some((fact) => fact.usesAnswerKey)).toBe(false);
  });

  it("says undefined, and why, where a figure is", () => {
    const { values, notes } = factsOf(MIXED.filter(({ correct }) => correct === 1));
    expect(values["auroc.entropy"]?.value).toBe("undefined");
    expect(values.lowestEntropyIncorrect?.value).toBe("undefined");
    expect(notes.join(" ")).toContain("no vertical line");
    const wrong = factsOf(MIXED.filter(({ correct }) => correct === 0));
    expect(wrong.notes.join(" ")).toContain("No answer is known to be correct");
    const none = factsOf(MIXED.map((sample) => ({ ...sample, correct: 2 as const })));
    expect(none.values.accuracy?.value).toBe("undefined");
    expect(none.values.unknown?.value).toBe("3");
    expect(none.notes.join(" ")).toContain("No correctness is known");
  });
});
