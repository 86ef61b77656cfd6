import type { FigurePoints } from "../../src/figure/figure";
import { formatNumber } from "../../src/figure/format";
import { element } from "../element";
import { STRINGS } from "../strings";
import type { AnswerTexts } from "./answerTexts";
import type { ListChoice } from "./answerList";
import { rowPlaces } from "./rowPlaces";

/** What the table shows. */
export interface TableContent {
  readonly samples: Uint32Array;
  readonly points: FigurePoints;
  readonly texts: AnswerTexts;
  readonly choice: ListChoice;
}

export interface TableActions {
  sortBy(metric: ListChoice["by"]): void;
  open(sample: number): void;
  /** The row that the pointer or the focus is on; null when it has left. */
  point(sample: number | null): void;
}

/** A table of answers of which only the rows in sight are in the page. */
export interface AnswerTable {
  readonly element: HTMLElement;
  show(content: TableContent): void;
  /** Fills in texts that have arrived. */
  refresh(): void;
}

const ROW_HEIGHT = 24;
/** Rows kept above and below those in sight. */
const MARGIN_ROWS = 8;
const PAGE_ROWS = 10;
const COLUMNS = 7;

export function createAnswerTable(actions: TableActions): AnswerTable {
  const header = element("tr", { "aria-rowindex": "1" });
  const [before, after] = [spacer(), spacer()];
  const body = element("tbody", {}, before, after);
  const table = element("table", { "aria-label": STRINGS.answers }, element("thead", {}, header), body);
  const scroller = element("div", { class: "answer-scroller" }, table);
  let content: TableContent | null = null;
  let active = 0;

  const sortHeader = (by: ListChoice["by"], label: string) => {
    const button = element("button", { type: "button", "data-sort": by }, label);
    button.addEventListener("click", () => {
      actions.sortBy(by);
    });
    return element("th", { scope: "col", class: "number" }, button);
  };
  const sortable = {
    entropy: sortHeader("entropy", STRINGS.columnEntropy),
    jsDivergence: sortHeader("jsDivergence", STRINGS.columnJsDivergence),
  };
  const heading = (label: string) => element("th", { scope: "col" }, label);
  header.append(
    heading(STRINGS.columnId),
    sortable.entropy,
    sortable.jsDivergence,
    ...[STRINGS.columnCorrect, STRINGS.columnPrediction, STRINGS.columnTarget, STRINGS.columnQuestion].map(
      heading,
    ),
  );

  const rowOf = ({ samples, points, texts }: TableContent, position: number): HTMLElement => {
    const sample = samples[position] ?? 0;
    const text = texts.get(sample);
    const cell = (value: string, attributes: Record<string, string> = {}) =>
      element("td", { title: value, ...attributes }, value);
    const number = (value: number | undefined) => cell(formatNumber(value ?? null), { class: "number" });
    return element(
      "tr",
      {
        ...{ "data-sample": String(sample), "data-position": String(position) },
        ...{ "aria-rowindex": String(position + 2), tabindex: position === active ? "0" : "-1" },
      },
      cell(text === undefined ? "…" : (text.id ?? "")),
      number(points.entropy[sample]),
      number(points.jsDivergence[sample]),
      cell(STRINGS.correctness[points.correct[sample] ?? 2] ?? ""),
      ...[text?.prediction, text?.target, text?.question].map((value) =>
        cell(value?.replace(/\s+/g, " ") ?? ""),
      ),
    );
  };

  const render = () => {
    if (content === null) return;
    const { samples, texts } = content;
    const { scrollTop } = scroller;
    const { height, positionAt } = places();
    const top = positionAt(scrollTop);
    const first = Math.max(0, Math.floor(top) - MARGIN_ROWS);
    const inSight = Math.ceil(scroller.clientHeight / ROW_HEIGHT) + 2 * MARGIN_ROWS;
    const last = Math.min(samples.length, first + inSight);
    const hasFocus = body.contains(document.activeElement);
    const rows: HTMLElement[] = [];
    for (let position = first; position < last; position++) rows.push(rowOf(content, position));
    const above = Math.max(0, scrollTop - (top - first) * ROW_HEIGHT);
    before.style.height = `${above}px`;
    after.style.height = `${Math.max(0, height - above - (last - first) * ROW_HEIGHT)}px`;
    body.replaceChildren(before, ...rows, after);
    // Where the focused row was among those replaced, the table was measured while it was empty.
    if (scroller.scrollTop !== scrollTop) scroller.scrollTop = scrollTop;
    if (hasFocus) rowAt(active)?.focus({ preventScroll: true });
    texts.want([...samples.subarray(first, last)]);
  };
  const places = () =>
    rowPlaces(content?.samples.length ?? 0, ROW_HEIGHT, scroller.clientHeight - ROW_HEIGHT);
  const rowAt = (position: number) => body.querySelector<HTMLElement>(`[data-position="${position}"]`);

  const goTo = (position: number) => {
    if (content === null || content.samples.length === 0) return;
    active = Math.max(0, Math.min(content.samples.length - 1, position));
    const { positionAt, scrollTopOf } = places();
    const top = positionAt(scroller.scrollTop);
    const visible = scroller.clientHeight / ROW_HEIGHT - 2;
    if (active < top) scroller.scrollTop = scrollTopOf(active);
    else if (active > top + visible) scroller.scrollTop = scrollTopOf(active - visible);
    render();
    rowAt(active)?.focus({ preventScroll: true });
  };
  const sampleOf = (target: EventTarget | null): number | null => {
    const row = target instanceof Element ? target.closest<HTMLElement>("tr[data-sample]") : null;
    return row === null ? null : Number(row.dataset.sample);
  };

  let frame = 0;
  scroller.addEventListener("scroll", () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(render);
  });
  body.addEventListener("keydown", (event) => {
    const position = targetPosition(event, active, content?.samples.length ?? 0);
    const sample = sampleOf(event.target);
    if (position !== null) goTo(position);
    else if (event.key === "Enter" && sample !== null) actions.open(sample);
    else return;
    event.preventDefault();
  });
  body.addEventListener("dblclick", ({ target }) => {
    const sample = sampleOf(target);
    if (sample !== null) actions.open(sample);
  });
  body.addEventListener("focusin", ({ target }) => {
    const row = target instanceof Element ? target.closest<HTMLElement>("tr[data-position]") : null;
    if (row !== null) active = Number(row.dataset.position);
    actions.point(sampleOf(target));
  });
  body.addEventListener("focusout", () => {
    actions.point(null);
  });
  body.addEventListener("pointerover", ({ target }) => {
    actions.point(sampleOf(target));
  });
  body.addEventListener("pointerleave", () => {
    actions.point(null);
  });

  return {
    element: scroller,
    show(next) {
      const isOther = content?.samples !== next.samples;
      content = next;
      if (isOther) {
        active = 0;
        scroller.scrollTop = 0;
      }
      table.setAttribute("aria-rowcount", String(next.samples.length + 1));
      for (const [by, cell] of Object.entries(sortable)) {
        const isSorted = by === next.choice.by;
        cell.setAttribute(
          "aria-sort",
          isSorted ? (next.choice.isDescending ? "descending" : "ascending") : "none",
        );
      }
      render();
    },
    refresh: render,
  };
}

/** Stands for the rows above or below those in the page. */
function spacer(): HTMLElement {
  return element(
    "tr",
    { class: "spacer", "aria-hidden": "true" },
    element("td", { colspan: String(COLUMNS) }),
  );
}

/** Where a key leads among the rows, or null when it leads nowhere. */
function targetPosition(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  from: number,
  count: number,
): number | null {
  if (ctrlKey || metaKey || altKey) return null;
  switch (key) {
    case "ArrowDown":
      return from + 1;
    case "ArrowUp":
      return from - 1;
    case "PageDown":
      return from + PAGE_ROWS;
    case "PageUp":
      return from - PAGE_ROWS;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
