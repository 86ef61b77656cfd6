import * as vscode from "vscode";
import type { ReadHooks } from "../results/readOptions";
import type { HostMessage } from "./messages";
import { fileName } from "./resultFile";

/** Progress is said no more often. */
const SAYING_MS = 100;
/** A read that ends sooner needs no notification. */
const NOTIFICATION_DELAY_MS = 400;

/**
 * Runs a read with its progress in the panel and, when it takes longer than a moment, in a notification with a
 * Cancel button.
 *
 * @param cancel called when that is pressed
 */
export async function withReadProgress<T>(
  uris: readonly vscode.Uri[],
  cancel: () => void,
  say: (message: HostMessage) => void,
  read: (onProgress: NonNullable<ReadHooks["onProgress"]>) => Promise<T>,
): Promise<T> {
  const title = vscode.l10n.t("Reading {0}", uris.map(fileName).join(", "));
  let fraction = 0;
  let saidAt = -Infinity;
  let onFraction: ((from: number, to: number) => void) | null = null;
  say({ type: "progress", text: title, fraction: null });
  const result = read((bytesRead, bytesTotal) => {
    const now = performance.now();
    if (now - saidAt < SAYING_MS) return;
    saidAt = now;
    const next = bytesTotal > 0 ? Math.min(1, bytesRead / bytesTotal) : 0;
    onFraction?.(fraction, next);
    fraction = next;
    say({ type: "progress", text: title, fraction });
  });
  const report = (progress: NotifiedProgress) => {
    progress.report({ increment: fraction * 100 });
    onFraction = (from, to) => {
      progress.report({ increment: (to - from) * 100 });
    };
  };
  return notifyWhileSlow(title, cancel, result, report);
}

type NotifiedProgress = vscode.Progress<{ readonly increment: number }>;

/**
 * Waits for a result, with a notification when it takes longer than a moment.
 *
 * @param cancel called when its Cancel button is pressed
 * @param onShown called when there is a notification to report progress to
 */
export async function notifyWhileSlow<T>(
  title: string,
  cancel: () => void,
  result: Promise<T>,
  onShown?: (progress: NotifiedProgress) => void,
): Promise<T> {
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(cancel);
        onShown?.(progress);
        await result.catch(() => undefined);
      },
    );
  }, NOTIFICATION_DELAY_MS);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}
