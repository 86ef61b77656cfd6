import { Worker, workerData } from "node:worker_threads";
import * as l10n from "@vscode/l10n";

/** Texts of another language by those of the sources, as VS Code loads them for the extension. */
export type Translations = Readonly<Record<string, string>>;

/** What every thread is started with. */
interface ThreadStart {
  /** What it is for, where its bundle holds more than one thing. */
  readonly task: string | null;
  readonly translations: Translations | null;
}

let ownTranslations: Translations | null = null;

/** Has this thread, and those that it starts from now on, make texts of the translations. Before that, they are English. */
export function translateTexts(translations: Translations): void {
  ownTranslations = translations;
  l10n.config({ contents: { ...translations } });
}

/**
 * Starts a thread that makes texts in this thread's language.
 *
 * @param path a bundled entry, which calls {@link enterThread}
 */
export function startThread(path: string, task: string | null = null): Worker {
  return new Worker(path, {
    workerData: { task, translations: ownTranslations } satisfies ThreadStart,
  });
}

/**
 * To be called by a thread before it makes any text.
 *
 * @returns what the thread is for
 */
export function enterThread(): string | null {
  const start: unknown = workerData;
  if (!isThreadStart(start)) return null;
  if (start.translations !== null) translateTexts(start.translations);
  return start.task;
}

function isThreadStart(data: unknown): data is ThreadStart {
  return typeof data === "object" && data !== null && "task" in data && "translations" in data;
}
