import { choiceLabel } from "../figure/facts/choiceWords";
import type { OpenChoice, SampleTable } from "../results/sampleTable";
import type { ViewChoice } from "./messages";
import { isSameQuestion } from "./rememberedChoices";

/** What the plotted files leave open, each question once; what has only one answer is none. */
export function openQuestions(tables: readonly SampleTable[]): OpenChoice[] {
  const questions: OpenChoice[] = [];
  for (const choice of tables.flatMap(({ choices }) => choices)) {
    const isNew = !questions.some((other) => isSameQuestion(other, choice));
    if (choice.possible.length > 1 && isNew) questions.push(choice);
  }
  return questions;
}

/** The questions as the toolbar asks them; those of one name are told apart by the datasets that they are about. */
export function viewChoices(tables: readonly SampleTable[]): ViewChoice[] {
  const questions = openQuestions(tables);
  return questions.map((question) => {
    const isOnly = questions.filter(({ name }) => name === question.name).length === 1;
    const label = choiceLabel(question.name);
    const about = isOnly ? "" : subjects(tables, question);
    return {
      label: about === "" ? label : `${label} (${about})`,
      taken: question.taken,
      possible: question.possible,
    };
  });
}

function subjects(tables: readonly SampleTable[], question: OpenChoice): string {
  const asking = tables.filter(({ choices }) => choices.some((choice) => isSameQuestion(choice, question)));
  const names = asking.flatMap(({ models }) =>
    models.flatMap(({ name, datasets }) => (datasets.length > 0 ? datasets : [name])),
  );
  const [first = "", ...others] = new Set(names);
  return others.length === 0 ? first : `${first} + ${others.length}`;
}
