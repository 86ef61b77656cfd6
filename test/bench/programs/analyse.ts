// node analyse.js ENTROPY JSD CORRECT: computes the figures of a panel from its columns, and prints how long that took.
import { readFileSync } from "node:fs";
import { panelOrders } from "../../../src/analysis/orders";
import { analysePanel } from "../../../src/analysis/panelAnalysis";
import { panelTrend } from "../../../src/analysis/trend";

const MOVES = 1000;

function main([entropyPath = "", jsPath = "", correctPath = ""]: readonly string[]): void {
  const columns = {
    entropy: doubles(entropyPath),
    jsDivergence: doubles(jsPath),
    correct: Uint8Array.from(readFileSync(correctPath)),
  };
  const processorBefore = process.cpuUsage();
  const start = performance.now();
  const analysis = analysePanel(columns, panelOrders(columns));
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(processorBefore);

  const beforeLines = performance.now();
  const { correct, incorrect } = panelTrend(columns, analysis);
  const lineMilliseconds = performance.now() - beforeLines;

  // The threshold that a panel has at first is counted; a second one prepares the look-up.
  let below = analysis.splitAt(0.03).below.count;
  const beforeFirstMove = performance.now();
  below += analysis.splitAt(0.035).below.count;
  const firstMoveMilliseconds = performance.now() - beforeFirstMove;

  const beforeMoves = performance.now();
  for (let i = 0; i < MOVES; i++) below += analysis.splitAt(0.04 + (0.07 * i) / MOVES).below.count;
  const moveMilliseconds = (performance.now() - beforeMoves) / MOVES;

  console.log(
    JSON.stringify({
      milliseconds,
      processorMilliseconds: (user + system) / 1000,
      peakMiB: process.resourceUsage().maxRSS / 1024,
      result: {
        figures: [
          analysis.entropy.median,
          analysis.jsDivergence.median,
          analysis.auroc.entropy,
          analysis.auroc.jsDivergence,
          analysis.spearman.correct,
          analysis.spearman.incorrect,
        ],
        lines: [correct.line?.slope, incorrect.line?.slope],
        lineMilliseconds,
        firstMoveMilliseconds,
        moveMilliseconds,
        below,
      },
    }),
  );
}

function doubles(path: string): Float64Array<ArrayBuffer> {
  return new Float64Array(Uint8Array.from(readFileSync(path)).buffer);
}

main(process.argv.slice(2));
