import { parseArgs } from "node:util";
import { SEQUENCE_ENTROPIES, TRUNCATIONS } from "../metrics/truncatedDistribution";
import type { MetricUnit } from "../metrics/unit";
import type { ColumnMapping } from "../results/columnMapping";
import { DEFAULT_MAX_DECOMPRESSED_BYTES, JS_DEFINITIONS, type ReadOptions } from "../results/readOptions";
import { CHOICE_OPTIONS, choicesOf } from "./choiceOptions";
import { mappingOf } from "./mappingOptions";
import { UsageError } from "./usageError";
import { wheresOf, type Where } from "./whereOptions";
import { checkReportTargets } from "./writeReport";

const BYTES_PER_GIGABYTE = 1e9;

export const USAGE = `Usage: plot-divergence FILE|FOLDER... [options]

Entropy against JS divergence for every answer of the result files, one panel per model.
Of a folder with samples of lm-evaluation-harness: every task's newest file of every model.

Options:
  --summary FILE|-     write every figure as JSON to FILE, or to standard output
  --findings FILE.md|- write what the figures say, in sentences
  --points FILE.csv    write id,model,entropy,js_divergence,correct of every plotted sample
  --out FIGURE.svg     write the figure
  --robust-lines       with the robust (Theil-Sen) line of each class
  --shapes             with circles and crosses instead of colours alone
  --threshold N        JS divergence that separates answers to trust, in the unit (default 0.075)
  --definition NAME    ${JS_DEFINITIONS.join(", ")}: which JS divergence (default auto)
  --sequence-entropy sum|mean
                       entropy of an answer from its tokens' entropies (default sum)
  --truncated-distributions restBucket|renormalise
                       what stands for the tokens beyond the most probable ones (default restBucket)
  --target-accuracy N  accuracy to reach below a split, from 0 to 1 (default 0.95)
  --where FACET=VALUE  only answers with the value in a column that divides them, such as split=test or
                       category=a,b; split= for those that have none. May be given several times
  --unit nats|bits     unit of entropy and JS divergence (default nats)
  --map ROLE=COLUMN    which column has a role, such as entropy=H or correct=ok; a path such as
                       entropy=metrics.H names a nested field, entropy:bits=H one in bits, and
                       target= that there is none. May be given several times
  --mappings FILE.json mappings to choose from by a file's columns, as plotDivergence.mappings has them
  --answers FILE       a file that says by id which answers are correct, or what they should be; without
                       it a file given that holds just that is taken. May be given several times
  --task NAME          which task of a folder to plot; may be given several times (default all)
  --metric NAME        which metric says what is correct, where a file has several
  --filter NAME        which filter's answers to plot, where a file has several
  --scorer NAME        which scorer counts, where a file has several
  --epochs NAME        which epochs to plot, where a file has several
  --max-decompressed-size GB
                       what may come out of a compressed file (default ${DEFAULT_MAX_DECOMPRESSED_BYTES / BYTES_PER_GIGABYTE})
  --help, --version

Without --summary, --findings, --points or --out the figures are printed as a table.
Exit status: 0, or 2 with one line on standard error for bad usage or unreadable input. Files of a folder that hold no
probabilities are left out, with a line on standard error each.
`;

/** What the command line asks for. */
export interface Job {
  /** Files and folders. */
  readonly paths: readonly string[];
  readonly tasks: readonly string[];
  /** Files that say by id which answers are correct. */
  readonly answers: readonly string[];
  readonly summary: string | undefined;
  readonly findings: string | undefined;
  readonly points: string | undefined;
  readonly out: string | undefined;
  /** What the figure shows besides points in the colours of their classes. */
  readonly hasTrendLines: boolean;
  readonly hasShapes: boolean;
  readonly threshold: number;
  readonly targetAccuracy: number;
  readonly wheres: readonly Where[];
  readonly reading: ReadOptions;
  readonly unit: MetricUnit;
  readonly mapping: ColumnMapping | undefined;
  /** A file of mappings. */
  readonly mappings: string | undefined;
}

/** @throws UsageError, or parseArgs' own error, when the arguments make no sense */
export function parseJob(args: readonly string[]): Job | "help" | "version" {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      summary: { type: "string" },
      findings: { type: "string" },
      points: { type: "string" },
      out: { type: "string" },
      "robust-lines": { type: "boolean", default: false },
      shapes: { type: "boolean", default: false },
      threshold: { type: "string", default: "0.075" },
      "target-accuracy": { type: "string", default: "0.95" },
      definition: { type: "string", default: "auto" },
      "sequence-entropy": { type: "string", default: "sum" },
      "truncated-distributions": { type: "string", default: "restBucket" },
      where: { type: "string", multiple: true, default: [] },
      unit: { type: "string", default: "nats" },
      map: { type: "string", multiple: true, default: [] },
      mappings: { type: "string" },
      answers: { type: "string", multiple: true, default: [] },
      task: { type: "string", multiple: true, default: [] },
      ...CHOICE_OPTIONS,
      "max-decompressed-size": { type: "string" },
      help: { type: "boolean", short: "h", default: false },
      version: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  if (values.version) return "version";
  if (positionals.length === 0) throw new UsageError("no file given; see plot-divergence --help");
  const threshold = Number(values.threshold);
  if (values.threshold.trim() === "" || !Number.isFinite(threshold) || threshold < 0) {
    throw new UsageError(`--threshold takes a number of at least 0, not "${values.threshold}"`);
  }
  const targetAccuracy = Number(values["target-accuracy"]);
  if (values["target-accuracy"].trim() === "" || !(targetAccuracy >= 0 && targetAccuracy <= 1)) {
    throw new UsageError(`--target-accuracy takes a number from 0 to 1, not "${values["target-accuracy"]}"`);
  }
  const oneOf = <T extends string>(option: keyof typeof values, known: readonly T[], listed: string): T => {
    const found = known.find((possible) => possible === values[option]);
    if (found === undefined)
      throw new UsageError(`--${option} takes ${listed}, not "${String(values[option])}"`);
    return found;
  };
  const unit = oneOf("unit", ["nats", "bits"], "nats or bits");
  const reading = {
    definition: oneOf("definition", JS_DEFINITIONS, JS_DEFINITIONS.join(", ")),
    sequenceEntropy: oneOf("sequence-entropy", SEQUENCE_ENTROPIES, SEQUENCE_ENTROPIES.join(" or ")),
    truncatedDistributions: oneOf("truncated-distributions", TRUNCATIONS, TRUNCATIONS.join(" or ")),
    maxDecompressedBytes: bytesOf(values["max-decompressed-size"]),
  };
  if (values.out !== undefined && !values.out.toLowerCase().endsWith(".svg")) {
    throw new UsageError(`--out writes SVG: give a name that ends in .svg, not "${values.out}"`);
  }
  const { summary, findings, points, out, mappings } = values;
  checkReportTargets({ summary, findings });
  return {
    paths: positionals,
    tasks: values.task,
    answers: values.answers,
    ...{ summary, findings, points, out, threshold, targetAccuracy, unit, mappings },
    hasTrendLines: values["robust-lines"],
    hasShapes: values.shapes,
    wheres: wheresOf(values.where),
    reading: { ...reading, choices: choicesOf(values) },
    mapping: mappingOf(values.map),
  };
}

function bytesOf(gigabytes: string | undefined): number {
  if (gigabytes === undefined) return DEFAULT_MAX_DECOMPRESSED_BYTES;
  const number = Number(gigabytes);
  if (number > 0 && Number.isFinite(number)) return number * BYTES_PER_GIGABYTE;
  throw new UsageError(`--max-decompressed-size takes a number of GB above 0, not "${gigabytes}"`);
}
