import { expect, test } from "vitest";
import { expectedMilliseconds, learnFrom } from "../../../webview/cloud/drawingCost";

test("one slow drawing changes nothing; a machine that is faster, or stays slower, does", () => {
  const cloud = {
    points: {
      entropy: new Float64Array(1000),
      jsDivergence: new Float64Array(1000),
      correct: new Uint8Array(1000),
    },
    projection: {
      plot: { left: 0, top: 0, width: 80, height: 40 },
      x: { min: 0, max: 1 },
      y: { min: 0, max: 1 },
    },
  };
  const expectedAfter = (...milliseconds: number[]) => {
    for (const took of milliseconds) learnFrom(cloud, 1, took);
    return expectedMilliseconds(cloud, 1);
  };
  expect(expectedAfter(40, 40, 40, 40)).toBeCloseTo(40, 9);
  expect(expectedAfter(900)).toBeCloseTo(40, 9);
  expect(expectedAfter(90, 80, 70)).toBeCloseTo(70, 9);
  expect(expectedAfter(20)).toBeCloseTo(20, 9);
});
