import { argsort } from "./argsort";

/** The samples of a panel in ascending order of either metric, as indices into its columns. */
export interface PanelOrders {
  readonly byEntropy: Uint32Array<ArrayBuffer>;
  readonly byJsDivergence: Uint32Array<ArrayBuffer>;
}

/** Sorts a panel once, for everything that is computed from it. */
export function panelOrders(columns: {
  readonly entropy: Float64Array;
  readonly jsDivergence: Float64Array;
}): PanelOrders {
  return { byEntropy: argsort(columns.entropy), byJsDivergence: argsort(columns.jsDivergence) };
}
