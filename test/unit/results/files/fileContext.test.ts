import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultNames, fileContexts } from "../../../../src/results/files/fileContext";
import { DISK, type FileTree } from "../../../../src/results/files/fileTree";
import { temporaryTree } from "./temporaryTree";

const DATE = "2024-02-01T00-00-00.1";
const SAMPLES = `samples_arc_easy_${DATE}.jsonl`;

async function contextOf(path: string, files: Readonly<Record<string, string>> = {}) {
  const root = temporaryTree({ [path]: "", ...files });
  return fileContexts(DISK)(join(root, path));
}

test("the model is in the results beside the file, else in the folder's name; the task in the file's", async () => {
  const path = `org__my__model/${SAMPLES}`;
  expect(await contextOf(path)).toEqual({ model: "org/my/model", dataset: "arc_easy" });
  const results = JSON.stringify({ results: {}, model_name: "org/my__model" });
  expect(await contextOf(path, { [`org__my__model/results_${DATE}.json`]: results })).toEqual({
    model: "org/my__model",
    dataset: "arc_easy",
  });
  expect(await contextOf(path, { [`org__my__model/out_${DATE}.json`]: results })).toMatchObject({
    model: "org/my__model",
  });
});

test.each(["", "{", "[]", '{"model_name": 3}', "\0"])("results that hold %j say nothing", async (results) => {
  const context = await contextOf(`org__m/${SAMPLES}`, { [`org__m/results_${DATE}.json`]: results });
  expect(context).toEqual({ model: "org/m", dataset: "arc_easy" });
});

test("files of old versions are named after the arguments in results.json", async () => {
  const results = JSON.stringify({ config: { model_args: "pretrained=org/m" } });
  expect(await contextOf("r/pretrained__org__m_arc.jsonl", { "r/results.json": results })).toEqual({
    model: "org/m",
    dataset: "arc",
  });
  expect(await contextOf("r/some__thing.jsonl", { "r/results.json": results })).toEqual({
    model: null,
    dataset: null,
  });
});

test("other files get nothing, without a look at their folder", async () => {
  const tree: FileTree<string> = {
    ...DISK,
    entriesOf: () => Promise.reject(new Error("asked")),
    bytesOf: () => Promise.reject(new Error("asked")),
  };
  expect(await fileContexts(tree)("/x/results.csv")).toEqual({ model: null, dataset: null });
  expect(await fileContexts(tree)(`/x/org__m/${SAMPLES}`)).toEqual({ model: "org/m", dataset: "arc_easy" });
});

test("the results of a run are read once for all its tasks", async () => {
  let reads = 0;
  const tree: FileTree<string> = {
    ...DISK,
    bytesOf: (file) => {
      reads++;
      return DISK.bytesOf(file);
    },
  };
  const root = temporaryTree({ [`m/results_${DATE}.json`]: '{"model_name":"a"}' });
  const of = fileContexts(tree);
  const contexts = await Promise.all(
    ["x", "y", "z"].map((task) => of(join(root, "m", `samples_${task}_${DATE}.jsonl`))),
  );
  expect(contexts.map(({ model, dataset }) => [model, dataset])).toEqual([
    ["a", "x"],
    ["a", "y"],
    ["a", "z"],
  ]);
  expect(reads).toBe(1);
});

test("names in the file come before those of its context, and the file's name comes last", () => {
  const context = { model: "context", dataset: "task" };
  expect(defaultNames({ model: "own", dataset: null }, context, "f.x")).toEqual({
    model: "own",
    dataset: "task",
  });
  expect(defaultNames({ model: null, dataset: "d" }, context, "f.x")).toEqual({
    model: "context",
    dataset: "d",
  });
  expect(defaultNames({ model: null, dataset: null }, undefined, "f.v2.json")).toEqual({
    model: "f.v2",
    dataset: null,
  });
});
