import type { PlotPanel } from "../analysis/plot";
import { summarisePanel, type PanelSummary } from "../analysis/summary";
import { buildFigure } from "../figure/buildFigure";
import { panelFacts } from "../figure/facts";
import { perNat, type MetricUnit } from "../metrics/unit";
import type { LoadedPlot } from "./loadPlot";
import type { PersistedState, View } from "./messages";
import type { Settings } from "./settings";

/** The settings with what was chosen in the panel in their place. */
export function withChoices(settings: Settings, { threshold, linkedAxes }: PersistedState): Settings {
  return {
    ...settings,
    ...(threshold !== undefined && { threshold: threshold * perNat(settings.unit) }),
    ...(linkedAxes !== undefined && { linkedAxes }),
  };
}

/** Every panel's figures, in the settings' unit and at their threshold. */
export function summaries(plot: LoadedPlot, { threshold, unit }: Settings): PanelSummary[] {
  return plot.panels.map((panel) =>
    summarisePanel(panel, plot.files[panel.source]?.name ?? "", threshold, unit),
  );
}

/** Everything the webview draws except the points. */
export function buildView(plot: LoadedPlot, settings: Settings): View {
  const { threshold, unit, linkedAxes, palette } = settings;
  return {
    key: viewKey(plot.panels, unit),
    figure: buildFigure(plot.panels, settings),
    facts: summaries(plot, settings).flatMap((summary, i) => {
      const panel = plot.panels[i];
      return panel === undefined ? [] : [panelFacts(summary, panel.samples.provenance)];
    }),
    options: { threshold, unit, linkedAxes, palette },
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
