import { expect, test } from "vitest";
import manifest from "../../../../package.json";
import { RESULT_FILE_EXTENSIONS, RESULT_FILE_NAME } from "../../../../src/results/files/resultFileNames";

const { menus, customEditors } = manifest.contributes;

test("menus offer the command for the files that it takes for result files", () => {
  const places = ["explorer/context", "editor/context", "editor/title/context", "editor/title"] as const;
  for (const place of places) {
    const entry = menus[place].find(({ command }) => command === "plotDivergence.plot");
    expect(entry?.when).toContain(
      `resourceFilename =~ /${RESULT_FILE_NAME.source}/${RESULT_FILE_NAME.flags}`,
    );
  }
});

test("names of result files", () => {
  for (const name of [
    "a.jsonl",
    "B.JSON",
    "a.b.csv",
    "samples.jsonl.gz",
    "x.csv.zst",
    "x.parquet",
    "x.arrow",
    "data-00000-of-00001.ARROWS",
    "x.feather",
    "2025_mmlu.eval",
  ]) {
    expect(RESULT_FILE_NAME.test(name), name).toBe(true);
    const last = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
    expect(RESULT_FILE_EXTENSIONS).toContain(last);
  }
  for (const name of ["a.tar.gz", "a.gz", "json", "a.jsonl.bz2", "a.txt", "a.eval.gz"]) {
    expect(RESULT_FILE_NAME.test(name), name).toBe(false);
  }
});

test("every kind of result file can be opened as a plot", () => {
  const patterns = customEditors.flatMap(({ selector }) =>
    selector.map(({ filenamePattern }) => filenamePattern),
  );
  for (const extension of RESULT_FILE_EXTENSIONS) {
    expect(
      patterns.some((pattern) => pattern.includes(extension)),
      extension,
    ).toBe(true);
  }
});
