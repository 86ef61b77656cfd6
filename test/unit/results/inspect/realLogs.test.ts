import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileSource } from "../../../../src/results/byteSource";
import { readResults } from "../../../../src/results/readResults";

/** From the tests and examples of Inspect AI, which is under the MIT licence. */
const LOGS = join(__dirname, "../../../fixtures/inspect");

describe("logs that Inspect wrote, without log probabilities", () => {
  test.each([
    ["popularity.eval", 10, 8],
    ["popularity.json", 3, 2],
  ])("%s says so, how to record them, and its accuracy", async (name, count, correct) => {
    const source = await fileSource(join(LOGS, name));
    await expect(readResults(source, { definition: "auto" })).rejects.toMatchObject({
      kind: "noProbabilities",
      answers: {
        statement: expect.stringContaining(`no probabilities (${count} records)`) as string,
        scores: [{ name: "match", count, correct, mean: correct / count }],
        remedies: [
          { tool: "Inspect", advice: expect.stringContaining("--logprobs --top-logprobs") as string },
          {},
          {},
        ],
      },
    });
  });
});
