import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readResults } from "../../../../src/results/readResults";
import { idsOf, rowsOf, readText, skippedOf } from "../sources";
import { evalArchive, jsonLog, PLAIN_STYLE, type WrittenSample } from "./inspectWriter";
import { LETTER_FIGURES, LETTER_SAMPLES, letterToken } from "./letterSamples";

const ONE_TOKEN = { entropy: Math.LN2, jsDivergence: 0, correct: true };

/** The same answers after the words that Inspect's prompt asks for, which are certain. */
const POINTED_OUT: readonly WrittenSample[] = LETTER_SAMPLES.map((sample) => ({
  ...sample,
  completion: `ANSWER: ${sample.completion ?? ""}`,
  logprobs: [
    ...["ANSWER", ":"].map((token) => ({ token, logprob: 0, top_logprobs: [{ token, logprob: 0 }] })),
    ...(sample.logprobs ?? []),
  ],
}));

describe("token-level log probabilities of Inspect", () => {
  test.each([
    ["log.eval", evalArchive(LETTER_SAMPLES)],
    ["log.eval", evalArchive(LETTER_SAMPLES, { ...PLAIN_STYLE, method: "zstd", chunked: true })],
    ["log.json", jsonLog(LETTER_SAMPLES)],
    ["log.eval", evalArchive(POINTED_OUT)],
  ])("of letters give entropy, and JS divergence from the answer key, in %s", async (name, bytes) => {
    const rows = rowsOf(await readText(name, bytes));
    expect(rows.map(({ id, correct }) => ({ id, correct }))).toEqual(
      LETTER_FIGURES.map(({ id, correct }) => ({ id, correct })),
    );
    for (const [i, { entropy, jsDivergence }] of LETTER_FIGURES.entries()) {
      expect(rows[i]?.entropy).toBeCloseTo(entropy, 12);
      expect(rows[i]?.jsDivergence).toBeCloseTo(jsDivergence, 12);
    }
  });

  test.each([
    ["null", null, "output.choices[0].logprobs is missing"],
    ["empty", [], "no tokens in the answer"],
    [
      "without the most probable ones",
      [{ token: "A", logprob: -0.1, top_logprobs: [] }],
      "only the chosen tokens' log probabilities are recorded, without top_logprobs",
    ],
    ["NaN", [letterToken("A", [NaN, 0.5, 0.2, 0.1])], "log probability is NaN"],
    [
      "more than 1",
      [letterToken("A", [0.9, 0.9, 0.2, 0.1])],
      "probabilities of the listed tokens sum to 2.1",
    ],
    [
      "of several tokens",
      [letterToken("A", [0.5, 0.5, 0, 0]), letterToken("B", [0.5, 0.5, 0, 0])],
      "the answer has more than one token",
    ],
  ])("%s leave their sample out, by reason", async (_, logprobs, reason) => {
    const [first] = LETTER_SAMPLES;
    if (first === undefined) throw new Error("no sample");
    const table = await readText("log.eval", evalArchive([first, { ...first, id: 99, logprobs }]));
    expect(skippedOf(table)).toEqual([`${reason}: 1 at 2`]);
    expect(table.length).toBe(1);
  });

  test("probability 0 is written as -Infinity", async () => {
    const sure = { ...LETTER_SAMPLES[0], id: 1, epoch: 1, target: "B" };
    const logprobs = [letterToken("B", [0, 1, 0, 0])];
    const [row] = rowsOf(await readText("log.eval", evalArchive([{ ...sure, logprobs }])));
    expect(row).toMatchObject({ ...ONE_TOKEN, entropy: 0 });
  });
});

test("models are compared answer by answer, whatever was chosen of epochs", async () => {
  const source = memorySource("log.eval", evalArchive(LETTER_SAMPLES));
  const table = await readResults(source, {
    definition: "models",
    hasCompanions: true,
    choices: { epochs: "mean" },
  });
  expect(idsOf(table)).toEqual(LETTER_FIGURES.map(({ id }) => id));
  expect(table.choices).toContainEqual({ name: "epochs", taken: "all", possible: ["all", "mean"] });
});

test("the log of the host's tests is what the writer writes", () => {
  const log = readFileSync(join(__dirname, "../../../fixtures/inspect/letters.eval"));
  expect(log.equals(evalArchive(LETTER_SAMPLES, { ...PLAIN_STYLE, method: "stored" }))).toBe(true);
});
