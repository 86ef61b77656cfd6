import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fittingChoices,
  isSameQuestion,
  likelyChoices,
  rememberedChoices,
  type ChoiceStore,
} from "../../../src/panel/rememberedChoices";
import type { OpenChoice } from "../../../src/results/sampleTable";

const metric = (taken: string, ...possible: string[]): OpenChoice => ({ name: "metric", taken, possible });
const filter = (taken: string, ...possible: string[]): OpenChoice => ({ name: "filter", taken, possible });

function memoryStore(content?: unknown): ChoiceStore & { readonly content: () => unknown } {
  let stored = content;
  return {
    content: () => stored,
    get: () => stored,
    update: (_, value) => {
      // As the editor keeps it.
      stored = JSON.parse(JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

describe("choices that are remembered", () => {
  it("are kept by name and possibilities, the latest first", async () => {
    const store = memoryStore();
    const remembered = rememberedChoices(store);
    await remembered.remember(metric("acc", "acc", "f1"));
    await remembered.remember(metric("em", "em", "f1"));
    await remembered.remember(filter("b", "a", "b"));
    await remembered.remember(metric("f1", "f1", "acc"));
    expect(rememberedChoices(store).all()).toEqual([
      metric("f1", "f1", "acc"),
      filter("b", "a", "b"),
      metric("em", "em", "f1"),
    ]);
    expect(likelyChoices(remembered.all())).toEqual({ metric: "f1", filter: "b" });
  });

  it("are at most 200, and what the store holds otherwise is no choice", async () => {
    const store = memoryStore();
    const remembered = rememberedChoices(store);
    for (let i = 0; i < 210; i++) await remembered.remember(metric("a", "a", `b${i}`));
    expect(remembered.all()).toHaveLength(200);
    fc.assert(
      fc.property(fc.anything(), (content) => {
        expect(rememberedChoices(memoryStore(content)).all()).toEqual(expect.any(Array));
      }),
    );
    expect(rememberedChoices(memoryStore([{ name: "other", taken: "a", possible: [] }])).all()).toEqual([]);
  });
});

describe("what a file is read with", () => {
  const remembered = [metric("acc_norm", "acc", "acc_norm"), metric("f1", "f1", "acc")];

  it("fits when it was read with what was chosen among the same possibilities", () => {
    const open = [metric("acc_norm", "acc_norm", "acc")];
    expect(fittingChoices(open, { metric: "acc_norm" }, remembered)).toBeNull();
    expect(fittingChoices([metric("acc", "acc", "f1")], { metric: "acc_norm" }, remembered)).toEqual({
      metric: "f1",
    });
  });

  it("is left to the reader where nothing was chosen among these possibilities", () => {
    expect(fittingChoices([metric("acc", "acc", "em")], { metric: "acc_norm" }, remembered)).toBeNull();
    expect(fittingChoices([metric("em", "acc", "em")], { metric: "em" }, remembered)).toEqual({});
    expect(fittingChoices([metric("acc", "acc")], { metric: "acc" }, remembered)).toBeNull();
    expect(fittingChoices([], { metric: "acc" }, remembered)).toBeNull();
  });

  it("is settled after reading a second time, whatever was chosen before", () => {
    const letters = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1 });
    const choice = letters.chain((possible) =>
      fc.constantFrom(...possible).map((taken) => metric(taken, ...possible)),
    );
    // The reader takes what it is given where that is possible, else the first.
    const read = (possible: readonly string[], given: string | undefined) =>
      metric(given !== undefined && possible.includes(given) ? given : (possible[0] ?? ""), ...possible);
    fc.assert(
      fc.property(fc.array(choice), letters, (before, possible) => {
        const likely = likelyChoices(before);
        const first = read(possible, likely.metric);
        const fitting = fittingChoices([first], likely, before);
        const final = fitting === null ? first : read(possible, fitting.metric);
        const chosen = before.find((other) => isSameQuestion(other, final));
        expect(final.taken).toBe(chosen?.taken ?? possible[0]);
      }),
    );
  });
});
