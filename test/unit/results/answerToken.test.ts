import { describe, expect, test } from "vitest";
import { answerToken } from "../../../src/results/answerToken";
import { readTokenLogprobs } from "../../../src/results/tokenLogprobs";

/** What the answer of these tokens is, when the token with "@" in it has the distribution A 0.6, B 0.3. */
function answerOf(...tokens: readonly string[]) {
  const content = tokens.map((token) => ({
    token: token.replace("@", "A"),
    top_logprobs: token.includes("@")
      ? [
          { token: token.replace("@", "A"), logprob: Math.log(0.6) },
          { token: token.replace("@", "B"), logprob: Math.log(0.3) },
        ]
      : [{ token, logprob: 0 }],
  }));
  const read = readTokenLogprobs(content, "content");
  if (read === null || typeof read === "string") throw new Error("no tokens");
  const answer = answerToken(read, "restBucket");
  return typeof answer === "string"
    ? answer
    : Object.fromEntries(answer.labels.map((l, i) => [l, answer.p[i]]));
}

describe("the token that is the answer", () => {
  test.each([
    ["alone", ["@"]],
    ["with space and the end of the turn", [" @", "\n", "<|eot_id|>"]],
    ["as multiple-choice prompts ask for it", ["ANSWER", ":", " @"]],
    ["after reasoning", ["Let", " me", " think", ".", "\n\n", "ANSWER", ": ", "@", "<|im_end|>"]],
    ["with emphasis and a full stop", ["**", "Answer", ":", " **", "@", "**", "."]],
    ["in brackets", ["The", " answer", " is", " (", "@", ")."]],
    ["after marks of space", ["▁The", "▁answer", "▁is", "▁@"]],
    ["after a long way", [...Array.from({ length: 500 }, () => " step"), " ANSWER:", " @"]],
  ])("%s", (_, tokens) => {
    const { A, B } = Object(answerOf(...tokens)) as Record<string, number>;
    expect(A).toBeCloseTo(0.6, 12);
    expect(B).toBeCloseTo(0.3, 12);
  });

  test.each([
    ["is not among several words", ["I", " think", " @"]],
    ["is not the first of several", ["ANSWER", ":", " @", " or", " B"]],
    ["is not the end of a longer one", ["ANSWER", ":", " 12", "@"]],
    ["is not what other words end in", ["No", " final", "answer", "s", ":", " @"]],
  ])("%s", (_, tokens) => {
    expect(answerOf(...tokens)).toBe("the answer has more than one token");
  });

  test("there is none in an answer of space", () => {
    expect(answerOf(" ", "\n")).toBe("the answer is empty");
  });
});
