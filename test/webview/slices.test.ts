import { describe, expect, test } from "vitest";
import type { HostMessage } from "../../src/panel/messages";
import { countPixels, parseHex, pixelOf, projectionOf } from "./canvas";
import { figureMessages, FOUR_SAMPLES, manySamples } from "./exampleFigure";
import { withFreshPage } from "./freshPage";
import themes from "./themes.json";
import type { WebviewPage } from "./webviewPage";

const BLUE = parseHex(themes.dark.variables["--vscode-plotDivergence-correct"]);

type PointsMessage = Extract<HostMessage, { type: "points" }>;

function pointsOf(messages: readonly HostMessage[]): PointsMessage {
  const found = messages.find((message) => message.type === "points");
  if (found?.type !== "points") throw new Error("There are no points.");
  return found;
}

function slice(
  { points, ...message }: PointsMessage,
  from: number,
  to: number,
  isReading = false,
): PointsMessage {
  return {
    ...message,
    offset: from,
    ...(isReading && { total: null }),
    points: {
      entropy: points.entropy.slice(from, to),
      jsDivergence: points.jsDivergence.slice(from, to),
      correct: points.correct.slice(from, to),
    },
  };
}

describe("points that arrive in slices", () => {
  let webview: WebviewPage;
  withFreshPage((opened) => {
    webview = opened;
  });

  const drawn = async () => {
    await webview.page.waitForSelector('.plot[data-drawn="exactly"]');
    await webview.settled();
    return countPixels(webview.page, 0, BLUE);
  };

  test("each adds to the picture, which stays where it is", async () => {
    const messages = figureMessages(manySamples(3000));
    const [view] = messages;
    const points = pointsOf(messages);
    if (view === undefined) throw new Error("There is no view.");
    await webview.post(view);
    const counts: number[] = [];
    const places: unknown[] = [];
    for (const [from, to] of [
      [0, 500],
      [500, 1500],
      [1500, 3000],
    ] as const) {
      await webview.post(slice(points, from, to));
      counts.push(await drawn());
      places.push(await projectionOf(webview.page, 0));
    }
    expect(counts[0]).toBeGreaterThan(100);
    expect(counts[1]).toBeGreaterThan(1.3 * (counts[0] ?? NaN));
    expect(counts[2]).toBeGreaterThan(1.2 * (counts[1] ?? NaN));
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(1);
    await webview.post(points);
    expect(await drawn()).toBe(counts[2]);
  });

  test("a picked point stays picked, and points of later slices can be picked", async () => {
    const messages = figureMessages(FOUR_SAMPLES);
    const [view] = messages;
    const points = pointsOf(messages);
    if (view === undefined) throw new Error("There is no view.");
    await webview.post(view);
    await webview.post(slice(points, 0, 2));
    await drawn();
    const hover = async (entropy: number, jsDivergence: number) => {
      const box = await webview.page.locator(".plot canvas").first().boundingBox();
      const { x, y } = await pixelOf(webview.page, 0, entropy, jsDivergence);
      await webview.page.mouse.move((box?.x ?? 0) + x + 2, (box?.y ?? 0) + y);
    };
    const asked = async () =>
      (await webview.sent()).flatMap((message) =>
        message.type === "describeSample" ? [message.sample] : [],
      );
    await hover(12, 0.1);
    await expect.poll(asked).toEqual([1]);
    await webview.post(slice(points, 2, 4));
    await drawn();
    expect(await webview.page.locator(".ring.shown").count()).toBe(1);
    await hover(38, 0.11);
    await expect.poll(asked).toEqual([1, 3]);
  });

  test("while a file is read the progress stays above the picture", async () => {
    const messages = figureMessages(manySamples(300));
    const [view] = messages;
    const points = pointsOf(messages);
    if (view === undefined) throw new Error("There is no view.");
    await webview.post({ type: "progress", text: "Reading a.jsonl", fraction: 0.4 });
    await webview.post(view);
    await webview.post(slice(points, 0, 100, true));
    expect(await drawn()).toBeGreaterThan(100);
    expect(await webview.page.locator(".read-progress progress").isVisible()).toBe(true);
    await webview.post(slice(points, 0, 100));
    await webview.post(slice(points, 100, 300));
    await drawn();
    expect(await webview.page.locator(".read-progress").isVisible()).toBe(false);
  });
});
