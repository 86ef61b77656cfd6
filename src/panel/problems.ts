import * as vscode from "vscode";
import { definitionLabel } from "../figure/definitionWords";
import { formatCount, formatShare } from "../figure/format";
import { totalInWords, type AnswersOnly } from "../results/noProbabilities";
import { UnreadableResultsError, type JsDefinition, type UnreadableKind } from "../results/readOptions";
import type { FailedFile, LoadedPlot } from "./loadPlot";
import type { Problem, ProblemList, SplitCriterion } from "./messages";

const RELOAD = { action: "reload", label: vscode.l10n.t("Reload") } as const;
const CHOOSE_COLUMNS = { action: "chooseColumns", label: vscode.l10n.t("Choose Columns...") } as const;
const OPEN_FILE = { action: "openFile", label: vscode.l10n.t("Open File") } as const;
const SHOW_FORMATS = { action: "showFormats", label: vscode.l10n.t("Show Supported Formats") } as const;

/** What neither another format nor a look into the file helps with. */
const NOT_ABOUT_CONTENT: ReadonlySet<UnreadableKind> = new Set(["io", "damaged", "tooLarge", "stopped"]);

/** What another choice of columns helps with. */
const ABOUT_COLUMNS: ReadonlySet<UnreadableKind> = new Set(["noColumns", "nothingPlotted"]);

/** What to say, and offer, when files could not be plotted. */
export function failedFilesProblem(failed: readonly FailedFile[]): Problem {
  const [first] = failed;
  const title =
    first !== undefined && failed.length === 1
      ? vscode.l10n.t("{0} could not be plotted", first.name)
      : vscode.l10n.t("{0} files could not be plotted", failed.length);
  const isAboutContent = failed.some(
    ({ error }) => error instanceof UnreadableResultsError && !NOT_ABOUT_CONTENT.has(error.kind),
  );
  const isAboutColumns = failed.some(({ error }) => needsOtherColumns(error));
  const named = failed.map(({ uri, error }) => ({ name: vscode.workspace.asRelativePath(uri), error }));
  const lists = answersLists(named);
  return {
    title,
    detail: named
      .map(({ name, error }) => (failed.length === 1 ? statement(error) : `${name}: ${statement(error)}`))
      .join("\n"),
    ...(lists.length > 0 && { lists }),
    actions: [
      ...(isAboutColumns ? [CHOOSE_COLUMNS] : []),
      ...(isAboutContent ? [OPEN_FILE, SHOW_FORMATS] : []),
      RELOAD,
    ],
  };
}

/** Of files with answers but no probabilities: what their records say of the answers, and how to record more. */
function answersLists(failed: readonly Pick<FailedFile, "name" | "error">[]): ProblemList[] {
  const withAnswers = failed.flatMap(({ name, error }) => {
    const answers = answersOf(error);
    return answers === null ? [] : [{ name, answers }];
  });
  const scores = withAnswers.flatMap(({ name, answers }) =>
    answers.scores.map((total) => ({
      term: withAnswers.length === 1 ? total.name : `${name}: ${total.name}`,
      text: totalInWords(total),
    })),
  );
  const remedies = withAnswers[0]?.answers.remedies.map(({ tool, advice }) => ({ term: tool, text: advice }));
  return [
    { heading: vscode.l10n.t("What the file says of its answers"), entries: scores },
    { heading: vscode.l10n.t("How to record probabilities"), entries: remedies ?? [] },
  ].filter(({ entries }) => entries.length > 0);
}

function answersOf(error: unknown): AnswersOnly | null {
  return error instanceof UnreadableResultsError ? error.answers : null;
}

/** An error's text as far as no list says it better. */
function statement(error: unknown): string {
  return answersOf(error)?.statement ?? message(error);
}

/** Whether a file might be plotted by other columns. */
export function needsOtherColumns(error: unknown): boolean {
  if (!(error instanceof UnreadableResultsError)) return false;
  // Where a tool has written a file without probabilities, no column holds what is missing.
  return ABOUT_COLUMNS.has(error.kind) || (error.answers !== null && error.answers.tool === null);
}

/** Why nothing is plotted by the JS divergence that was picked in the panel; null where that is not the cause. */
export function unplottedDefinition(
  picked: JsDefinition | undefined,
  { panels, failed }: LoadedPlot,
): string | null {
  if (picked === undefined || panels.length > 0) return null;
  if (!failed.some(({ error }) => needsOtherColumns(error))) return null;
  const name = picked === "auto" ? vscode.l10n.t("Automatic") : definitionLabel(picked);
  const { detail } = failedFilesProblem(failed);
  return vscode.l10n.t(
    'JS divergence "{0}" could not be plotted: the plot shows that of the settings again. {1}',
    name,
    detail,
  );
}

/** What to say of files that were read in part or not at all, or null. */
export function loadingProblem({ files, failed }: Pick<LoadedPlot, "files" | "failed">): Problem | null {
  const isStopped = ({ error }: FailedFile) =>
    error instanceof UnreadableResultsError && error.kind === "stopped";
  if (failed.length > 0) {
    return files.length === 0 && failed.every(isStopped) ? cancelledProblem() : failedFilesProblem(failed);
  }
  const parts = files.flatMap(({ name, table: { stoppedAt, models } }) => {
    if (stoppedAt === undefined) return [];
    const rows = models.reduce((sum, model) => sum + model.rows, 0);
    return [
      vscode.l10n.t("{0}: {1} rows, {2} of the file.", name, formatCount(rows), formatShare(stoppedAt)),
    ];
  });
  if (parts.length === 0) return null;
  return {
    title: vscode.l10n.t("Reading was cancelled: the figure shows what had been read by then"),
    detail: [...parts, vscode.l10n.t("Reload to read everything.")].join("\n"),
    actions: [RELOAD],
  };
}

export function cancelledProblem(): Problem {
  return {
    title: vscode.l10n.t("Reading was cancelled"),
    detail: vscode.l10n.t("Nothing was plotted. Reload to read the files again."),
    actions: [RELOAD],
  };
}

export function changedFileProblem(name: string, gone: boolean): Problem {
  return {
    title: gone
      ? vscode.l10n.t("{0} was deleted or moved", name)
      : vscode.l10n.t("{0} has changed since it was plotted", name),
    detail: gone
      ? vscode.l10n.t("The figure shows what was read before. Its records can no longer be opened.")
      : vscode.l10n.t("The figure shows the file as it was."),
    actions: [RELOAD],
  };
}

export function lostStateProblem(): Problem {
  return {
    title: vscode.l10n.t("This plot could not be restored"),
    detail: vscode.l10n.t(
      "VS Code did not keep which files it showed. Choose Plot Divergence on them again.",
    ),
    actions: [],
  };
}

/** Why a threshold could not be put where it is best. */
export function unreachedSplit(criterion: SplitCriterion, titles: readonly string[]): string {
  const names = titles.join(", ");
  return criterion.by === "target"
    ? vscode.l10n.t(
        "{0}: no threshold leaves an accuracy of {1} below it.",
        names,
        formatShare(criterion.accuracy),
      )
    : vscode.l10n.t("{0}: there is no best split without both correct and incorrect answers.", names);
}

/** An error's text for people. */
export function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
