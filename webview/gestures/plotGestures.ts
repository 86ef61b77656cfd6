/** Where the pointer is, in CSS pixels of the canvas, and what is held down with it. */
export interface PlotPointer {
  readonly x: number;
  readonly y: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** A drag that is under way. */
export interface Drag {
  /** The cursor while it is. */
  readonly cursor: string;
  move(to: PlotPointer): void;
  end(at: PlotPointer): void;
  /** Undoes what the drag has done so far. */
  cancel(): void;
}

/** Something that can be dragged, or done by dragging. */
export interface DragGesture {
  /** Takes the drag that starts here, or leaves it to the next gesture with null. */
  begin(start: PlotPointer): Drag | null;
  /** The cursor where a drag would be taken, null where it would not. */
  cursorAt?(at: PlotPointer): string | null;
}

/** Two fingers that are on the plot. */
export interface PinchGesture {
  readonly begin: (first: PlotPointer, second: PlotPointer) => void;
  readonly move: (first: PlotPointer, second: PlotPointer) => void;
  readonly end: () => void;
}

/** What the pointer does when it drags nothing. */
export interface PointerActions {
  hover(at: PlotPointer): void;
  leave(): void;
  click(at: PlotPointer): void;
  doubleClick(at: PlotPointer): void;
}

/** A pointer that moves less while its button is down clicks. */
const CLICK_PIXELS = { mouse: 4, touch: 10 };

/**
 * Decides what the pointer does on a plot: the first gesture that takes a drag has it until the button is up or Escape
 * is pressed; two fingers pinch; what is no drag is a click or a hover.
 */
export function recognisePlotGestures(
  canvas: HTMLCanvasElement,
  drags: readonly DragGesture[],
  pinch: PinchGesture,
  actions: PointerActions,
): void {
  const pointers = new Map<number, PlotPointer>();
  let pressed: { readonly id: number; readonly start: PlotPointer } | null = null;
  let drag: Drag | null = null;
  let isPinching = false;

  const setCursor = (cursor: string | null) => {
    canvas.style.cursor = cursor ?? "";
  };
  const stop = (finish: (ended: Drag) => void) => {
    const ended = drag;
    drag = null;
    pressed = null;
    setCursor(null);
    if (ended !== null) finish(ended);
  };
  const cancel = () => {
    stop((ended) => {
      ended.cancel();
    });
  };
  const pinching = (act: (first: PlotPointer, second: PlotPointer) => void) => {
    const [first, second] = pointers.values();
    if (first !== undefined && second !== undefined) act(first, second);
  };
  const release = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    if (isPinching && pointers.size < 2) {
      isPinching = false;
      pinch.end();
    }
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const at = plotPointer(event);
    pointers.set(event.pointerId, at);
    canvas.setPointerCapture(event.pointerId);
    if (event.pointerType === "touch" && pointers.size === 2) {
      cancel();
      actions.leave();
      isPinching = true;
      pinching(pinch.begin);
    } else if (pointers.size === 1) {
      pressed = { id: event.pointerId, start: at };
    }
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = plotPointer(event);
    if (pointers.has(event.pointerId)) pointers.set(event.pointerId, at);
    if (isPinching) {
      pinching(pinch.move);
    } else if (drag !== null) {
      drag.move(at);
    } else if (pressed === null) {
      actions.hover(at);
      setCursor(drags.map((gesture) => gesture.cursorAt?.(at) ?? null).find(Boolean) ?? null);
    } else if (pressed.id === event.pointerId && isDragged(pressed.start, at, event.pointerType)) {
      const { start } = pressed;
      pressed = null;
      drag = firstTaken(drags, start);
      if (drag === null) return;
      actions.leave();
      setCursor(drag.cursor);
      drag.move(at);
    }
  });
  canvas.addEventListener("pointerup", (event) => {
    const wasPressed = pressed?.id === event.pointerId;
    release(event);
    const at = plotPointer(event);
    stop((ended) => {
      ended.end(at);
    });
    if (wasPressed) actions.click(at);
  });
  canvas.addEventListener("pointercancel", (event) => {
    release(event);
    cancel();
  });
  canvas.addEventListener("pointerleave", () => {
    if (drag === null) actions.leave();
  });
  canvas.addEventListener("dblclick", (event) => {
    actions.doubleClick(plotPointer(event));
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag !== null) {
      event.stopImmediatePropagation();
      cancel();
    }
  });
}

function firstTaken(drags: readonly DragGesture[], start: PlotPointer): Drag | null {
  for (const gesture of drags) {
    const drag = gesture.begin(start);
    if (drag !== null) return drag;
  }
  return null;
}

function isDragged(start: PlotPointer, { x, y }: PlotPointer, pointerType: string): boolean {
  const least = pointerType === "touch" ? CLICK_PIXELS.touch : CLICK_PIXELS.mouse;
  return Math.hypot(x - start.x, y - start.y) >= least;
}

function plotPointer({ offsetX, offsetY, shiftKey, ctrlKey, altKey, metaKey }: MouseEvent): PlotPointer {
  return { x: offsetX, y: offsetY, shiftKey, ctrlKey, altKey, metaKey };
}
