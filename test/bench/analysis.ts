import { join } from "node:path";
import { ROOT } from "./cache";
import { columnFiles } from "./data/files";
import { alternate, measure, type Measurement } from "./measure";
import { providePython } from "./peers/python";
import type { Row, Section } from "./results";

const RUNS = 5;
const SAMPLES = 1_000_000;
const GOAL = { atMost: 0.5 };
/** The figures are the same to rounding, the lines to the spread of random pairs. */
const FIGURE_TOLERANCE = 1e-9;
const LINE_TOLERANCE = 0.02;

/** What both programs print of their figures. */
interface Figures {
  readonly figures: readonly number[];
  readonly lines: readonly number[];
  readonly lineMilliseconds: number;
  readonly firstMoveMilliseconds: number;
  readonly moveMilliseconds: number;
}

/** How long the figures of a million samples take from their columns. */
export async function analysis(): Promise<Section> {
  const python = await providePython();
  const paths = await columnFiles(SAMPLES);
  const program = join(ROOT, "dist", "bench", "analyse.mjs");
  const [ours = [], theirs = null] = await alternate<Measurement>(RUNS, [
    () => measure(process.execPath, [program, ...paths]),
    ...(python === null ? [] : [() => python.script("analysis.py", ...paths)]),
  ]);
  if (theirs !== null) checkSame(figuresOf(ours[0]), figuresOf(theirs[0]));
  const compared = (what: string, value: (run: Measurement) => number, goal: Row["goal"]): Row => ({
    what,
    unit: "ms",
    ours: ours.map(value),
    peer: theirs && { name: "scipy, scikit-learn", values: theirs.map(value) },
    goal: theirs && goal,
  });
  return {
    title: "Analysis",
    notes: NOTES,
    versions: { ...(python && { scipy: python.versions.scipy, "scikit-learn": python.versions.sklearn }) },
    rows: [
      compared(
        "Medians, AUROC, rank correlations and lines of 1,000,000 samples",
        (run) => run.milliseconds + figuresOf(run).lineMilliseconds,
        GOAL,
      ),
      compared("Of these all but the lines", (run) => run.milliseconds, GOAL),
      compared("The same, time of all processors", (run) => run.processorMilliseconds, null),
      compared(
        "Lines of both classes alone: Theil-Sen, 1,000,000 random pairs each",
        (run) => figuresOf(run).lineMilliseconds,
        null,
      ),
      {
        what: "The first move of the threshold among 1,000,000 samples, which prepares the others",
        unit: "ms",
        ours: ours.map((run) => figuresOf(run).firstMoveMilliseconds),
        peer: null,
        goal: null,
      },
      {
        what: "A further move, mean of 1,000",
        unit: "ms",
        ours: ours.map((run) => figuresOf(run).moveMilliseconds),
        peer: null,
        goal: { atMost: 0.01 },
      },
    ],
  };
}

const NOTES = `From columns in memory to the figures under a panel: medians and quartiles of both metrics, their AUROC for telling
incorrect answers, and the rank correlation within either class; the compilation of our code included. scipy and
scikit-learn compute the same without the quartiles (\`numpy.median\`, \`roc_auc_score\`, \`spearmanr\`), with their imports
done. They have no Theil-Sen line for so many points; the same random pairs are drawn with numpy.`;

function figuresOf(run: Measurement | undefined): Figures {
  const nothing: Figures = {
    figures: [],
    lines: [],
    lineMilliseconds: NaN,
    firstMoveMilliseconds: NaN,
    moveMilliseconds: NaN,
  };
  return typeof run?.result === "object" ? { ...nothing, ...run.result } : nothing;
}

/** @throws Error when the peer computed something else: its time would say nothing */
function checkSame(a: Figures, b: Figures): void {
  const isNear = (x: readonly number[], y: readonly number[], tolerance: number) =>
    x.length > 0 &&
    x.length === y.length &&
    x.every((value, i) => Math.abs(value - (y[i] ?? NaN)) <= tolerance * Math.abs(value));
  if (isNear(a.figures, b.figures, FIGURE_TOLERANCE) && isNear(a.lines, b.lines, LINE_TOLERANCE)) return;
  throw new Error(`we computed ${JSON.stringify(a)}, the peer ${JSON.stringify(b)}`);
}
