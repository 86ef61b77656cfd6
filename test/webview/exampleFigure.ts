import { summarisePanel } from "../../src/analysis/summary";
import { buildFigure, figurePoints } from "../../src/figure/buildFigure";
import { panelFacts } from "../../src/figure/facts";
import { figureLines, viewFilters, viewKey } from "../../src/panel/buildView";
import type { HostMessage, PersistedState, View } from "../../src/panel/messages";
import { linesOf } from "../../src/panel/panelLines";
import { plotOf, type PlainSample } from "../unit/plots";
import type { WebviewPage } from "./webviewPage";

export const OPTIONS: View["options"] = {
  threshold: 0.075,
  unit: "nats",
  linkedAxes: true,
  palette: "blueRed",
  ownThresholds: false,
  usesAnswerKey: false,
};

/** Far apart from each other: what is at their pixels is theirs. */
export const FOUR_SAMPLES: readonly PlainSample[] = [
  { id: "a", entropy: 5, jsDivergence: 0.05, correct: 1, model: "8B" },
  { id: "b", entropy: 12, jsDivergence: 0.1, correct: 0, model: "8B" },
  { id: "c", entropy: 30, jsDivergence: 0.06, correct: 1, model: "8B" },
  { id: "d", entropy: 38, jsDivergence: 0.11, correct: 0, model: "8B" },
];

export const TWO_MODELS: readonly PlainSample[] = [
  ...FOUR_SAMPLES,
  ...FOUR_SAMPLES.map((sample) => ({ ...sample, entropy: sample.entropy * 1.6, model: "70B" })),
];

/** `count` samples of one model, spread by a fixed sequence; every third is incorrect. */
export function manySamples(count: number): PlainSample[] {
  return Array.from({ length: count }, (_, i) => ({
    id: String(i),
    entropy: 40 * ((i * 0.618034) % 1),
    jsDivergence: 0.04 + 0.08 * ((i * 0.754878) % 1),
    correct: i % 3 === 0 ? 0 : 1,
  }));
}

/** The messages with which the host shows samples: the view, then each panel's points. */
export function figureMessages(
  samples: readonly PlainSample[],
  options: Partial<View["options"]> = {},
  state: PersistedState = { files: ["file:///results.jsonl"] },
): HostMessage[] {
  const chosen = { ...OPTIONS, ...options };
  const { threshold, unit } = chosen;
  const panels = plotOf(samples);
  const lines = figureLines(panels, { unit, linesOf: (title) => linesOf(title, state, threshold, unit) });
  const view: View = {
    key: viewKey(panels, chosen.unit),
    figure: buildFigure(panels, { ...chosen, lines }),
    facts: panels.map((panel, i) =>
      panelFacts(
        summarisePanel(panel, "results.jsonl", threshold, unit),
        panel.samples.provenance,
        lines[i]?.regions,
      ),
    ),
    choices: [],
    definitions: null,
    filters: viewFilters({ facets: [], filters: [], panels }, null),
    options: chosen,
  };
  return [
    { type: "view", view, state },
    ...panels.map(
      (panel, i) =>
        ({
          type: "points",
          panel: i,
          offset: 0,
          total: panel.samples.correct.length,
          points: figurePoints(panel, chosen.unit),
        }) as const,
    ),
  ];
}

/** Shows samples and waits until they are drawn and the controls have come to life. */
export async function showFigure(
  webview: WebviewPage,
  ...content: Parameters<typeof figureMessages>
): Promise<void> {
  for (const message of figureMessages(...content)) await webview.post(message);
  await webview.page.waitForSelector(".plot[data-projection]");
  await webview.page.waitForFunction(() => customElements.get("vscode-text-field") !== undefined);
  await webview.settled();
}
