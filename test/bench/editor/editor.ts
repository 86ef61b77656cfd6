import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { CHROMIUM_ARGUMENTS, provideChromium } from "../../../scripts/setup/chromium.mjs";
import { provideCodeServer } from "../../../scripts/setup/codeServer.mjs";
import { CACHE } from "../cache";
import { jsonlFile } from "../data/files";
import { alternate } from "../measure";
import type { Row, Section } from "../results";
import { barePageInNewWindow, plotInNewWindow, type WindowMeasurements } from "./window";

const RUNS = 5;
const SMALL = 3000;
/** Some 400 MB. */
const LARGE = 1_600_000;

const NOTES = `Every run is a new window of a real VS Code (code-server, and Chromium without a GPU) with the production build. The
picture is there when coloured pixels are on the panel's canvas, which is looked at in every frame. A page that only
paints is a webview of six lines: no extension's picture is there sooner. Delays of the extension host's event loop are
those of Node's \`monitorEventLoopDelay\` from the command until two seconds after it was done.`;

/** Start, first picture, and how much the extension host is kept from other work while a large file loads. */
export async function editor(): Promise<Section> {
  await provideCodeServer();
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: [...CHROMIUM_ARGUMENTS],
  });
  try {
    const [smallFile, largeFile] = [await jsonlFile(SMALL), await jsonlFile(LARGE)];
    const [rounds = []] = await alternate(RUNS, [
      async () => ({
        bare: await barePageInNewWindow(browser),
        small: await plotInNewWindow(browser, smallFile),
        large: await plotInNewWindow(browser, largeFile),
      }),
    ]);
    const small = rounds.map((round) => round.small);
    const large = rounds.map((round) => round.large);
    const record = join(CACHE, "editor.json");
    await writeFile(record, JSON.stringify(rounds, null, 1));
    console.log(`The record of every window is in ${record}`);
    const count = LARGE.toLocaleString("en");
    const peak = ({ memory }: WindowMeasurements) =>
      Math.max(...memory.map(({ rss }) => rss)) - (memory[0]?.rss ?? 0);
    return {
      title: "In the editor",
      notes: NOTES,
      versions: { Chromium: browser.version() },
      rows: [
        {
          what: "A page that only paints: command to picture",
          unit: "ms",
          ours: rounds.map(({ bare }) => bare),
          peer: null,
          goal: null,
        },
        row("Activation", "ms", small, ({ activation }) => activation, 20),
        row(
          `${SMALL.toLocaleString("en")} answers: command to picture`,
          "ms",
          small,
          (run) => run.firstPicture,
          500,
        ),
        row(`${count} answers: command to first points`, "ms", large, (run) => run.firstPicture, 1000),
        row(
          `${count} answers: command to everything sent`,
          "ms",
          large,
          ({ milliseconds }) => milliseconds,
          null,
        ),
        row(`${count} answers: event loop's delay, 99%`, "ms", large, ({ delay }) => delay.p99, 50),
        row(`${count} answers: event loop's longest delay`, "ms", large, ({ delay }) => delay.max, null),
        row(
          `${count} answers: host's memory over what it had`,
          "MiB",
          large,
          (run) => peak(run) / 2 ** 20,
          null,
        ),
      ],
    };
  } finally {
    await browser.close();
  }
}

function row(
  what: string,
  unit: Row["unit"],
  runs: readonly WindowMeasurements[],
  value: (run: WindowMeasurements) => number,
  atMost: number | null,
): Row {
  return { what, unit, ours: runs.map(value), peer: null, goal: atMost === null ? null : { atMost } };
}
