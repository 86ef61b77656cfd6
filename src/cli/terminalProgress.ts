import { SingleBar } from "cli-progress";

const BAR_DELAY_MS = 1000;

/** A progress bar on standard error, where that is a terminal, for what takes longer than a second. */
export function terminalProgress() {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    stream: process.stderr,
    format: "reading {bar} {percentage}%",
    clearOnComplete: true,
    hideCursor: true,
  });
  const start = performance.now();
  let isShown = false;
  return {
    update(bytesRead: number, bytesTotal: number) {
      if (!isShown && performance.now() - start > BAR_DELAY_MS) {
        isShown = true;
        bar.start(bytesTotal, bytesRead);
      } else if (isShown) {
        bar.update(bytesRead);
      }
    },
    stop() {
      if (isShown) bar.stop();
    },
  };
}
