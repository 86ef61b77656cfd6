import { existsSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
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
