import { fixedSizeList, float32, float64, int32, int64, type DataType } from "@uwdata/flechette";
import { describe, expect, test } from "vitest";
import { idsOf, readText, rowsOf } from "../sources";
import { writeArrow, type ArrowColumn } from "./writeArrow";

const column = (key: string, data: readonly unknown[], type?: DataType): ArrowColumn => ({
  name: key,
  data,
  ...(type && { type }),
});

describe("types", () => {
  const METRICS = [column("entropy", [0.5, 1.5, 2.5], float64()), column("jsd", [0.1, 0.2, 0.3], float64())];

  test("64-bit ids keep all their digits", async () => {
    const ids = [1n, 2n ** 53n + 1n, -(2n ** 63n)];
    const table = await readText("a.arrow", writeArrow([column("id", ids, int64()), ...METRICS]));
    expect(idsOf(table)).toEqual(["1", "9007199254740993", "-9223372036854775808"]);
  });

  test("numbers of 32 bits, lists of a fixed size", async () => {
    const table = await readText(
      "a.arrow",
      writeArrow([
        column(
          "probs",
          [
            [0.5, 0.5],
            [0.25, 0.75],
            [1, 0],
          ],
          fixedSizeList(float32(), 2),
        ),
        column("target", [0, 1, 1], int32()),
      ]),
    );
    const rows = rowsOf(table);
    expect(rows.slice(1).map(({ correct }) => correct)).toEqual([true, false]);
    expect(rows[0]?.entropy).toBeCloseTo(Math.LN2, 12);
    expect(rows[2]?.entropy).toBe(0);
    expect(rows[2]?.jsDivergence).toBeCloseTo(Math.LN2, 12);
  });

  test("the first of two columns of one name is read", async () => {
    const twice = [...METRICS, column("entropy", [9, 9, 9], float64())];
    const table = await readText("a.arrow", writeArrow(twice));
    expect(Array.from(table.entropy)).toEqual([0.5, 1.5, 2.5]);
  });
});
