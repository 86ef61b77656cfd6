import { symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { findResultFiles } from "../../../../src/results/files/findResultFiles";
import { DISK, type FileTree } from "../../../../src/results/files/fileTree";
import { temporaryTree } from "./temporaryTree";

const samples = (task: string, date: string) => `samples_${task}_${date}.jsonl`;
const OLD = "2024-01-01T00-00-00.1";
const NEW = "2024-02-01T00-00-00.1";

async function find(files: readonly string[], folders = [""]) {
  const root = temporaryTree(Object.fromEntries(files.map((path) => [path, ""])));
  const found = await findResultFiles(
    DISK,
    folders.map((folder) => join(root, folder)),
  );
  return {
    tasks: found.tasks.map(({ task, files: of, earlier }) => ({
      task,
      files: of.map(({ address, model }) => `${model}: ${relative(root, address)}`),
      earlier,
    })),
    others: found.others.map(({ name, within }) => [within, name]),
    isComplete: found.isComplete,
  };
}

test("the newest file of every task and model, in the order of names", async () => {
  const found = await find([
    `org__m10/${samples("b", NEW)}`,
    `org__m9/${samples("b", OLD)}`,
    `org__m9/${samples("b", NEW)}`,
    `org__m9/${samples("a", OLD)}`,
    `org__m9/results_${NEW}.json`,
  ]);
  expect(found).toEqual({
    tasks: [
      { task: "a", files: [`org/m9: org__m9/${samples("a", OLD)}`], earlier: 0 },
      {
        task: "b",
        files: [`org/m9: org__m9/${samples("b", NEW)}`, `org/m10: org__m10/${samples("b", NEW)}`],
        earlier: 1,
      },
    ],
    others: [],
    isComplete: true,
  });
});

test("other result files are found too; configurations, hidden folders and other files are not", async () => {
  const found = await find([
    "run/a.csv",
    "b.jsonl.gz",
    "config.json",
    "tokenizer.json",
    "notes.md",
    ".git/c.jsonl",
    "node_modules/d.json",
    `results_${NEW}.json`,
  ]);
  expect(found.tasks).toEqual([]);
  expect(found.others).toEqual([
    ["", "b.jsonl.gz"],
    ["run", "a.csv"],
  ]);
});

test("several folders are one search, and nothing is found twice", async () => {
  const found = await find(
    [`x/m/${samples("a", NEW)}`, `y/n/${samples("a", NEW)}`, "y/n/c.csv"],
    ["y", "x", "y/n", "x/m"],
  );
  expect(found.tasks.map(({ files }) => files)).toEqual([
    [`n: y/n/${samples("a", NEW)}`, `m: x/m/${samples("a", NEW)}`],
  ]);
  expect(found.others).toEqual([["n", "c.csv"]]);
});

test("folders are looked through five deep; more is said to be there", async () => {
  const at = (depth: number) => `${"f/".repeat(depth)}a.csv`;
  expect(await find([at(5)])).toMatchObject({ others: [["f/f/f/f/f", "a.csv"]], isComplete: true });
  expect(await find([at(6)])).toMatchObject({ others: [], isComplete: false });
  expect(await find([])).toEqual({ tasks: [], others: [], isComplete: true });
});

test("links to files count, links to folders do not", async () => {
  const root = temporaryTree({ "blobs/1": "", "run/b.csv": "" });
  symlinkSync(join(root, "blobs/1"), join(root, "run", samples("a", NEW)));
  symlinkSync(root, join(root, "run", "loop"), "dir");
  symlinkSync(join(root, "gone.csv"), join(root, "run", "gone.csv"));
  const { tasks, others } = await findResultFiles(DISK, [join(root, "run")]);
  expect(tasks.map(({ task }) => task)).toEqual(["a"]);
  expect(others.map(({ name }) => name)).toEqual(["b.csv"]);
});

test("a folder within that cannot be read is passed over; the folder itself cannot", async () => {
  const root = temporaryTree({ "locked/a.csv": "", "b.csv": "" });
  const tree: FileTree<string> = {
    ...DISK,
    entriesOf: (folder) =>
      folder.endsWith("locked") ? Promise.reject(new Error("no permission")) : DISK.entriesOf(folder),
  };
  expect((await findResultFiles(tree, [root])).others.map(({ name }) => name)).toEqual(["b.csv"]);
  await expect(findResultFiles(tree, [join(root, "locked")])).rejects.toThrow("no permission");
});
