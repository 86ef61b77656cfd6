/** What some work came to, and how long it took, pauses left out. */
export interface Done<T> {
  readonly result: T;
  readonly milliseconds: number;
}

/** Runs work that is cut in steps to its end. */
export function atOnce<T>(steps: Generator<void, T, void>): Done<T> {
  const start = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { result: step.value, milliseconds: performance.now() - start };
  }
}

/** How the parts of some work are spread over time. */
export interface Pace {
  /** Milliseconds that a part may take. */
  readonly part: number;
  /** Whether each part waits for a frame to be drawn, or only for what else the page has to do. */
  readonly afterFrame: boolean;
}

/**
 * Runs work that is cut in steps a part at a time, so that the page stays responsive.
 *
 * @param pace of the next part
 * @returns null when aborted
 */
export async function inParts<T>(
  steps: Generator<void, T | null, void>,
  pace: () => Pace,
  signal: AbortSignal,
): Promise<Done<T> | null> {
  let milliseconds = 0;
  for (;;) {
    const { part, afterFrame } = pace();
    await (afterFrame ? nextFrame() : nextTask());
    if (signal.aborted) {
      // Lets the work put away what it has borrowed.
      steps.return(null);
      return null;
    }
    const start = performance.now();
    const end = start + part;
    let step = steps.next();
    while (step.done !== true && performance.now() < end) step = steps.next();
    milliseconds += performance.now() - start;
    if (step.done === true) return step.value && { result: step.value, milliseconds };
  }
}

/** Resolves when the next frame has been drawn. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      setTimeout(resolve);
    });
  });
}

/** Resolves after what else the page has to do; unlike a timer's task, it does not wait for the clock. */
async function nextTask(): Promise<void> {
  await scheduler.postTask(() => undefined);
}
