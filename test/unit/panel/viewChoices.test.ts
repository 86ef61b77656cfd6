import { expect, it } from "vitest";
import { openQuestions, viewChoices } from "../../../src/panel/viewChoices";
import type { OpenChoice, SampleTable } from "../../../src/results/sampleTable";
import { tableOf } from "../plots";

const metric = (taken: string, ...possible: string[]): OpenChoice => ({ name: "metric", taken, possible });

function tableWith(dataset: string, ...choices: OpenChoice[]): SampleTable {
  const table = tableOf([{ id: "1", entropy: 1, jsDivergence: 0.1, correct: 1 }]);
  return { ...table, choices, models: table.models.map((model) => ({ ...model, datasets: [dataset] })) };
}

it("asks every question once, and none with one answer", () => {
  const filter: OpenChoice = { name: "filter", taken: "none", possible: ["none"] };
  const tables = [
    tableWith("arc", metric("acc", "acc", "acc_norm"), filter),
    tableWith("boolq", metric("acc", "acc_norm", "acc"), filter),
  ];
  expect(openQuestions(tables)).toEqual([metric("acc", "acc", "acc_norm")]);
  expect(viewChoices(tables)).toEqual([{ label: "Metric", taken: "acc", possible: ["acc", "acc_norm"] }]);
});

it("tells questions of one name apart by their datasets", () => {
  const tables = [
    tableWith("arc", metric("acc", "acc", "acc_norm")),
    tableWith("boolq", metric("acc", "acc", "acc_norm")),
    tableWith("squad", metric("em", "em", "f1")),
  ];
  expect(viewChoices(tables).map(({ label }) => label)).toEqual(["Metric (arc + 1)", "Metric (squad)"]);
});
