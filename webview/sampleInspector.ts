import type { FigurePoints } from "../src/figure/figure";
import type { SampleDescription } from "../src/panel/messages";
import { element } from "./element";
import { describeSample, forgetRequest, post } from "./host";
import { orderOf, orderWhenIdle, type Ordering } from "./points/orderWhenIdle";
import { isContinued } from "./points/pointBuffer";
import { indexPoints, type Direction, type PointIndex } from "./points/pointIndex";
import { isInPlot, pixelX, pixelY, type Projection } from "./projection";
import type { ClassVisibility } from "./sampleClasses";
import type { SampleCard } from "./sampleCard";

interface Position {
  readonly x: number;
  readonly y: number;
}

/** Lets pointer and keyboard pick a plot's samples: shows their card, opens their line. Positions in the canvas. */
export interface SampleInspector {
  /** The ring around the picked point. */
  readonly ring: HTMLElement;
  setPoints(points: FigurePoints): void;
  /** Says where the points are now; a pick that is out of sight there ends. */
  setProjection(projection: Projection, visible: ClassVisibility): void;
  readonly pickAt: (at: Position) => void;
  /** Marks a sample without saying more of it, or none. */
  readonly point: (sample: number | null) => void;
  /** @param delay milliseconds in which `stayClosed` can still prevent it */
  openAt(at: Position, delay: number): void;
  stayClosed(): void;
  readonly release: () => void;
  /** @returns whether the key is one that picks, opens or releases */
  pressKey(event: KeyboardEvent): boolean;
  pickedPosition(): Position | null;
}

const REACH_PIXELS = 8;
/** So many points can all be looked at while the mouse moves. */
const FEW = 20_000;
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
  let ordering: Ordering | null = null;
  let place: { readonly projection: Projection; readonly visible: ClassVisibility } | null = null;
  let picked: number | null = null;
  let content: SampleDescription | string | null = null;
  let askTimer = 0;
  let openTimer = 0;

  /** For a hover, null while it would take too long; a key waits for it. */
  const indexFor = (purpose: "hover" | "key"): PointIndex | null => {
    if (points === null || ordering === null) return null;
    const isFast = orderOf(points) !== null || points.correct.length <= FEW;
    if (!isFast && purpose === "hover") return null;
    return indexPoints(points, isFast ? orderOf(points) : ordering.finish());
  };

  const positionOf = (sample: number): Position | null =>
    points &&
    place && {
      x: pixelX(place.projection, points.entropy[sample] ?? NaN),
      y: pixelY(place.projection, points.jsDivergence[sample] ?? NaN),
    };

  const release = () => {
    clearTimeout(askTimer);
    if (picked === null) return;
    picked = null;
    content = null;
    forgetRequest();
    card.hide();
    ring.classList.remove("shown");
    canvas.classList.remove("over-point");
  };

  const showPick = ({ x, y }: Position) => {
    ring.style.left = `${x}px`;
    ring.style.top = `${y}px`;
    ring.classList.add("shown");
    if (content === null) return;
    const { left, top } = canvas.getBoundingClientRect();
    card.show(content, new DOMPoint(left + x, top + y));
  };

  const pick = (sample: number, delay: number) => {
    const position = positionOf(sample);
    if (sample === picked || position === null) return;
    release();
    picked = sample;
    showPick(position);
    canvas.classList.add("over-point");
    askTimer = window.setTimeout(() => {
      describeSample(panel, sample, (answer) => {
        content = "value" in answer ? answer.value : answer.error;
        showPick(positionOf(sample) ?? position);
      });
    }, delay);
  };

  const pickAt = ({ x, y }: Position) => {
    if (place === null) return;
    const { projection, visible } = place;
    const sample = indexFor("hover")?.nearest(projection, visible, x, y, REACH_PIXELS) ?? null;
    if (sample === null) release();
    else pick(sample, HOVER_MILLISECONDS);
  };

  const open = (sample: number | null) => {
    if (sample !== null) post({ type: "openSample", panel, sample });
  };

  const sampleFor = (key: string): number | null | undefined => {
    const found = indexFor("key");
    if (place === null || found === null) return undefined;
    const { projection, visible } = place;
    if (key === "Home") return found.extreme(projection, visible, "lowest");
    if (key === "End") return found.extreme(projection, visible, "highest");
    if (!isDirection(key)) return undefined;
    return picked === null
      ? found.extreme(projection, visible, "lowest")
      : found.neighbour(projection, visible, picked, key);
  };

  return {
    ring,
    setPoints(newPoints) {
      if (points === null || !isContinued(points, newPoints)) release();
      points = newPoints;
      ordering?.stop();
      ordering = orderWhenIdle(newPoints);
    },
    setProjection(projection, visible) {
      place = { projection, visible };
      if (picked === null) return;
      const position = positionOf(picked);
      const isVisible = visible[points?.correct[picked] ?? -1] === true;
      if (isVisible && position !== null && isInPlot(projection, position.x, position.y)) showPick(position);
      else release();
    },
    pickAt,
    point(sample) {
      release();
      const position = sample === null ? null : positionOf(sample);
      if (position === null || place === null || !isInPlot(place.projection, position.x, position.y)) {
        ring.classList.remove("shown");
      } else {
        showPick(position);
      }
    },
    openAt(at, delay) {
      pickAt(at);
      const sample = picked;
      clearTimeout(openTimer);
      if (delay === 0) open(sample);
      else {
        openTimer = window.setTimeout(() => {
          open(sample);
        }, delay);
      }
    },
    stayClosed() {
      clearTimeout(openTimer);
    },
    release,
    pressKey({ key, ctrlKey, metaKey, altKey, shiftKey }) {
      if (ctrlKey || metaKey || altKey || shiftKey) return false;
      if (key === "Enter") {
        open(picked);
        return true;
      }
      if (key === "Escape") {
        release();
        return true;
      }
      const sample = sampleFor(key);
      if (typeof sample === "number") pick(sample, 0);
      return sample !== undefined;
    },
    pickedPosition: () => (picked === null ? null : positionOf(picked)),
  };
}

function isDirection(key: string): key is Direction {
  return DIRECTIONS.has(key);
}
