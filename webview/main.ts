import type { HostMessage } from "../src/panel/messages";
import { element } from "./element";
import { createAnswersSection } from "./answers/answersSection";
import { createComparisons } from "./comparisons";
import { createFindings } from "./findings";
import { createFigureView } from "./figureView";
import { adoptState, changeState, currentState, post, receiveDescription } from "./host";
import { problemMessage } from "./problemMessage";
import { createPointBuffer, type PointBuffer } from "./points/pointBuffer";
import { createReadProgress } from "./readProgress";
import { createPageSelection } from "./selection/pageSelection";
import { createToolbar } from "./toolbar";

/** What the page is about, for the style sheet: waiting for a figure, showing one, or saying why there is none. */
type PageState = "waiting" | "figure" | "problem";

const SCROLL_MILLISECONDS = 150;

const nonce = document.currentScript?.nonce ?? "";
const selection = createPageSelection(post, (samples) => {
  answers.setSelection(samples);
  figure.redraw();
});
const toolbar = createToolbar(selection.setSelecting, () => {
  figure.restyle();
});
const figure = createFigureView(selection);
const findings = createFindings(
  () => {
    post({ type: "copyFindings" });
  },
  ({ panels: [first] }) => {
    if (first !== undefined) figure.reveal(first);
  },
);
const answers = createAnswersSection({ post, point: figure.point, clearSelection: selection.clear });
const comparisons = createComparisons();
const progress = createReadProgress();
const banner = element("div", { class: "banner" });
const problem = element("div", { class: "problem-page" });
document.body.append(
  element("header", { class: "toolbar" }, toolbar.element, progress.element, banner),
  problem,
  findings.element,
  figure.element,
  comparisons.element,
  answers.element,
);

let pageState: PageState = "waiting";
let received = 0;
/** The points of each panel. */
const buffers = new Map<number, PointBuffer>();

function setPageState(state: PageState): void {
  pageState = state;
  document.body.dataset.page = state;
}

function receive(message: HostMessage): void {
  received++;
  switch (message.type) {
    case "posted":
      // The others were lost while the page started.
      if (received <= message.count) post({ type: "missing" });
      break;
    case "progress":
      progress.show(message.text, message.fraction);
      banner.replaceChildren();
      if (pageState === "problem") setPageState("waiting");
      break;
    case "view": {
      const isFirst = pageState !== "figure";
      adoptState(message.state, message.view.filters.isApplying);
      setPageState("figure");
      for (const panel of buffers.keys()) {
        if (panel >= message.view.figure.panels.length) buffers.delete(panel);
      }
      toolbar.show(message.view, message.state);
      figure.show(message.view);
      answers.show(message.view);
      findings.wait();
      problem.replaceChildren();
      if (isFirst) scrollBack();
      break;
    }
    case "points":
      receivePoints(message);
      break;
    case "findings":
      findings.show(message.groups);
      figure.showReport(message);
      comparisons.show(message.comparisons);
      break;
    case "findingsFailed":
      findings.fail(message.problem);
      break;
    case "rows":
      answers.receiveRows(message.panel, message.rows);
      break;
    case "order":
      answers.receiveOrder(message.panel, message.by, message.order);
      break;
    case "selected":
      selection.receive(message.samples);
      break;
    case "problem":
      progress.hide();
      problem.replaceChildren(problemMessage(message.problem, "page"));
      setPageState("problem");
      break;
    case "stale":
      progress.hide();
      banner.replaceChildren(problemMessage(message.problem, "banner"));
      break;
    case "reply":
      receiveDescription(message.id, message.ok ? { value: message.value } : { error: message.error });
      break;
    default:
      message satisfies never;
  }
}

/** To where the page was when it was hidden. */
function scrollBack(): void {
  const { scrollTop = 0 } = currentState();
  // Even to the top, it would lay out the page once more.
  if (scrollTop > 0) scrollTo({ top: scrollTop, behavior: "instant" });
}

function receivePoints({ panel, offset, total, points }: Extract<HostMessage, { type: "points" }>): void {
  const buffer = buffers.get(panel) ?? createPointBuffer();
  buffers.set(panel, buffer);
  const all = buffer.add(offset, points, total);
  if (all === null) return;
  if (offset === 0) {
    selection.clear();
    banner.replaceChildren();
    figure.forgetReport(panel);
    comparisons.show([]);
  }
  figure.setPoints(panel, all);
  if (total === null) return;
  progress.hide();
  if (all.correct.length === total) answers.setPoints(panel, all);
}

/** The controls are as large as everything else together: they come after the first picture. */
function loadControls(): void {
  const { controlsSrc } = document.body.dataset;
  if (controlsSrc === undefined) return;
  // The toolkit tries :focus-visible in a style element, for which it looks up the nonce here.
  document.head.append(element("meta", { property: "csp-nonce", content: nonce }));
  document.body.append(element("script", { src: controlsSrc, nonce }));
}

let scrollTimer = 0;
addEventListener("scroll", () => {
  clearTimeout(scrollTimer);
  scrollTimer = window.setTimeout(() => {
    if (pageState === "figure") changeState({ scrollTop: scrollY });
  }, SCROLL_MILLISECONDS);
});

let hasControls = false;
addEventListener("message", ({ data }: MessageEvent<HostMessage>) => {
  receive(data);
  if (hasControls || pageState === "waiting") return;
  hasControls = true;
  requestAnimationFrame(() => setTimeout(loadControls));
});

setPageState("waiting");
post({ type: "ready" });
