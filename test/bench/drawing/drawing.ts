import { join } from "node:path";
import { build } from "esbuild";
import { chromium, type Browser } from "playwright-core";
import { CHROMIUM_ARGUMENTS, provideChromium } from "../../../scripts/setup/chromium.mjs";
import { ROOT } from "../cache";
import { alternate } from "../measure";
import type { Row, Section } from "../results";
import type { Drawing, Hovering, Panning } from "./drawings";

const RUNS = 5;

/** How long pictures of a panel take in Chromium without a GPU. */
export async function drawing(): Promise<Section> {
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: [...CHROMIUM_ARGUMENTS],
  });
  try {
    const script = await pageScript();
    const run = <T>(job: "plain" | "ours" | "panning" | "hovering", count: number) =>
      runInPage<T>(browser, script, `drawingBench.${job}(${count})`);
    const rows: Row[] = [];
    for (const { count, first, redraw } of RACES) {
      const [ours = [], plain = []] = await alternate<Drawing>(RUNS, [
        () => run("ours", count),
        () => run("plain", count),
      ]);
      rows.push(comparison(`First picture of ${points(count)}`, ours, plain, (one) => one.first, first));
      rows.push(comparison(`Another part of ${points(count)}`, ours, plain, redrawOf, redraw));
    }
    const [pans = []] = await alternate<Panning>(RUNS, [() => run("panning", MANY)]);
    const [hovers = []] = await alternate<Hovering>(RUNS, [() => run("hovering", MILLION)]);
    return {
      title: "Drawing",
      notes: NOTES,
      versions: { Chromium: browser.version() },
      rows: [
        ...rows,
        {
          what: `Dragging ${points(MANY)}`,
          unit: "frames/s",
          ours: pans.map(({ framesPerSecond }) => framesPerSecond),
          peer: null,
          goal: { atLeast: 5 },
        },
        {
          what: `The exact picture of ${points(MANY)} once they rest`,
          unit: "ms",
          ours: pans.map(({ milliseconds }) => milliseconds),
          peer: null,
          goal: null,
        },
        {
          what: `The point under the mouse among ${points(MILLION)}, slowest of 1,000 again`,
          unit: "ms",
          ours: hovers.map(({ slowestAgain }) => slowestAgain),
          peer: null,
          goal: { atMost: 5 },
        },
        {
          what: `The point under the mouse among ${points(MILLION)}, slowest of 1,000`,
          unit: "ms",
          ours: hovers.map(({ slowest }) => slowest),
          peer: null,
          goal: { atMost: 5 },
        },
        {
          what: `The spatial order of ${points(MILLION)}, made in idle time`,
          unit: "ms",
          ours: hovers.map(({ ordering }) => ordering),
          peer: null,
          goal: null,
        },
      ],
    };
  } finally {
    await browser.close();
  }
}

const NOTES = `A canvas of 900 x 450 pixels with axes; ours with both lines and their labels too. Points are in memory; each run is a
page of its own, in turn with the peer's after one round that does not count. A picture is there when its pixels can be
read. The peer is a Chart.js scatter set up as its documentation says for large data: no animation, no parsing,
normalised, sorted. Ours are exact pictures, every point counted, except while dragging: then the latest picture moves
along with the mouse until the next one is there. The first of the places under the mouse are asked for before that code
is compiled; which others are slow changes with what else the machine does.

How one distribution looks in VS Code as [3,000](drawing/density-3000.png), [100,000](drawing/density-100000.png) and
[1,000,000](drawing/density-1000000.png) points: \`npm run screenshots -- density\`.`;

const MILLION = 1_000_000;
const MANY = 10_000_000;
const RACES = [
  { count: 10_000, first: null, redraw: null },
  { count: 100_000, first: null, redraw: null },
  { count: MILLION, first: 1 / 15, redraw: 1 / 40 },
];

function points(count: number): string {
  return `${count.toLocaleString("en")} points`;
}

/** The fastest of a run's redraws: the others met a busy machine. */
function redrawOf({ redraws }: Drawing): number {
  return Math.min(...redraws);
}

function comparison(
  what: string,
  ours: readonly Drawing[],
  plain: readonly Drawing[],
  valueOf: (drawing: Drawing) => number,
  atMost: number | null,
): Row {
  return {
    what,
    unit: "ms",
    ours: ours.map(valueOf),
    peer: { name: "Chart.js", values: plain.map(valueOf) },
    goal: atMost === null ? null : { atMost },
  };
}

async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "test", "bench", "drawing", "page.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    target: "chrome132",
    define: { "process.env.NODE_ENV": '"production"' },
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

async function runInPage<T>(browser: Browser, script: string, expression: string): Promise<T> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 600 } });
  try {
    await page.addScriptTag({ content: script });
    return await page.evaluate<T>(expression);
  } finally {
    await page.close();
  }
}
