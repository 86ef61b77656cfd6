import type { FigurePoints, SampleClass } from "../src/figure/figure";
import type { HostMessage, ShownPicture, View } from "../src/panel/messages";
import { element } from "./element";
import { changeState, currentState, post } from "./host";
import { createLineMover } from "./lines/lineMover";
import {
  createPanelSection,
  type PanelLook,
  type PanelSection,
  type PanelSelection,
  type PanelZoom,
} from "./panelSection";
import { classVisibility } from "./sampleClasses";
import { createSampleCard } from "./sampleCard";
import { STRINGS } from "./strings";
import { applyPalette, onThemeChange, readTheme } from "./theme";
import { createPlotZoom } from "./zoom/plotZoom";

type PanelReports = Pick<HostMessage & { type: "findings" }, "facts" | "plots" | "trendLines">;

/** All panels, one below the other. */
export interface FigureView {
  readonly element: HTMLElement;
  show(view: View): void;
  setPoints(panel: number, points: FigurePoints): void;
  /** Marks a sample in its panel, or none. */
  readonly point: (panel: number, sample: number | null) => void;
  /** Adds what takes longer to each panel. */
  showReport(report: PanelReports): void;
  /** Takes off a panel what was worked out from other points. */
  forgetReport(panel: number): void;
  /** Takes the options of the picture that are kept on the page. */
  readonly restyle: () => void;
  /** Brings a panel into sight. */
  reveal(panel: number): void;
  /** Draws every panel anew, as when another selection is to be marked. */
  redraw(): void;
}

/** @param selection what is selected in the panels */
export function createFigureView(selection: PanelSelection): FigureView {
  const card = createSampleCard();
  const container = element(
    "main",
    { class: "figure" },
    element("h1", { class: "visually-hidden" }, STRINGS.page),
  );
  let sections: PanelSection[] = [];
  const zoom = createPlotZoom(
    currentState().zoom,
    (saved) => {
      changeState({ zoom: saved });
    },
    (panels) => {
      for (const panel of panels) sections[panel]?.drawSoon();
    },
  );
  const zoomOf = (panel: number): PanelZoom => ({
    window: () => zoom.windowOf(panel),
    zoomTo: (window) => {
      zoom.zoomTo(panel, window);
    },
    settle: zoom.settle,
    isMoving: zoom.isMoving,
  });
  const redraw = () => {
    for (const section of sections) section.drawSoon();
  };
  const lines = createLineMover(post, redraw);
  let palette: View["options"]["palette"] = "blueRed";

  let told: ShownPicture = { hasTrendLines: false, hasShapes: false };
  /** What is exported shows the same. */
  const tellHost = (picture: ShownPicture) => {
    if (picture.hasTrendLines === told.hasTrendLines && picture.hasShapes === told.hasShapes) return;
    told = picture;
    post({ type: "picture", picture });
  };

  const currentLook = (): PanelLook => {
    applyPalette(palette);
    const { hidden = [], hasTrendLines = false, hasShapes } = currentState();
    const ofTheme = readTheme();
    const theme = { ...ofTheme, hasShapes: hasShapes ?? ofTheme.hasShapes };
    document.body.classList.toggle("has-shapes", theme.hasShapes);
    tellHost({ hasTrendLines, hasShapes: theme.hasShapes });
    return { theme, hidden, visible: classVisibility(hidden), hasTrendLines };
  };
  const restyle = () => {
    const look = currentLook();
    for (const section of sections) section.setLook(look);
  };
  const toggle = (sampleClass: SampleClass) => {
    const hidden = currentState().hidden ?? [];
    changeState({
      hidden: hidden.includes(sampleClass)
        ? hidden.filter((other) => other !== sampleClass)
        : [...hidden, sampleClass],
    });
    restyle();
  };

  onThemeChange(restyle);
  document.body.append(card.element);
  addEventListener("scroll", card.hide);

  return {
    element: container,
    show(view) {
      const { figure, facts, options } = view;
      zoom.follow(view);
      lines.follow(view);
      const isRecoloured = palette !== options.palette;
      palette = options.palette;
      container.classList.toggle("several", figure.panels.length > 1);
      for (const section of sections.splice(figure.panels.length)) section.remove();
      while (sections.length < figure.panels.length) {
        const section = createPanelSection(
          sections.length,
          currentLook(),
          zoomOf(sections.length),
          lines,
          selection,
          card,
          toggle,
        );
        sections = [...sections, section];
        container.append(section.element);
      }
      if (isRecoloured) restyle();
      figure.panels.forEach((panel, i) => {
        const panelFacts = facts[i];
        if (panelFacts !== undefined) sections[i]?.show(panel, panelFacts);
      });
    },
    setPoints(panel, points) {
      sections[panel]?.setPoints(points);
    },
    point(panel, sample) {
      sections[panel]?.point(sample);
    },
    showReport({ facts, plots, trendLines }) {
      sections.forEach((section, panel) => {
        section.showReport({
          facts: facts[panel] ?? [],
          plots: plots[panel] ?? [],
          trendLines: trendLines[panel] ?? [],
        });
      });
    },
    forgetReport(panel) {
      sections[panel]?.forgetReport();
    },
    restyle,
    reveal(panel) {
      sections[panel]?.reveal();
    },
    redraw,
  };
}
