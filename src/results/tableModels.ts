import * as l10n from "@vscode/l10n";
import { UnreadableResultsError } from "./readOptions";
import type { ModelRows } from "./sampleTable";
import { mergedSkips, skipCounts, type SkipCounts, type SkipsOfPart } from "./skipCounts";

const MAX_MODELS = 65_535;
const MAX_DATASETS = 100;
const MAX_NAME_LENGTH = 256;

/** Names for records that name no model or dataset themselves. */
export interface DefaultNames {
  readonly model: string;
  readonly dataset: string | null;
}

/** Rows of one model while reading. */
export interface OpenModel {
  /** Null: the file's default, known at the end. */
  readonly name: string | null;
  readonly index: number;
  readonly datasets: Set<string | null>;
  readonly skipped: SkipCounts;
  /** Plotted rows whose correctness is not stated. */
  readonly undecided: SkipCounts;
  plotted: number;
}

/** One model's rows in a part of a file. */
export interface ModelPart {
  readonly name: string | null;
  readonly datasets: readonly (string | null)[];
  readonly skipped: SkipsOfPart;
  readonly undecided: SkipsOfPart;
  readonly plotted: number;
}

/** The models of a file while it is read, in order of appearance. */
export interface TableModels {
  /** The rows of a model and dataset, null where the record names none. */
  rowsOf(modelName: string | null, dataset: string | null): OpenModel;
  /** Adds what a later part of the file has. @returns the index here of each of the part's models */
  append(parts: readonly ModelPart[], linesBefore: number): Uint16Array;
  /** The models so far, after which there are none. */
  takePart(): ModelPart[];
  closed(unattributed: SkipCounts, names: DefaultNames): ModelRows[];
}

/** @param maxReasons see skipCounts */
export function tableModels(maxReasons?: number): TableModels {
  const models = new Map<string | null, OpenModel>();

  const rowsOf = (modelName: string | null, dataset: string | null): OpenModel => {
    const name = modelName?.slice(0, MAX_NAME_LENGTH) ?? null;
    let rows = models.get(name);
    if (rows === undefined) {
      if (models.size === MAX_MODELS) {
        throw new UnreadableResultsError(
          "noColumns",
          l10n.t(
            "More than {0} models: the column that names the model has a different value in almost every record.",
            MAX_MODELS,
          ),
        );
      }
      const [skipped, undecided] = [skipCounts(maxReasons), skipCounts(maxReasons)];
      rows = { name, index: models.size, datasets: new Set(), skipped, undecided, plotted: 0 };
      models.set(name, rows);
    }
    if (rows.datasets.size < MAX_DATASETS) rows.datasets.add(dataset?.slice(0, MAX_NAME_LENGTH) ?? null);
    return rows;
  };

  return {
    rowsOf,
    append: (parts, linesBefore) =>
      Uint16Array.from(parts, ({ name, datasets, skipped, undecided, plotted }) => {
        const [first = null, ...others] = datasets;
        const rows = rowsOf(name, first);
        for (const dataset of others) rowsOf(name, dataset);
        rows.skipped.append(skipped, linesBefore);
        rows.undecided.append(undecided, linesBefore);
        rows.plotted += plotted;
        return rows.index;
      }),
    takePart() {
      const part = Array.from(models.values(), ({ name, datasets, skipped, undecided, plotted }) => ({
        name,
        datasets: [...datasets],
        skipped: skipped.takePart(),
        undecided: undecided.takePart(),
        plotted,
      }));
      models.clear();
      return part;
    },
    closed(unattributed, names) {
      if (models.size === 0) rowsOf(null, null);
      return closedModels([...models.values()], unattributed, names);
    },
  };
}

function closedModels(
  models: readonly OpenModel[],
  unattributed: SkipCounts,
  names: DefaultNames,
): ModelRows[] {
  return models.map(({ name, datasets, skipped, undecided, plotted }, i) => {
    const foreign = i === 0 ? unattributed.rows() : [];
    const isModelKnown = models.length === 1;
    const allSkipped = [
      ...skipped.rows(),
      ...foreign.map((rows) =>
        isModelKnown ? rows : { ...rows, reason: l10n.t("{0} (model unknown)", rows.reason) },
      ),
    ];
    return {
      name: name ?? names.model,
      datasets: namedDatasets(datasets, names.dataset),
      rows: plotted + allSkipped.reduce((sum, { count }) => sum + count, 0),
      skipped: isModelKnown ? mergedSkips(allSkipped) : allSkipped,
      undecided: undecided.rows(),
    };
  });
}

function namedDatasets(datasets: ReadonlySet<string | null>, fallback: string | null): string[] {
  const named = [...datasets].map((dataset) => dataset ?? fallback).filter((dataset) => dataset !== null);
  return [...new Set(named)];
}
