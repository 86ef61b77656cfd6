import type { Page } from "playwright-core";
import { pixelX, pixelY, type Projection } from "../../webview/projection";

export type Rgb = readonly [red: number, green: number, blue: number];

/** Where a panel says that its values lie. */
export async function projectionOf(page: Page, panel: number): Promise<Projection> {
  const text = await page.locator(".plot").nth(panel).getAttribute("data-projection");
  return JSON.parse(text ?? "null") as Projection;
}

/** Pixel of a sample on its panel's canvas. */
export async function pixelOf(
  page: Page,
  panel: number,
  entropy: number,
  jsDivergence: number,
): Promise<{ x: number; y: number }> {
  const projection = await projectionOf(page, panel);
  return { x: pixelX(projection, entropy), y: pixelY(projection, jsDivergence) };
}

/** Colour on a panel's canvas at a position in CSS pixels; black where nothing is drawn. */
export async function colorAt(page: Page, panel: number, x: number, y: number): Promise<Rgb> {
  return page
    .locator(".plot .scatter")
    .nth(panel)
    .evaluate(
      (canvas, position): Rgb => {
        const context = canvas instanceof HTMLCanvasElement ? canvas.getContext("2d") : null;
        const data = context?.getImageData(position.x, position.y, 1, 1).data;
        return data?.[3] === 0 ? [0, 0, 0] : [data?.[0] ?? 0, data?.[1] ?? 0, data?.[2] ?? 0];
      },
      { x: Math.floor(x), y: Math.floor(y) },
    );
}

export function parseHex(color: string): Rgb {
  const channel = (start: number) => Number.parseInt(color.slice(start, start + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/** Whether two colours are the same but for the rounding of a translucent canvas. */
export function isNear(a: Rgb, b: Rgb): boolean {
  return a.every((value, i) => Math.abs(value - (b[i] ?? 0)) <= 6);
}

/** Pixels of a panel's canvas that have nearly this colour. */
export async function countPixels(page: Page, panel: number, color: Rgb): Promise<number> {
  return page
    .locator(".plot .scatter")
    .nth(panel)
    .evaluate((canvas, [red, green, blue]) => {
      if (!(canvas instanceof HTMLCanvasElement)) return 0;
      const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        const distance =
          Math.abs((data[i] ?? 0) - red) +
          Math.abs((data[i + 1] ?? 0) - green) +
          Math.abs((data[i + 2] ?? 0) - blue);
        if ((data[i + 3] ?? 0) > 100 && distance < 12) count++;
      }
      return count;
    }, color);
}
