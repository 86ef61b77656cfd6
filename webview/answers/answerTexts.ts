import type { AnswerRow, WebviewMessage } from "../../src/panel/messages";

/** The texts of a panel's answers, as far as they have been asked for. */
export interface AnswerTexts {
  get(sample: number): AnswerRow | undefined;
  /** Asks for what is in sight and not known. */
  want(samples: readonly number[]): void;
  /** Asks for what a search needs, after what is in sight. */
  wantNext(samples: readonly number[]): void;
  receive(rows: readonly AnswerRow[]): void;
}

/** The host reads records one by one: small questions keep it free for the next. */
const AT_ONCE = 50;
const MOST_KEPT = 50_000;

export function createAnswerTexts(panel: number, post: (message: WebviewMessage) => void): AnswerTexts {
  const known = new Map<number, AnswerRow>();
  let wanted: readonly number[] = [];
  let next: readonly number[] = [];
  let isAsking = false;

  const ask = () => {
    const samples = [...wanted, ...next].filter((sample) => !known.has(sample)).slice(0, AT_ONCE);
    if (isAsking || samples.length === 0) return;
    isAsking = true;
    post({ type: "rows", panel, samples });
  };
  return {
    get: (sample) => known.get(sample),
    want(samples) {
      wanted = samples;
      ask();
    },
    wantNext(samples) {
      next = samples;
      ask();
    },
    receive(rows) {
      isAsking = false;
      for (const row of rows) {
        if (known.size === MOST_KEPT) known.clear();
        known.set(row.sample, row);
      }
      ask();
    },
  };
}

/** Whether an answer's texts hold what is looked for, whatever the case. */
export function matches({ id, prediction, target, question }: AnswerRow, lowerCase: string): boolean {
  return [id, prediction, target, question].some((text) => text?.toLowerCase().includes(lowerCase));
}
