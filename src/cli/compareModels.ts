import { withModelDivergences } from "../analysis/modelDivergence";
import { UnreadableResultsError } from "../results/readOptions";
import type { ReadFiles } from "./readFiles";

/**
 * The files with JS divergences between models where they wait for these.
 *
 * @throws UnreadableResultsError whose message names the file
 */
export function compareModels(read: ReadFiles["read"]): ReadFiles["read"] {
  const compared = withModelDivergences(read.map(({ table }) => table));
  return read.map(({ path, table }, i) => {
    const result = compared[i] ?? { table };
    if ("table" in result) return { path, table: result.table };
    throw new UnreadableResultsError("noColumns", `${path}: ${result.problem}`);
  });
}
