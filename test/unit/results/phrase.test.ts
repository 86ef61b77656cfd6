import { expect, test } from "vitest";
import { phrase } from "../../../src/results/phrase";

test("a phrase is looked up when it is first needed, and once", () => {
  let lookUps = 0;
  const isMissing = phrase(() => `${++lookUps}: {0} is missing`);
  expect(lookUps).toBe(0);
  expect(isMissing("entropy")).toBe("1: entropy is missing");
  expect(isMissing("JS divergence")).toBe("1: JS divergence is missing");
});

test("values stand where the translation has them, as they are", () => {
  const filter = phrase(() => "{1} statt {0}, {1}");
  expect(filter("{1}", "$&")).toBe("$& statt {1}, $&");
  expect(filter(1, 2)).toBe("2 statt 1, 2");
  expect(filter("a")).toBe("{1} statt a, {1}");
  expect(phrase(() => "no {braces}")("x")).toBe("no {braces}");
});
