import type { FacetFilter } from "../analysis/facetFilter";
import { usesAnswerKey, type PlotPanel } from "../analysis/plot";
import { regionLookup, type RegionLookup } from "../analysis/regionLookup";
import { summarisePanel, type PanelSummary } from "../analysis/summary";
import { buildFigure, type FigureLines } from "../figure/buildFigure";
import { panelFacts } from "../figure/facts";
import { perNat, type MetricUnit } from "../metrics/unit";
import type { LoadedPlot } from "./loadPlot";
import type { PersistedState, View, ViewFilters } from "./messages";
import { linesOf, type PanelLines } from "./panelLines";
import { pickableDefinitions } from "./pickableDefinitions";
import type { Settings } from "./settings";
import { viewChoices } from "./viewChoices";

/** The settings, and where each panel's lines are. */
export interface ViewSettings extends Settings {
  readonly linesOf: (title: string) => PanelLines;
  readonly ownThresholds: boolean;
}

/** The settings with what was chosen in the panel in their place. */
export function withChoices(settings: Settings, state: PersistedState): ViewSettings {
  const { linkedAxes = settings.linkedAxes, ownThresholds } = state;
  const { unit } = settings;
  const threshold = state.threshold === undefined ? settings.threshold : state.threshold * perNat(unit);
  return {
    ...settings,
    threshold,
    linkedAxes,
    ownThresholds: ownThresholds !== undefined,
    linesOf: (title) => linesOf(title, state, threshold, unit),
  };
}

/** Every panel's figures, in the settings' unit and at its threshold. */
export function summaries(plot: LoadedPlot, { linesOf: lines, unit }: ViewSettings): PanelSummary[] {
  return plot.panels.map((panel) =>
    summarisePanel(panel, plot.files[panel.source]?.name ?? "", lines(panel.title).threshold, unit),
  );
}

/** Where every panel's lines are, and the regions that they make. */
export function figureLines(
  panels: readonly PlotPanel[],
  { linesOf: lines, unit }: Pick<ViewSettings, "linesOf" | "unit">,
): FigureLines[] {
  const scale = perNat(unit);
  return panels.map((panel) => {
    const { threshold, vertical } = lines(panel.title);
    const verticalNats = vertical === null ? panel.analysis.lowestEntropyIncorrect : vertical / scale;
    const regions = verticalNats === null ? null : regionsOf(panel)(threshold / scale, verticalNats);
    return { threshold, vertical, regions };
  });
}

const lookups = new WeakMap<PlotPanel, RegionLookup>();

function regionsOf(panel: PlotPanel): RegionLookup {
  let lookup = lookups.get(panel);
  if (lookup === undefined) lookups.set(panel, (lookup = regionLookup(panel.samples, panel.orders)));
  return lookup;
}

/**
 * Everything the webview draws except the points.
 *
 * @param applying the filters that are being applied, null when none are
 */
export function buildView(
  plot: LoadedPlot,
  settings: ViewSettings,
  applying: readonly FacetFilter[] | null,
): View {
  const { threshold, unit, linkedAxes, palette, ownThresholds } = settings;
  const lines = figureLines(plot.panels, settings);
  const tables = plot.files.map(({ table }) => table);
  return {
    key: viewKey(plot.panels, unit),
    figure: buildFigure(plot.panels, { threshold, unit, linkedAxes, lines }),
    facts: summaries(plot, settings).flatMap((summary, i) => {
      const panel = plot.panels[i];
      return panel === undefined ? [] : [panelFacts(summary, panel.samples.provenance, lines[i]?.regions)];
    }),
    choices: viewChoices(tables),
    definitions: pickableDefinitions(tables),
    filters: viewFilters(plot, applying),
    options: {
      ...{ threshold, unit, linkedAxes, palette, ownThresholds },
      usesAnswerKey: plot.panels.some(({ samples }) => usesAnswerKey(samples.provenance)),
    },
  };
}

/** @param applying the filters that are being applied, null when none are */
export function viewFilters(
  { facets, filters, panels }: Pick<LoadedPlot, "facets" | "filters" | "panels">,
  applying: readonly FacetFilter[] | null,
): ViewFilters {
  return {
    facets,
    active: applying ?? filters,
    isApplying: applying !== null,
    kept: panels.reduce((sum, { analysis }) => sum + analysis.count, 0),
    total: panels.reduce((sum, { samples }) => sum + samples.total, 0),
  };
}

/** Tells plots apart by what is plotted and how: titles, unit, definitions, and what the samples come to. */
export function viewKey(panels: readonly PlotPanel[], unit: MetricUnit): string {
  const described = panels.map(({ title, samples: { provenance }, analysis }) => {
    const { count, correct, incorrect, entropy, jsDivergence } = analysis;
    return { title, provenance, count, correct, incorrect, entropy, jsDivergence };
  });
  return JSON.stringify([unit, described]);
}
