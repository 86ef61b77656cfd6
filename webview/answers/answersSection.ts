import type { FigurePoints } from "../../src/figure/figure";
import type { AnswerRow, View, WebviewMessage } from "../../src/panel/messages";
import { element } from "../element";
import { formatCount, STRINGS } from "../strings";
import { ANSWER_LISTS, FIRST_CHOICE, listedSamples, type ListChoice } from "./answerList";
import { searchAnswers } from "./answerSearch";
import { createAnswerTable } from "./answerTable";
import { createAnswerTexts, type AnswerTexts } from "./answerTexts";

/** The answers one by one, under the figure: the most confident mistakes first. */
export interface AnswersSection {
  readonly element: HTMLElement;
  show(view: View): void;
  setPoints(panel: number, points: FigurePoints): void;
  receiveRows(panel: number, rows: readonly AnswerRow[]): void;
  receiveOrder(panel: number, by: ListChoice["by"], order: Uint32Array): void;
  /** @param samples per panel the selected samples, or null for no selection */
  setSelection(samples: readonly Uint32Array[] | null): void;
}

export interface AnswersActions {
  readonly post: (message: WebviewMessage) => void;
  /** Marks an answer's point in its panel, or none. */
  readonly point: (panel: number, sample: number | null) => void;
  readonly clearSelection: () => void;
}

/** One panel's answers as far as they are known here. */
interface PanelAnswers {
  readonly points: FigurePoints;
  readonly texts: AnswerTexts;
  readonly orders: Map<ListChoice["by"], Uint32Array>;
}

const TYPING_MILLISECONDS = 250;

export function createAnswersSection({ post, point, clearSelection }: AnswersActions): AnswersSection {
  const panels = new Map<number, PanelAnswers>();
  let choice: ListChoice = FIRST_CHOICE.mistakes;
  let shown = 0;
  let selected: readonly Uint32Array[] | null = null;
  let timer = 0;

  const model = element("select", { "aria-label": STRINGS.answersOf });
  const list = element(
    "select",
    { "aria-label": STRINGS.answersList },
    ...ANSWER_LISTS.map((name) => element("option", { value: name }, STRINGS.answerLists[name])),
  );
  const search = element("input", {
    ...{ type: "search", spellcheck: "false" },
    ...{ placeholder: STRINGS.answersSearch, "aria-label": STRINGS.answersSearch },
  });
  const count = element("span", { class: "count", role: "status" });
  const clear = element("button", { type: "button", class: "text-button" }, STRINGS.clearSelection);
  const table = createAnswerTable({
    sortBy(by) {
      choice = { ...choice, by, isDescending: choice.by === by && !choice.isDescending };
      update();
    },
    open(sample) {
      post({ type: "openSample", panel: shown, sample });
    },
    point(sample) {
      point(shown, sample);
    },
  });

  const update = () => {
    clear.hidden = selected === null;
    const answers = panels.get(shown);
    if (answers === undefined) return;
    const { points, texts, orders } = answers;
    const order = orders.get(choice.by);
    if (order === undefined) {
      post({ type: "order", panel: shown, by: choice.by });
      return;
    }
    const chosen = selected?.[shown];
    const listed = listedSamples(points, order, choice, chosen === undefined ? null : new Set(chosen));
    const { samples, searched } = searchAnswers(texts, listed, search.value);
    count.textContent =
      searched < listed.length
        ? STRINGS.answersSearched(
            formatCount(samples.length),
            formatCount(searched),
            formatCount(listed.length),
          )
        : STRINGS.answersCount(formatCount(samples.length), formatCount(points.correct.length));
    table.show({ samples, points, texts, choice });
  };

  model.addEventListener("change", () => {
    shown = model.selectedIndex;
    update();
  });
  list.addEventListener("change", () => {
    const name = ANSWER_LISTS.find((known) => known === list.value);
    if (name !== undefined) choice = FIRST_CHOICE[name];
    update();
  });
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(update, TYPING_MILLISECONDS);
  });
  clear.addEventListener("click", clearSelection);

  return {
    element: element(
      "section",
      { class: "answers", "aria-labelledby": "answers-title" },
      element("h2", { id: "answers-title" }, STRINGS.answers),
      element("div", { class: "answer-controls" }, model, list, search, count, clear),
      table.element,
    ),
    show({ figure }) {
      const titles = figure.panels.map(({ title }) => title);
      shown = Math.min(shown, Math.max(0, titles.length - 1));
      const isNew =
        titles.length !== model.options.length || titles.some((title, i) => model.options[i]?.text !== title);
      // A view comes with every step of a drag: a list that is open stays as it is.
      if (isNew) model.replaceChildren(...titles.map((title) => element("option", {}, title)));
      model.selectedIndex = shown;
      model.hidden = titles.length < 2;
    },
    setPoints(panel, points) {
      panels.set(panel, { points, texts: createAnswerTexts(panel, post), orders: new Map() });
      if (panel === shown) update();
    },
    receiveRows(panel, rows) {
      panels.get(panel)?.texts.receive(rows);
      if (panel !== shown) return;
      if (search.value.trim() === "") table.refresh();
      else update();
    },
    receiveOrder(panel, by, order) {
      panels.get(panel)?.orders.set(by, order);
      if (panel === shown) update();
    },
    setSelection(samples) {
      selected = samples;
      update();
    },
  };
}
