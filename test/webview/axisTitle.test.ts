import { expect, test } from "vitest";
import { axisTitleLines } from "../../webview/axisTitle";

const measure = (text: string) => text.length * 10;
const TITLE = "JS Divergence (nats, from the answer key)";

test.for([
  [500, [TITLE]],
  [300, ["JS Divergence", "(nats, from the answer key)"]],
  [200, ["JS Divergence (nats,", "from the answer key)"]],
  [150, ["JS Divergence", "(nats, from th…"]],
] as const)("a title in lines of %d pixels", ([available, lines]) => {
  expect(axisTitleLines(TITLE, available, measure)).toEqual(lines);
});

test("a long word stays on its line", () => {
  expect(axisTitleLines("Entropy", 20, measure)).toEqual(["Entropy"]);
});
