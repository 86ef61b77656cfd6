import { expect, test } from "vitest";
import { contentOf, jsonLinesOf, readText } from "../sources";
import { writeParquet } from "./writeParquet";

test("answers of one token, and of several, are compared as text after the first rows too, as those of JSON Lines", async () => {
  const token = (text: string) => ({
    token: text,
    logprob: -0.1,
    top_logprobs: [{ token: text, logprob: -0.1 }],
  });
  const records = Array.from({ length: 1003 }, (_, i) => ({
    id: String(i),
    jsd: 0.25,
    logprobs: JSON.stringify(i % 2 === 0 ? [token("A")] : [token("so "), token("B")]),
    prediction: i % 2 === 0 ? "A" : "so B",
    target: i % 3 === 0 ? "A" : "so B",
  }));
  const strings = (["id", "logprobs", "prediction", "target"] as const).map((column) => ({
    name: column,
    data: records.map((fields) => fields[column]),
    type: "STRING" as const,
  }));
  const jsd = { name: "jsd", data: records.map((fields) => fields.jsd), type: "DOUBLE" as const };
  const table = await readText("a.parquet", writeParquet([...strings, jsd]));
  expect(Array.from(table.correct)).toEqual(
    records.map(({ prediction, target }) => (prediction === target ? 1 : 0)),
  );
  expect(contentOf(table)).toEqual(contentOf(await readText("a.jsonl", jsonLinesOf(records))));
});
