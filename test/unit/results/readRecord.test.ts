import { expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";

async function textOf(content: string, name = "a.jsonl") {
  const source = memorySource(name, Buffer.from(content));
  return readRecord(source, await readResults(source, { definition: "auto" }), 0);
}

const textOfRecord = (record: object) => textOf(JSON.stringify({ entropy: 1, jsd: 0.1, ...record }));

test("answers among choices have their letter and text", async () => {
  const choices = { A: "red", B: "green" };
  expect(await textOfRecord({ id: 7, logits: [2, 1], answer: "B", choices, question: "Which?" })).toEqual({
    id: "7",
    prediction: "A: red",
    target: "B: green",
    question: "Which?",
  });
  expect(await textOfRecord({ logits: [1, 2], answer: 0, choices: ["red", "green"] })).toMatchObject({
    id: "1",
    prediction: "B: green",
    target: "A: red",
  });
  expect(await textOfRecord({ logits: [0, 0, 3], answer: "A", choices })).toMatchObject({ prediction: "C" });
});

test("answers without choices are shown as they are, in the target's manner", async () => {
  expect(await textOfRecord({ prediction: "Paris", target: "Rome" })).toMatchObject({
    prediction: "Paris",
    target: "Rome",
  });
  expect(await textOfRecord({ logits: [1, 2], answer: "A" })).toMatchObject({ prediction: "B", target: "A" });
  expect(await textOfRecord({ logits: [1, 2], answer: 0 })).toMatchObject({ prediction: "1", target: "0" });
  expect(await textOfRecord({})).toEqual({ id: "1", prediction: null, target: null, question: null });
});

test.each(["[]", "[1, 2]", '["a" ,"b"]', '{ "a": 1 }'])(
  "a question that is the text %s is shown as it is",
  async (question) => {
    expect((await textOfRecord({ question })).question).toBe(question);
  },
);

test("questions are cut at five lines and 600 characters", async () => {
  expect((await textOfRecord({ question: "1\n2\r\n3\n4\n5" })).question).toBe("1\n2\n3\n4\n5");
  expect((await textOfRecord({ question: "1\n2\n3\n4\n5\n6" })).question).toBe("1\n2\n3\n4\n5…");
  expect((await textOfRecord({ question: "x".repeat(600) })).question).toBe("x".repeat(600));
  expect((await textOfRecord({ question: "x".repeat(10_000) })).question).toBe(`${"x".repeat(600)}…`);
  const messages = [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Which?" },
  ];
  expect((await textOfRecord({ prompt: messages })).question).toBe("Be brief.\nWhich?");
});

test("text from CSV, quoted and with line ends", async () => {
  const csv = 'question,entropy,jsd,target\n"a ""b""\nc",1,0.1,"x,y"\nnext,1,0.1,z\n';
  expect(await textOf(csv, "a.csv")).toEqual({
    id: "1",
    prediction: null,
    target: "x,y",
    question: 'a "b"\nc',
  });
});

test("a record of several MB", async () => {
  const record = await textOfRecord({ context: "x".repeat(5_000_000), id: "long", target: "at the end" });
  expect(record).toMatchObject({ id: "long", target: "at the end" });
});
