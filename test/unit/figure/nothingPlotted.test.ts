import { expect, test } from "vitest";
import { nothingPlotted } from "../../../src/figure/nothingPlotted";
import { writeParquet } from "../results/parquet/writeParquet";
import { readText } from "../results/sources";

test("a file of which every row is skipped says why, and where first, most frequent reasons first", async () => {
  const table = await readText("a.csv", "entropy,jsd\n-1,0.1\nhigh,0.1\nhigh,0.1\n");
  expect(nothingPlotted(table)).toMatchObject({
    kind: "nothingPlotted",
    message:
      "All 3 rows are skipped: entropy is not a number (2, first on line 3); entropy is negative (1, first on line 2).",
  });
});

test("a row is named as what it is", async () => {
  const columns = [
    { name: "entropy", data: [-1] },
    { name: "jsd", data: [0.1] },
  ];
  const table = await readText("a.parquet", writeParquet(columns));
  const message = "The only row is skipped: entropy is negative (1, first in row 1).";
  expect(nothingPlotted(table)).toMatchObject({ message });
});
