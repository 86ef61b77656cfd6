// node parseLines.js FILE: reads answers with the log probabilities of their tokens as a script would, line by line.
import { openSync, readSync } from "node:fs";

interface Answer {
  readonly logprobs: { readonly content: readonly { readonly top_logprobs: readonly Alternative[] }[] };
  readonly js_divergence: number;
  readonly correct: boolean;
}

interface Alternative {
  readonly logprob: number;
}

const CHUNK_BYTES = 4 * 1024 * 1024;
const LF = 10;

function main(path: string): void {
  const processorBefore = process.cpuUsage();
  const start = performance.now();
  const entropies: number[] = [];
  const divergences: number[] = [];
  let correct = 0;
  for (const line of linesOf(path)) {
    const answer: unknown = JSON.parse(line);
    if (!isAnswer(answer)) throw new Error(`no answer: ${line}`);
    entropies.push(entropyOf(answer));
    divergences.push(answer.js_divergence);
    if (answer.correct) correct++;
  }
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(processorBefore);
  const result = [
    entropies.length,
    correct,
    entropies.reduce((a, b) => Math.max(a, b), -Infinity),
    divergences.reduce((a, b) => Math.min(a, b), Infinity),
  ];
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  const processorMilliseconds = (user + system) / 1000;
  console.log(JSON.stringify({ milliseconds, processorMilliseconds, peakMiB, result }));
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && "logprobs" in value;
}

function* linesOf(path: string): Generator<string> {
  const file = openSync(path, "r");
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let rest = Buffer.alloc(0);
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      yield bytes.toString("utf8", start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
}

/** The sum over the tokens, with what the listed ones leave as one more outcome. */
function entropyOf({ logprobs: { content } }: Answer): number {
  let sum = 0;
  for (const { top_logprobs } of content) {
    let rest = 1;
    for (const { logprob } of top_logprobs) {
      const p = Math.exp(logprob);
      rest -= p;
      if (p > 0) sum -= p * logprob;
    }
    if (rest > 0) sum -= rest * Math.log(rest);
  }
  return sum;
}

main(process.argv[2] ?? "");
