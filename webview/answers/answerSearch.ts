import { matches, type AnswerTexts } from "./answerTexts";

export interface SearchedAnswers {
  readonly samples: Uint32Array;
  /** How many of the list have been searched: those whose texts are here. */
  readonly searched: number;
}

/** What a search asks for at once beyond the rows in sight. */
const LOOK_AHEAD = 200;

/** The answers of a list whose texts hold what is looked for; asks for the texts that are not here yet. */
export function searchAnswers(texts: AnswerTexts, list: Uint32Array, query: string): SearchedAnswers {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return { samples: list, searched: list.length };
  const unknown: number[] = [];
  let searched = 0;
  const samples = list.filter((sample) => {
    const row = texts.get(sample);
    if (row === undefined) {
      if (unknown.length < LOOK_AHEAD) unknown.push(sample);
      return false;
    }
    searched++;
    return matches(row, wanted);
  });
  texts.wantNext(unknown);
  return { samples, searched };
}
