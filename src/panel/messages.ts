import type { SplitCriterion } from "../analysis/bestThreshold";
import type { FacetFilter, FacetOverview } from "../analysis/facetFilter";
import type { FactGroup, PanelFacts } from "../figure/facts";
import type { Figure, FigurePoints } from "../figure/figure";
import type { SampleDescription } from "../figure/sampleDescription";
import type { Finding } from "../figure/findings/finding";
import type { ComparisonTable } from "../figure/comparisonTable";
import type { SmallPlot } from "../figure/smallPlots/smallPlot";
import type { TrendLine } from "../figure/trendLines";
import type { MetricUnit } from "../metrics/unit";
import type { ColumnMapping } from "../results/columnMapping";
import type { JsDefinition } from "../results/readOptions";

export type { Fact, FactGroup, PanelFacts } from "../figure/facts";
export type { SampleDescription } from "../figure/sampleDescription";

export type { ComparisonTable } from "../figure/comparisonTable";
export type { TrendLine } from "../figure/trendLines";
export type { SmallPlot } from "../figure/smallPlots/smallPlot";
export type { Finding } from "../figure/findings/finding";
export type { SplitCriterion } from "../analysis/bestThreshold";
export type { FacetFilter, FacetOverview } from "../analysis/facetFilter";

export type Palette = "blueRed" | "colorBlindSafe";

/** Something that files leave open, and what was taken. */
export interface ViewChoice {
  readonly label: string;
  readonly taken: string;
  readonly possible: readonly string[];
}

/** The JS divergences that can be plotted instead of the one that is. */
export interface ViewDefinitions {
  readonly taken: JsDefinition;
  readonly possible: readonly { readonly definition: JsDefinition; readonly label: string }[];
}

/** What the samples can be filtered by, and what they are filtered by. */
export interface ViewFilters {
  readonly facets: readonly FacetOverview[];
  /** Those in force, or being applied: of columns and values that the files have. */
  readonly active: readonly FacetFilter[];
  /** Whether the active filters are still being applied: the figure is that of others. */
  readonly isApplying: boolean;
  /** Samples that are shown, of all. */
  readonly kept: number;
  readonly total: number;
}

/** Everything the webview draws except the points. */
export interface View {
  /** The same as long as unit, definitions and data are, whatever the thresholds and colours. */
  readonly key: string;
  readonly figure: Figure;
  /** One entry per panel of the figure. */
  readonly facts: readonly PanelFacts[];
  /** What the files leave open with more than one possibility. */
  readonly choices: readonly ViewChoice[];
  /** Null when the files support no other JS divergence. */
  readonly definitions: ViewDefinitions | null;
  readonly filters: ViewFilters;
  readonly options: {
    /** In the figure's unit. */
    readonly threshold: number;
    readonly unit: MetricUnit;
    readonly linkedAxes: boolean;
    readonly palette: Palette;
    /** Each panel has a threshold of its own. */
    readonly ownThresholds: boolean;
    /** The JS divergence of some panel is computed from the answer key. */
    readonly usesAnswerKey: boolean;
  };
}

/** Something went wrong: what happened, and what can be done about it. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  /** What else is known, as lists of a term and what is said of it. */
  readonly lists?: readonly ProblemList[];
  readonly actions: readonly { readonly action: ProblemAction; readonly label: string }[];
}

export interface ProblemList {
  readonly heading: string;
  readonly entries: readonly { readonly term: string; readonly text: string }[];
}

/** Findings of one panel, or of two that are compared. Names in them come from files: text, never markup. */
export interface FindingsShown {
  readonly heading: string;
  readonly findings: readonly Finding[];
}

/** The texts of one answer for a table; null where its record has none. All come from files: text, never markup. */
export interface AnswerRow {
  readonly sample: number;
  readonly id: string | null;
  readonly prediction: string | null;
  readonly target: string | null;
  readonly question: string | null;
}

/** How many answers' texts may be asked for at once. */
export const MOST_ROWS_AT_ONCE = 100;

export const PROBLEM_ACTIONS = ["reload", "openFile", "showFormats", "chooseColumns"] as const;
export type ProblemAction = (typeof PROBLEM_ACTIONS)[number];

/** Metrics by which a panel's samples can be put in order. */
export type OrderMetric = "entropy" | "jsDivergence";

export const EXPORTS = ["svg", "summary", "points"] as const;
export type Export = (typeof EXPORTS)[number];

/** What a picture can show besides points in the colours of their classes. */
export interface ShownPicture {
  /** The robust line of each class. */
  readonly hasTrendLines: boolean;
  /** Circles and crosses. */
  readonly hasShapes: boolean;
}

/** A part of an axis. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The part of a plot that is zoomed to, in the figure's unit; null where an axis is shown whole. */
export interface ViewWindow {
  readonly x: Range | null;
  readonly y: Range | null;
}

/** What the panels are zoomed to. */
export interface Zoom {
  /** The view's key: a zoom does not apply to other data, units or definitions. */
  readonly of: string;
  /** One entry per panel. */
  readonly windows: readonly ViewWindow[];
}

/** A line that was put somewhere by hand. */
export interface PlacedLine {
  /** The panel's title. */
  readonly panel: string;
  /** In nats. */
  readonly at: number;
}

/** What the webview keeps over hiding and reloading; the host trusts nothing in it without validation. */
export interface PersistedState {
  /** Addresses (URIs) of the plotted files. */
  readonly files: readonly string[];
  /** A threshold typed in the panel, in nats; absent when the setting applies. */
  readonly threshold?: number;
  /** Present when each panel has a threshold of its own; a panel without an entry has the one for all. */
  readonly ownThresholds?: readonly PlacedLine[];
  /** Vertical lines that were moved. */
  readonly verticals?: readonly PlacedLine[];
  /** The JS divergence picked in the panel; absent when the setting applies. */
  readonly definition?: JsDefinition;
  /** Linked axes as chosen in the panel; absent when the setting applies. */
  readonly linkedAxes?: boolean;
  /** What the samples are filtered by. */
  readonly filters?: readonly FacetFilter[];
  /** Which columns were chosen for some of the files, where that was for this plot alone. */
  readonly mappings?: readonly FileMapping[];
  /** Classes hidden by a click on the legend. */
  readonly hidden?: readonly string[];
  /** Whether the robust line of each class is drawn. */
  readonly hasTrendLines?: boolean;
  /** Circles and crosses as chosen in the panel; absent where the theme decides. */
  readonly hasShapes?: boolean;
  readonly zoom?: Zoom;
  readonly scrollTop?: number;
}

export interface FileMapping {
  /** The file's address (URI). */
  readonly file: string;
  readonly mapping: ColumnMapping;
}

export type HostMessage =
  /** How many messages were posted before the page had started. */
  | { readonly type: "posted"; readonly count: number }
  | { readonly type: "progress"; readonly text: string; readonly fraction: number | null }
  | { readonly type: "view"; readonly view: View; readonly state: PersistedState }
  /** A slice of a panel's points, which follow each other from offset 0 on. */
  | {
      readonly type: "points";
      readonly panel: number;
      readonly offset: number;
      /** How many points the panel has, or null while its file is still read. */
      readonly total: number | null;
      readonly points: FigurePoints;
    }
  | { readonly type: "rows"; readonly panel: number; readonly rows: readonly AnswerRow[] }
  /** A panel's samples in ascending order of a metric. */
  | {
      readonly type: "order";
      readonly panel: number;
      readonly by: OrderMetric;
      readonly order: Uint32Array;
    }
  /** What the figures say, and each panel's figures that take longer. */
  | {
      readonly type: "findings";
      readonly groups: readonly FindingsShown[];
      readonly facts: readonly (readonly FactGroup[])[];
      /** Per panel. */
      readonly plots: readonly (readonly SmallPlot[])[];
      /** Per panel. */
      readonly trendLines: readonly (readonly TrendLine[])[];
      /** Of every pair of panels that is compared. */
      readonly comparisons: readonly ComparisonTable[];
    }
  | { readonly type: "findingsFailed"; readonly problem: string }
  /** Per panel the samples with the ids that were selected in one of them. */
  | { readonly type: "selected"; readonly samples: readonly Uint32Array[] }
  | { readonly type: "problem"; readonly problem: Problem }
  | { readonly type: "stale"; readonly problem: Problem }
  | { readonly type: "reply"; readonly id: number; readonly ok: true; readonly value: SampleDescription }
  | { readonly type: "reply"; readonly id: number; readonly ok: false; readonly error: string };

export type WebviewMessage =
  | { readonly type: "ready" }
  /** Not everything that was posted has arrived. */
  | { readonly type: "missing" }
  | { readonly type: "setThreshold"; readonly value: number }
  /** One step of dragging a line. */
  | { readonly type: "moveThreshold"; readonly panel: number; readonly value: number }
  | { readonly type: "moveVertical"; readonly panel: number; readonly value: number | null }
  | { readonly type: "setOwnThresholds"; readonly own: boolean }
  | { readonly type: "splitBest"; readonly criterion: SplitCriterion }
  | { readonly type: "resetLines" }
  | { readonly type: "copyFindings" }
  | { readonly type: "setLinkedAxes"; readonly linked: boolean }
  /** Replaces all filters; new points come back. */
  | { readonly type: "setFilters"; readonly filters: readonly FacetFilter[] }
  /** `choice` indexes the view's choices. */
  | { readonly type: "choose"; readonly choice: number; readonly taken: string }
  | { readonly type: "pickDefinition"; readonly definition: JsDefinition }
  | {
      readonly type: "describeSample";
      readonly id: number;
      readonly panel: number;
      readonly sample: number;
    }
  | { readonly type: "openSample"; readonly panel: number; readonly sample: number }
  | { readonly type: "rows"; readonly panel: number; readonly samples: readonly number[] }
  | { readonly type: "order"; readonly panel: number; readonly by: OrderMetric }
  | { readonly type: "select"; readonly panel: number; readonly samples: Uint32Array }
  | { readonly type: "export"; readonly format: Export }
  /** What the picture shows by the page's options and the theme; until it is sent, nothing of it. */
  | { readonly type: "picture"; readonly picture: ShownPicture }
  | { readonly type: "openSettings" }
  | { readonly type: "act"; readonly action: ProblemAction };
