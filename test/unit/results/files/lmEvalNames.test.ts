import { expect, test } from "vitest";
import {
  modelOfFolder,
  modelOfResults,
  parseSamplesName,
  resultsDate,
  resultsFor,
  taskOfOldName,
} from "../../../../src/results/files/lmEvalNames";

test.each([
  ["samples_arc_easy_2024-07-08T12-30-00.123456.jsonl", "arc_easy", "2024-07-08T12-30-00.123456"],
  ["samples_mmlu_2024-07-08T12-30-00.jsonl", "mmlu", "2024-07-08T12-30-00"],
  [
    "samples_a_2023-01-01T00-00-00_2024-07-08T12-30-00.1.json",
    "a_2023-01-01T00-00-00",
    "2024-07-08T12-30-00.1",
  ],
  ["samples_org__task,v=1_2024-07-08T12-30-00.1.jsonl.zst", "org__task,v=1", "2024-07-08T12-30-00.1"],
])("%s is of %s", (name, task, date) => {
  expect(parseSamplesName(name)).toEqual({ task, date });
  expect(resultsDate(name)).toBeNull();
});

test.each([
  "samples.jsonl",
  "samples_a.jsonl",
  "results_2024-07-08T12-30-00.1.json",
  "samples_a_2024-07-08T12-30-00.csv",
])("%s is no file of samples", (name) => {
  expect(parseSamplesName(name)).toBeNull();
});

test("the results of a date are those of the same run, else the nearest", () => {
  const names = ["results_2024-07-01T00-00-00.json", "results_2024-07-09T00-00-00.5.json", "a.json"];
  expect(resultsFor("2024-07-08T12-30-00.1", names)).toBe(names[1]);
  expect(resultsFor("2024-07-03T00-00-00", names)).toBe(names[0]);
  expect(resultsFor("2024-07-03T00-00-00", [...names, "mine_2024-07-03T00-00-00.json"])).toBe(
    "mine_2024-07-03T00-00-00.json",
  );
  expect(resultsFor("2024-07-03T00-00-00", ["a.json", "mine_2024-07-04T00-00-00.json"])).toBeNull();
});

test("the model is named by the results, else by the folder", () => {
  expect(modelOfFolder("meta-llama__Llama-3.1-8B-Instruct")).toBe("meta-llama/Llama-3.1-8B-Instruct");
  expect(modelOfFolder("gpt2")).toBe("gpt2");
  expect(modelOfFolder("__data__models__x")).toBe("/data/models/x");
  expect(modelOfResults({ model_name: "org/a__b" })).toBe("org/a__b");
  expect(modelOfResults({ config: { model_args: "dtype=float,pretrained=org/a,peft=org/b" } })).toBe("org/b");
  expect(modelOfResults({ config: { model_args: { pretrained: "org/a", device: 1 } } })).toBe("org/a");
  for (const other of [null, 1, [], {}, { config: 1 }, { config: { model_args: 3 } }, { model_name: 5 }]) {
    expect(modelOfResults(other)).toBeNull();
  }
});

test("names of old versions begin with the run's arguments", () => {
  const results = { config: { model_args: "pretrained=org/a,dtype=float" } };
  expect(taskOfOldName("pretrained__org__a,dtype__float_arc_easy.jsonl", results)).toBe("arc_easy");
  expect(taskOfOldName("pretrained__org__b,dtype__float_arc_easy.jsonl", results)).toBeNull();
  expect(taskOfOldName("pretrained__org__a,dtype__float_arc_easy.csv", results)).toBeNull();
  expect(taskOfOldName("a__b.jsonl", null)).toBeNull();
});
