import { pairSamples, type SamplePairs } from "../analysis/pairing";
import type { PlotPanel } from "../analysis/plot";
import type { LoadedPlot } from "./loadPlot";

/**
 * Finds the same questions in the other panels: from samples of one panel, of which those out of range are ignored,
 * to per panel the samples with the same ids, ascending; none of panels that cannot be paired.
 */
export type SelectionPartners = (panel: number, samples: Uint32Array) => Uint32Array[];

/** Pairs two panels once, when they are first asked about. */
export function selectionPartners({ panels, files }: LoadedPlot): SelectionPartners {
  const known = new Map<string, SamplePairs | null>();
  const pairsOf = (first: number, second: number): SamplePairs | null => {
    const key = `${first} ${second}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const identity = (panel: PlotPanel | undefined) => {
      const table = panel && files[panel.source]?.table;
      return panel === undefined || table === undefined
        ? null
        : { table, tableIndex: panel.samples.tableIndex };
    };
    const [a, b] = [identity(panels[first]), identity(panels[second])];
    const pairs = a === null || b === null ? null : pairSamples(a, b);
    known.set(key, pairs);
    return pairs;
  };
  return (from, samples) => {
    const isSelected = new Uint8Array(panels[from]?.samples.correct.length ?? 0);
    for (const sample of samples) if (sample < isSelected.length) isSelected[sample] = 1;
    return panels.map((_, panel) => {
      if (panel === from) return indicesOf(isSelected);
      const pairs = pairsOf(from, panel);
      if (pairs === null) return new Uint32Array(0);
      return pairs.second.filter((_sample, pair) => isSelected[pairs.first[pair] ?? -1] === 1).sort();
    });
  };
}

function indicesOf(flags: Uint8Array): Uint32Array {
  const indices = new Uint32Array(flags.reduce((sum, flag) => sum + flag, 0));
  let next = 0;
  flags.forEach((flag, index) => {
    if (flag === 1) indices[next++] = index;
  });
  return indices;
}
