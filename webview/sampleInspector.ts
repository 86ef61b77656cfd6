import type { FigurePoints } from "../src/figure/figure";
import { describeSample, forgetRequest, post } from "./host";
import { element } from "./element";
import { indexPoints, type Direction, type PointIndex } from "./pointIndex";
import { pixelX, pixelY, type Projection } from "./projection";
import type { ClassVisibility } from "./sampleClasses";
import type { SampleCard } from "./sampleCard";

/** Lets mouse and keyboard pick a plot's samples: shows their card, opens their line. */
export interface SampleInspector {
  /** The ring around the picked point. */
  readonly ring: HTMLElement;
  setPoints(points: FigurePoints): void;
  /** Says where the points are now; a pick that no longer holds ends. */
  setProjection(projection: Projection, visible: ClassVisibility): void;
}

const REACH_PIXELS = 8;
/** A mouse that only passes asks nothing of the host. */
const HOVER_MILLISECONDS = 60;
const DIRECTIONS: ReadonlySet<string> = new Set<Direction>([
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
]);

export function inspectSamples(panel: number, canvas: HTMLCanvasElement, card: SampleCard): SampleInspector {
  const ring = element("div", { class: "ring" });
  let points: FigurePoints | null = null;
  let index: PointIndex | null = null;
  let place: { readonly projection: Projection; readonly visible: ClassVisibility } | null = null;
  let picked: number | null = null;
  let timer = 0;

  const builtIndex = (): PointIndex | null => (index ??= points && indexPoints(points));

  const release = () => {
    clearTimeout(timer);
    if (picked === null) return;
    picked = null;
    forgetRequest();
    card.hide();
    ring.classList.remove("shown");
    canvas.classList.remove("over-point");
  };

  const pick = (sample: number, delay: number) => {
    if (sample === picked || points === null || place === null) return;
    release();
    picked = sample;
    const x = pixelX(place.projection, points.entropy[sample] ?? NaN);
    const y = pixelY(place.projection, points.jsDivergence[sample] ?? NaN);
    ring.style.left = `${x}px`;
    ring.style.top = `${y}px`;
    ring.classList.add("shown");
    canvas.classList.add("over-point");
    timer = window.setTimeout(() => {
      describeSample(panel, sample, (answer) => {
        const { left, top } = canvas.getBoundingClientRect();
        card.show("value" in answer ? answer.value : answer.error, new DOMPoint(left + x, top + y));
      });
    }, delay);
  };

  const pickAt = ({ offsetX, offsetY }: MouseEvent, delay: number) => {
    if (place === null) return;
    const { projection, visible } = place;
    const sample = builtIndex()?.nearest(projection, visible, offsetX, offsetY, REACH_PIXELS) ?? null;
    if (sample === null) release();
    else pick(sample, delay);
  };

  const open = () => {
    if (picked !== null) post({ type: "openSample", panel, sample: picked });
  };

  const sampleFor = (key: string): number | null | undefined => {
    const found = builtIndex();
    if (place === null || found === null) return undefined;
    const { projection, visible } = place;
    if (key === "Home") return found.extreme(projection, visible, "lowest");
    if (key === "End") return found.extreme(projection, visible, "highest");
    if (!isDirection(key)) return undefined;
    return picked === null
      ? found.extreme(projection, visible, "lowest")
      : found.neighbour(projection, visible, picked, key);
  };

  canvas.addEventListener("pointermove", (event) => {
    pickAt(event, HOVER_MILLISECONDS);
  });
  canvas.addEventListener("pointerleave", release);
  canvas.addEventListener("blur", release);
  canvas.addEventListener("click", (event) => {
    pickAt(event, HOVER_MILLISECONDS);
    open();
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") {
      open();
    } else if (event.key === "Escape") {
      release();
    } else {
      const sample = sampleFor(event.key);
      if (sample === undefined) return;
      event.preventDefault();
      if (sample !== null) pick(sample, 0);
    }
  });

  return {
    ring,
    setPoints(newPoints) {
      release();
      points = newPoints;
      index = null;
      requestIdleCallback(() => {
        if (points === newPoints) builtIndex();
      });
    },
    setProjection(projection, visible) {
      release();
      place = { projection, visible };
    },
  };
}

function isDirection(key: string): key is Direction {
  return DIRECTIONS.has(key);
}
