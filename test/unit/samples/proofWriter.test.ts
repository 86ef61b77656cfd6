import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analysePanel } from "../../../src/analysis/panelAnalysis";
import { PROOFWRITER_MODELS, proofWriterRecords } from "../../../scripts/proofWriterSample.mjs";

interface Shape {
  readonly model: string;
  readonly line: number;
  readonly x: number;
  readonly y: number;
  readonly correct: { readonly dense: number; readonly entropy: number; readonly jsDivergence: number };
  readonly incorrect: {
    readonly entropy: readonly [number, number];
    readonly jsDivergence: readonly [number, number];
    readonly dense: {
      readonly entropy: readonly [number, number];
      readonly jsDivergence: readonly [number, number];
    };
  };
}

const FIGURE: readonly Shape[] = [
  {
    model: "Llama3.1-8B",
    line: 10,
    x: 40,
    y: 0.12,
    correct: { dense: 10, entropy: 40, jsDivergence: 0.11 },
    incorrect: {
      entropy: [10, 40],
      jsDivergence: [0.07, 0.12],
      dense: { entropy: [10, 20], jsDivergence: [0.08, 0.1] },
    },
  },
  {
    model: "Llama3.1-70B",
    line: 20,
    x: 70,
    y: 0.14,
    correct: { dense: 15, entropy: 60, jsDivergence: 0.13 },
    incorrect: {
      entropy: [20, 40],
      jsDivergence: [0.09, 0.13],
      dense: { entropy: [20, 40], jsDivergence: [0.09, 0.13] },
    },
  },
];

const within = (value: number, [low, high]: readonly [number, number]) => value >= low && value <= high;
const share = <T>(list: readonly T[], holds: (entry: T) => boolean) =>
  list.filter(holds).length / list.length;

describe.each(FIGURE)("synthetic ProofWriter, $model", (shape) => {
  const design = PROOFWRITER_MODELS.find(({ model }) => model === shape.model);
  if (design === undefined) throw new Error("no design");
  const records = proofWriterRecords(design);
  const correct = records.filter((record) => record.correct);
  const incorrect = records.filter((record) => !record.correct);

  it("is the bundled file, line by line", () => {
    const file = `media/samples/proofwriter-synthetic/${shape.model}.jsonl`;
    expect(readFileSync(file, "utf8")).toBe(records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  });

  it("says that it is synthetic", () => {
    expect(records.every(({ dataset }) => dataset.includes("synthetic"))).toBe(true);
  });

  it("has the figure's ranges, densities and overlap", () => {
    const dense = correct.filter(({ entropy }) => entropy <= shape.correct.dense);
    expect(dense.length / correct.length).toBeGreaterThan(0.6);
    expect(share(dense, (r) => within(r.js_divergence, [0.04, 0.08]))).toBeGreaterThan(0.95);
    const reach = Math.max(...correct.map(({ entropy }) => entropy));
    expect(reach).toBeGreaterThan(0.8 * shape.correct.entropy);
    expect(reach).toBeLessThanOrEqual(shape.correct.entropy);
    expect(Math.max(...correct.map((r) => r.js_divergence))).toBeLessThanOrEqual(shape.correct.jsDivergence);
    expect(share(incorrect, (r) => within(r.entropy, shape.incorrect.entropy))).toBe(1);
    expect(share(incorrect, (r) => within(r.js_divergence, shape.incorrect.jsDivergence))).toBe(1);
    const { dense: core } = shape.incorrect;
    expect(
      share(incorrect, (r) => within(r.entropy, core.entropy) && within(r.js_divergence, core.jsDivergence)),
    ).toBeGreaterThan(0.4);
    expect(share(correct, ({ entropy }) => entropy > shape.line)).toBeGreaterThan(0.1);
  });

  it("has the figure's lines and trends", () => {
    const analysis = analysePanel({
      entropy: Float64Array.from(records, ({ entropy }) => entropy),
      jsDivergence: Float64Array.from(records, (r) => r.js_divergence),
      correct: Uint8Array.from(records, (r) => (r.correct ? 1 : 0)),
    });
    expect(analysis.lowestEntropyIncorrect).toBe(shape.line);
    expect(within(analysis.spearman.correct ?? NaN, [0.2, 0.7])).toBe(true);
    expect(within(analysis.spearman.incorrect ?? NaN, [-0.2, 0.2])).toBe(true);
    const { below, above } = analysis.splitAt(0.075);
    expect(below.accuracy).toBeGreaterThan(0.95);
    expect(above.accuracy).toBeLessThan(below.accuracy ?? 0);
  });
});
