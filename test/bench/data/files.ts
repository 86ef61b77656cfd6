import { existsSync } from "node:fs";
import { mkdir, open, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CACHE } from "../cache";
import { answers, type Answer } from "./answers";
import { tokenAnswers } from "./tokens";

const FOLDER = join(CACHE, "data");
const PIECE_CHARACTERS = 4 * 1024 * 1024;

/** One JSON object per line. @returns the file's path; made once */
export function jsonlFile(rows: number): Promise<string> {
  return made(`answers-${rows}.jsonl`, jsonLines(rows));
}

/** Comma-separated, with a header; cells that hold a comma are quoted. @returns the file's path; made once */
export function csvFile(rows: number): Promise<string> {
  return made(`answers-${rows}.csv`, csvLines(rows));
}

/** JSON Lines of answers with the log probabilities of their tokens. @returns the file's path; made once */
export function tokensFile(rows: number): Promise<string> {
  return made(`tokens-${rows}.jsonl`, tokenLines(rows));
}

/** The columns of the same answers as raw numbers: entropy, JS divergence, correct (0 or 1). @returns their paths */
export async function columnFiles(samples: number): Promise<string[]> {
  const paths = ["entropy.f64", "jsd.f64", "correct.u8"].map((name) => join(FOLDER, `${samples}-${name}`));
  if (paths.every((path) => existsSync(path))) return paths;
  const columns = [new Float64Array(samples), new Float64Array(samples), new Uint8Array(samples)];
  let sample = 0;
  for (const { entropy, js_divergence, correct } of answers(samples)) {
    [entropy, js_divergence, correct ? 1 : 0].forEach((value, i) =>
      columns[i]?.fill(value, sample, sample + 1),
    );
    sample++;
  }
  await mkdir(FOLDER, { recursive: true });
  for (const [i, path] of paths.entries()) await writeFile(path, columns[i] ?? new Uint8Array(0));
  return paths;
}

/** Writes the text under its name unless it is there already. @returns its path */
export async function made(name: string, lines: Iterable<string>): Promise<string> {
  const path = join(FOLDER, name);
  if (existsSync(path)) return path;
  console.log(`Making ${name}`);
  await mkdir(FOLDER, { recursive: true });
  const file = await open(`${path}.part`, "w");
  let piece = "";
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE_CHARACTERS) continue;
    await file.write(piece);
    piece = "";
  }
  await file.write(piece);
  await file.close();
  await rename(`${path}.part`, path);
  return path;
}

function* jsonLines(rows: number): Generator<string> {
  for (const answer of answers(rows)) yield `${JSON.stringify(answer)}\n`;
}

function* tokenLines(rows: number): Generator<string> {
  for (const answer of tokenAnswers(rows)) yield `${JSON.stringify(answer)}\n`;
}

function* csvLines(rows: number): Generator<string> {
  let isFirst = true;
  for (const answer of answers(rows)) {
    if (isFirst) yield `${Object.keys(answer).join(",")}\n`;
    isFirst = false;
    yield `${cells(answer).join(",")}\n`;
  }
}

function cells(answer: Answer): string[] {
  return Object.values(answer).map((value) => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
}
