import { startThread } from "../results/threadLanguage";
import type { PlotReport, ReportedFile, ReportOptions } from "./plotReport";
import type { ReportAnswer, ReportRequest } from "./reportWorker";

/** Reports on a plot in a thread of its own, which keeps a copy of the columns until it is disposed of. */
export interface PlotReporter {
  /** Asks for a report; what was asked for and is not begun yet is dropped. */
  request(options: ReportOptions): void;
  dispose(): void;
}

/**
 * @param workerPath the bundled reportWorker
 * @param onReport called with each report
 */
export function createPlotReporter(
  workerPath: string,
  files: readonly ReportedFile[],
  onReport: (report: PlotReport) => void,
  onError: (message: string) => void,
): PlotReporter {
  const worker = startThread(workerPath);
  const post = (request: ReportRequest) => {
    worker.postMessage(request);
  };
  let isRunning = false;
  let waiting: ReportOptions | null = null;
  const start = (options: ReportOptions) => {
    isRunning = true;
    post({ type: "report", options });
  };
  worker.on("message", (answer: ReportAnswer) => {
    isRunning = false;
    if (waiting !== null) {
      const next = waiting;
      waiting = null;
      start(next);
    } else if (!answer.ok) {
      onError(answer.message);
    } else {
      onReport(answer.report);
    }
  });
  worker.on("error", ({ message }) => {
    onError(message);
  });
  // A report that nobody waits for must not keep the host alive.
  worker.unref();
  post({ type: "files", files });
  return {
    request(options) {
      if (!isRunning) start(options);
      else waiting = options;
    },
    dispose() {
      void worker.terminate();
    },
  };
}
