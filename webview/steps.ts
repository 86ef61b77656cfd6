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

/**
 * Runs work that is cut in steps a part in each frame, so that the page stays responsive.
 *
 * @param budget milliseconds that the next part may take
 * @returns null when aborted
 */
export async function inParts<T>(
  steps: Generator<void, T | null, void>,
  budget: () => number,
  signal: AbortSignal,
): Promise<Done<T> | null> {
  let milliseconds = 0;
  for (;;) {
    await nextFrame();
    if (signal.aborted) {
      // Lets the work put away what it has borrowed.
      steps.return(null);
      return null;
    }
    const start = performance.now();
    const end = start + budget();
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
