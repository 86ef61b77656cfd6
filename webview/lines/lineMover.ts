import type { FigurePanel } from "../../src/figure/figure";
import { entropyLine, thresholdLine } from "../../src/figure/lineLabels";
import type { View, WebviewMessage } from "../../src/panel/messages";

export type LineName = "threshold" | "vertical";

/** A line on its way: drawn where the hand has it, before the host has answered with its figures. */
interface MovedLine {
  readonly line: LineName;
  readonly panel: number;
  readonly value: number;
}

/** Moves the panels' lines: at once on the page, and in the host as fast as it answers. */
export interface LineMover {
  /** Takes over a view, which answers the last step. */
  follow(view: View): void;
  /** The panel with its lines where they are now. */
  moved(panel: FigurePanel, index: number): FigurePanel;
  move(line: LineName, panel: number, value: number): void;
  /** Whether a line is in somebody's hand: nothing else may move then. */
  isHeld(): boolean;
  /** Lets a line go; what is under way is the last step. */
  readonly settle: () => void;
  /** Puts a vertical line back at the lowest entropy of the incorrect answers. */
  putBack(panel: number): void;
}

/**
 * @param post sends a message to the host
 * @param onMove called when lines are elsewhere than in the last view
 */
export function createLineMover(post: (message: WebviewMessage) => void, onMove: () => void): LineMover {
  let line: MovedLine | null = null;
  let isHeld = false;
  let isOwn = false;
  let isAnswerDue = false;
  let waiting: MovedLine | null = null;

  const send = ({ line: name, panel, value }: MovedLine) => {
    isAnswerDue = true;
    post({ type: name === "threshold" ? "moveThreshold" : "moveVertical", panel, value });
  };

  return {
    follow({ options }) {
      isOwn = options.ownThresholds;
      isAnswerDue = false;
      if (waiting !== null) {
        send(waiting);
        waiting = null;
      } else if (!isHeld) {
        line = null;
      }
    },
    moved(panel, index) {
      if (line === null) return panel;
      if (line.line === "vertical") {
        return line.panel === index ? { ...panel, lowestEntropyIncorrect: entropyLine(line.value) } : panel;
      }
      const isMoved = !isOwn || line.panel === index;
      return isMoved ? { ...panel, threshold: thresholdLine(line.value) } : panel;
    },
    move(name, panel, value) {
      line = { line: name, panel, value };
      isHeld = true;
      // One step at a time: steps that come while the host counts replace each other.
      if (isAnswerDue) waiting = line;
      else send(line);
      onMove();
    },
    isHeld: () => isHeld,
    settle() {
      isHeld = false;
      if (!isAnswerDue && waiting === null) line = null;
    },
    putBack(panel) {
      line = null;
      waiting = null;
      post({ type: "moveVertical", panel, value: null });
    },
  };
}
