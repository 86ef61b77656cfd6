import type { WebviewMessage } from "../../src/panel/messages";
import type { PanelSelection } from "../panelSection";

/** The samples that are selected in all panels: those of one, and the same questions in the others. */
export interface PageSelection extends PanelSelection {
  readonly setSelecting: (isSelecting: boolean) => void;
  /** @param samples per panel, as the host has found them */
  receive(samples: readonly Uint32Array[]): void;
  readonly clear: () => void;
}

/** @param onChange called with the samples per panel, or null when nothing is selected any more */
export function createPageSelection(
  post: (message: WebviewMessage) => void,
  onChange: (samples: readonly Uint32Array[] | null) => void,
): PageSelection {
  let isSelecting = false;
  let selected: readonly Uint32Array[] | null = null;
  const set = (samples: readonly Uint32Array[] | null) => {
    if (samples === null && selected === null) return;
    selected = samples;
    onChange(samples);
  };
  return {
    isSelecting: () => isSelecting,
    setSelecting(wanted) {
      isSelecting = wanted;
    },
    select(panel, samples) {
      if (samples.length === 0) set(null);
      else post({ type: "select", panel, samples });
    },
    samplesOf: (panel) => selected?.[panel] ?? null,
    receive: set,
    clear() {
      set(null);
    },
  };
}
