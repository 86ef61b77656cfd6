import type { Box } from "../../src/figure/layout";

declare global {
  interface Window {
    drawnTexts: { readonly text: string; readonly box: Box }[];
  }
}

/** In the page: notes every text that is drawn on a canvas and the box of its ink, in CSS pixels. */
export function recordTexts(): void {
  window.drawnTexts = [];
  const { prototype } = CanvasRenderingContext2D;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, "fillText");
  const draw: unknown = descriptor?.value;
  if (typeof draw !== "function") throw new Error("There is no fillText.");
  prototype.fillText = function (text, x, y, ...rest) {
    const ink = this.measureText(text);
    const { e, f } = this.getTransform();
    window.drawnTexts.push({
      text,
      box: {
        left: x + e / devicePixelRatio - ink.actualBoundingBoxLeft,
        top: y + f / devicePixelRatio - ink.actualBoundingBoxAscent,
        width: ink.actualBoundingBoxLeft + ink.actualBoundingBoxRight,
        height: ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent,
      },
    });
    Reflect.apply(draw, this, [text, x, y, ...rest]);
  };
}
