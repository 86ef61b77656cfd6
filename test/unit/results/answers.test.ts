import { describe, expect, test } from "vitest";
import { joinAnswerFiles, type ReadOutcome } from "../../../src/results/answers/answerFiles";
import { answerKey, type AnswerKey } from "../../../src/results/answers/answerKey";
import { readAnswerList } from "../../../src/results/answers/readAnswerList";
import { memorySource } from "../../../src/results/byteSource";
import { UnreadableResultsError } from "../../../src/results/readOptions";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { rowsOf, skippedOf } from "./sources";

const list = (name: string, content: string) =>
  readAnswerList(memorySource(name, Buffer.from(content)), { definition: "auto" });
async function key(name: string, content: string): Promise<AnswerKey> {
  const made = answerKey([await list(name, content)]);
  if (made === null) throw new Error("no key");
  return made;
}
const lines = (...records: object[]) => records.map((record) => JSON.stringify(record)).join("\n");

/** Completions of one token, such as a batch writes them. */
const completion = (id: string, token: string, other = "Z") => ({
  custom_id: id,
  response: {
    body: {
      model: "m",
      choices: [
        {
          message: { content: token },
          logprobs: {
            content: [
              {
                token,
                top_logprobs: [
                  { token, logprob: Math.log(0.75) },
                  { token: other, logprob: Math.log(0.25) },
                ],
              },
            ],
          },
          finish_reason: "stop",
        },
      ],
    },
  },
});

/** Reads files as they are read together. */
async function together(...files: (readonly [name: string, content: string])[]) {
  const outcomeOf = async (
    name: string,
    content: string,
    answers: string[] = [],
  ): Promise<ReadOutcome & { name: string }> => {
    const lists = await Promise.all(files.filter(([n]) => answers.includes(n)).map((file) => list(...file)));
    const merged = answerKey(lists);
    try {
      const source = memorySource(name, Buffer.from(content));
      const options = {
        definition: "auto",
        hasCompanions: true,
        ...(merged && { answers: merged }),
      } as const;
      return { name, table: await readResults(source, options) };
    } catch (error) {
      return { name, error };
    }
  };
  const alone = await Promise.all(files.map(([name, content]) => outcomeOf(name, content)));
  return joinAnswerFiles(alone, ({ name }, answers) =>
    outcomeOf(
      name,
      files.find(([n]) => n === name)?.[1] ?? "",
      answers.map((answer) => answer.name),
    ),
  );
}

const BATCH = lines(completion("q1", "A"), completion("q2", "B"), completion("q3", "C"));

describe("answers of another file, joined by id", () => {
  test("targets make correctness, and the JS divergence from the answer key", async () => {
    const [batch, ...others] = await together(
      ["batch.jsonl", BATCH],
      ["answers.csv", "question_id,answer\nq2,A\nq1,A\nq9,B\n"],
    );
    expect(others).toEqual([]);
    const table = batch?.table;
    expect(table && rowsOf(table).map(({ id, correct }) => [id, correct])).toEqual([
      ["q1", true],
      ["q2", false],
    ]);
    expect(table && skippedOf(table)).toEqual(["answer is missing: 1 at 3"]);
    expect(table?.provenance.jsDivergence).toMatchObject({
      definition: "reference",
      referenceColumn: "answer (answers.csv)",
    });
    expect(table?.joined).toEqual({
      files: ["answers.csv"],
      matched: 2,
      unmatched: 1,
      ambiguous: 0,
      unusable: 0,
    });
    expect(table?.notes).toEqual([
      "Answers of answers.csv joined by id: 2 of 3 records. 1 record without an answer there.",
    ]);
  });

  test("correctness alone, to records with metrics; ids without an answer are unknown", async () => {
    const metrics = lines(
      { id: 1, entropy: 1, jsd: 0.1 },
      { id: 2, entropy: 2, jsd: 0.2 },
      { id: "3", entropy: 3, jsd: 0.3 },
    );
    const [file] = await together(
      ["metrics.jsonl", metrics],
      [
        "graded.json",
        JSON.stringify([
          { id: "1", correct: true },
          { id: 3, correct: false },
        ]),
      ],
    );
    expect(file?.table && rowsOf(file.table).map(({ correct }) => correct)).toEqual([true, null, false]);
    expect(file?.table?.provenance.correct).toEqual({ from: "column", column: "correct (graded.json)" });
    expect(file?.table?.models[0]?.undecided).toEqual([
      { reason: "correct (graded.json) is missing", count: 1, firstLines: [2] },
    ]);
  });

  test("a repeated id says nothing new, or contradicts itself and is left out", async () => {
    const graded = "id,correct\nq1,1\nq1,true\nq2,1\nq2,0\nq3,0\n";
    const [file] = await together(
      ["metrics.csv", "id,entropy,jsd\nq1,1,0.1\nq2,1,0.1\nq3,1,0.1\nq3,2,0.2\n"],
      ["graded.csv", graded],
    );
    expect(file?.table && rowsOf(file.table).map(({ correct }) => correct)).toEqual([
      true,
      null,
      false,
      false,
    ]);
    expect(file?.table?.joined).toMatchObject({ matched: 3, unmatched: 0, ambiguous: 1, unusable: 0 });
    expect(file?.table?.notes[0]).toContain("1 record with answers there that contradict each other.");
  });

  test("rows of the file of answers that say nothing are counted", async () => {
    const [file] = await together(
      ["metrics.csv", "id,entropy,jsd\nq1,1,0.1\nq2,1,0.1\n"],
      ["graded.csv", "id,correct\nq1,1\n,0\nq2,\nq2,0,surplus\n"],
    );
    expect(file?.table && rowsOf(file.table).map(({ correct }) => correct)).toEqual([true, null]);
    expect(file?.table?.joined).toMatchObject({ matched: 1, unmatched: 1, unusable: 3 });
    expect(file?.table?.notes).toEqual([
      "Answers of graded.csv joined by id: 1 of 2 records. 1 record without an answer there. " +
        "Not used of its rows: 3, without an id or an answer, or not readable.",
    ]);
  });

  test("a definition that was asked for needs no answers of others", async () => {
    const own = lines({ id: "q1", probs: [0.5, 0.5], correct: false });
    const table = await readResults(memorySource("own.jsonl", Buffer.from(own)), {
      definition: "models",
      hasCompanions: true,
    });
    const error = new UnreadableResultsError("noColumns", "No entropy.");
    error.holdsAnswers = true;
    const outcomes: ReadOutcome[] = [{ table }, { error }];
    const [same] = await joinAnswerFiles(outcomes, () => Promise.reject(new Error("read again")));
    expect(same?.table).toBe(table);
  });

  test("whole numbers are the same id with and without .0, as tables with gaps write them", async () => {
    const [file] = await together(
      ["metrics.csv", "id,entropy,jsd\n1,1,0.1\n2.0,1,0.1\n3,1,0.1\n"],
      ["graded.csv", "id,correct\n1.0,1\n2,0\n30,0\n"],
    );
    expect(file?.table && rowsOf(file.table).map(({ correct }) => correct)).toEqual([true, false, null]);
  });

  test("two files of answers to two models", async () => {
    const outcomes = await together(
      ["a.jsonl", lines(completion("q1", "A"), completion("q2", "B"))],
      ["first.csv", "id,target\nq1,A\n"],
      ["b.jsonl", lines(completion("q1", "B"), completion("q2", "B"))],
      ["second.csv", "id,target\nq2,B\nq1,A\n"],
    );
    expect(
      outcomes.map(({ name, table }) => [name, table && rowsOf(table).map(({ correct }) => correct)]),
    ).toEqual([
      ["a.jsonl", [true, true]],
      ["b.jsonl", [false, true]],
    ]);
    expect(outcomes[0]?.table?.joined?.files).toEqual(["first.csv", "second.csv"]);
  });

  test("a record is shown with the answer that was joined to it", async () => {
    const answers = await key("questions.jsonl", lines({ id: "q1", answer: 1, choices: ["red", "green"] }));
    const source = memorySource("batch.jsonl", Buffer.from(BATCH));
    const table = await readResults(source, { definition: "auto", answers });
    expect(await readRecord(source, table, 0, answers)).toMatchObject({ id: "q1", target: "B: green" });
    expect(await readRecord(source, table, 0)).toMatchObject({ id: "q1", target: null });
  });

  test("choices come with the targets that refer to them", async () => {
    const [file] = await together(
      ["batch.jsonl", lines(completion("q1", "B", "A"))],
      ["questions.jsonl", lines({ id: "q1", answer: 1, choices: ["red", "green"] })],
    );
    expect(file?.table && rowsOf(file.table).map(({ correct }) => correct)).toEqual([true]);
  });

  test("files that say themselves what is correct stay as they are", async () => {
    const own = lines({ id: "q1", entropy: 1, jsd: 0.1, correct: false });
    const [file, graded] = await together(["own.jsonl", own], ["graded.csv", "id,correct\nq1,1\n"]);
    expect(file?.table && rowsOf(file.table)[0]?.correct).toBe(false);
    expect(file?.table?.joined).toBeUndefined();
    expect(graded?.error).toBeInstanceOf(UnreadableResultsError);
  });

  test("where no id is the same, the file of answers says so", async () => {
    const [batch, graded] = await together(["batch.jsonl", BATCH], ["graded.csv", "id,correct\nx1,1\n"]);
    expect(batch?.table?.joined).toBeUndefined();
    expect(String(graded?.error)).toMatch(/none of its ids is in the files plotted with it/);
  });

  test("a file of answers says why it is not used", async () => {
    const graded = ["graded.csv", "id,correct\nq1,1\n"] as const;
    const [alone] = await together(graded);
    expect(String(alone?.error)).toMatch(/: plot it together with the results that it is about\.$/);
    const own = lines({ id: "q1", entropy: 1, jsd: 0.1, correct: false });
    const [, unused] = await together(["own.jsonl", own], graded);
    expect(String(unused?.error)).toMatch(/but the files plotted with it say that themselves\.$/);
    expect(unused?.error instanceof UnreadableResultsError && unused.error.answers?.statement).toMatch(
      /say that themselves\.$/,
    );
  });

  test("records without ids cannot be joined, and the notes say so", async () => {
    const answers = await key("graded.csv", "id,correct\n1,1\n");
    const source = memorySource("a.csv", Buffer.from("entropy,jsd\n1,0.1\n"));
    const table = await readResults(source, { definition: "auto", answers });
    expect(table.notes).toEqual(["No answers were joined: the records have no ids."]);
  });

  test("answers that are asked for count before the file's own", async () => {
    const answers = await key("graded.csv", "id,correct\n1,1\n");
    const source = memorySource("a.csv", Buffer.from("id,entropy,jsd,correct\n1,1,0.1,0\n"));
    expect(rowsOf(await readResults(source, { definition: "auto", answers }))[0]?.correct).toBe(true);
  });
});

describe("a file that is no answer key", () => {
  test.each([
    ["no ids", "correct\n1\n"],
    ["no answers", "id,question\n1,Which?\n"],
    ["only a header", "id,correct\n"],
  ])("%s", async (_, content) => {
    await expect(key("a.csv", content)).rejects.toThrow(/No answers by id.*Found the column/);
  });

  test("rows without an id, malformed rows and __proto__ are no answers", async () => {
    const { lookUp } = await key(
      "a.jsonl",
      `{"id":null,"correct":true}\noops\n{"id":"__proto__","correct":true}`,
    );
    expect(lookUp("null")).toBeNull();
    expect(lookUp("constructor")).toBeNull();
    expect(lookUp("__proto__")).toMatchObject({ correct: true });
  });
});
