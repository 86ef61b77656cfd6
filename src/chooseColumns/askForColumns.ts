import * as vscode from "vscode";
import type { ColumnMapping } from "../results/columnMapping";
import type { ColumnSummary } from "../results/columnSummary";
import type { MappingPreview } from "../results/fileHead";
import { likeliestColumn, type ChosenRole } from "../results/proposeColumns";
import {
  DIVERGENCE_ROLES,
  likelyUnit,
  mappingOf,
  MEASURE_ROLES,
  metricColumns,
  OTHER_ROLES,
  type ColumnChoice,
  type DivergenceRole,
  type OtherRole,
} from "./columnChoice";
import { columnItems, listText, type ColumnItem } from "./columnItems";
import { pickOne, type Choosable, type PickOutcome } from "./pickOne";
import { previewText } from "./previewText";

/** What is asked about, and what is known of it. */
export interface Question {
  /** The file's name. */
  readonly file: string;
  readonly columns: readonly ColumnSummary[];
  /** What is proposed. */
  readonly first: ColumnChoice;
  /** Whether the mapping can be remembered for a workspace, rather than for the user. */
  readonly hasWorkspace: boolean;
  preview(mapping: ColumnMapping): Promise<MappingPreview>;
}

export interface ColumnAnswer {
  readonly mapping: ColumnMapping;
  readonly remembers: boolean;
}

/** A step's outcome: the choice with what was picked in it, or how the step was left. */
type StepOutcome = ColumnChoice | ColumnAnswer | "back" | "cancelled";

const STEPS = [askMeasure, askDivergence, askCorrect, askOthers, askWhatToDo] as const;

/** Asks step by step which column serves which purpose. @returns null when the user leaves */
export async function askForColumns(question: Question): Promise<ColumnAnswer | null> {
  let choice = question.first;
  let at = 0;
  for (;;) {
    const step = STEPS[at];
    if (step === undefined) return null;
    const outcome = await step(question, choice);
    if (outcome === "cancelled") return null;
    if (outcome === "back") {
      at--;
    } else if ("mapping" in outcome) {
      return outcome;
    } else {
      choice = outcome;
      at++;
    }
  }
}

async function askMeasure(question: Question, choice: ColumnChoice): Promise<StepOutcome> {
  const { columns, first } = question;
  const outcome = await pickColumn(question, 1, {
    placeholder: vscode.l10n.t("Which column holds the entropy, or a distribution to compute it from?"),
    items: columnItems(MEASURE_ROLES, columns, first.measure?.column ?? null),
    current: choice.measure?.column ?? null,
  });
  if (outcome.kind !== "picked") return outcome.kind;
  const { role, column } = outcome.value;
  return role === null || column === null ? "back" : { ...choice, measure: { role, column } };
}

async function askDivergence(question: Question, choice: ColumnChoice): Promise<StepOutcome> {
  const { columns, first } = question;
  const { measure } = choice;
  const isDistribution = measure !== null && measure.role !== "entropy" && measure.role !== "distributions";
  const none =
    measure?.role === "distributions" ? vscode.l10n.t("computed among the distributions of each row") : null;
  // An answer key is of use only with one distribution to compare.
  const roles: readonly DivergenceRole[] = isDistribution ? DIVERGENCE_ROLES : ["jsDivergence"];
  const others = columns.filter(({ column }) => column !== measure?.column);
  const isStill = first.divergence !== null && roles.includes(first.divergence.role);
  const proposed =
    isStill && first.divergence.column !== measure?.column
      ? first.divergence.column
      : likeliestColumn(roles, others);
  const outcome = await pickColumn(question, 2, {
    placeholder: isDistribution
      ? vscode.l10n.t("Which column holds the answer key, a reference distribution, or the JS divergence?")
      : vscode.l10n.t("Which column holds the JS divergence?"),
    items: columnItems(roles, others, proposed, none),
    current: choice.divergence?.column ?? null,
  });
  if (outcome.kind !== "picked") return outcome.kind;
  const { role, column } = outcome.value;
  if (role === null || column === null) return { ...choice, divergence: null };
  const changed = { ...choice, divergence: { role, column } };
  const isSame = choice.divergence?.role === role && choice.divergence.column === column;
  return isSame ? changed : { ...changed, unit: likelyUnit(changed, columns) };
}

async function askCorrect(question: Question, choice: ColumnChoice): Promise<StepOutcome> {
  const { columns, first } = question;
  const none =
    choice.divergence?.role === "target"
      ? vscode.l10n.t("the most probable option is compared with the answer key")
      : vscode.l10n.t("no column says which answers are correct");
  const outcome = await pickColumn(question, 3, {
    placeholder: vscode.l10n.t("Which column says whether the answer is correct?"),
    items: columnItems(["correct"], columns, first.correct, none),
    current: choice.correct,
  });
  return outcome.kind === "picked" ? { ...choice, correct: outcome.value.column } : outcome.kind;
}

async function askOthers(question: Question, before: ColumnChoice): Promise<StepOutcome> {
  let choice = before;
  let latest: OtherRole | "unit" | "continue" = "continue";
  for (;;) {
    const outcome: PickOutcome<OtherRole | "unit" | "continue"> = await pickOne({
      ...heading(question, 4),
      placeholder: vscode.l10n.t("Other columns that a plot can use"),
      entries: otherEntries(question, choice),
      isActive: (value) => value === latest,
    });
    if (outcome.kind !== "picked") return outcome.kind;
    latest = outcome.value;
    if (latest === "continue") return choice;
    if (latest === "unit") choice = { ...choice, unit: choice.unit === "nats" ? "bits" : "nats" };
    else {
      const changed = await askOther(question, choice, latest);
      if (changed === "cancelled") return "cancelled";
      if (changed !== "back") choice = changed;
    }
  }
}

async function askOther(question: Question, choice: ColumnChoice, role: OtherRole) {
  const { columns, first } = question;
  const none = vscode.l10n.t("the plot does without");
  const outcome = await pickColumn(question, 4, {
    placeholder: otherWords()[role].question,
    items: columnItems([role], columns, first.others[role] ?? null, none),
    current: choice.others[role] ?? null,
  });
  if (outcome.kind !== "picked") return outcome.kind;
  const { [role]: _, ...others } = choice.others;
  const { column } = outcome.value;
  return { ...choice, others: column === null ? others : { ...others, [role]: column } };
}

async function askWhatToDo(question: Question, choice: ColumnChoice): Promise<StepOutcome> {
  const mapping = mappingOf(
    choice,
    question.columns.map(({ column }) => column),
  );
  const outcome = await pickOne({
    ...heading(question, 5),
    placeholder: vscode.l10n.t("What a plot of the first rows would hold"),
    entries: question.preview(mapping).then((preview) => whatToDo(question, preview)),
  });
  if (outcome.kind !== "picked") return outcome.kind;
  return outcome.value === "back" ? "back" : { mapping, remembers: outcome.value === "remember" };
}

type WhatToDo = "remember" | "once" | "back";

function whatToDo({ hasWorkspace }: Question, preview: MappingPreview): Choosable<WhatToDo>[] {
  const { plotted, reasons } = previewText(preview);
  const remember = hasWorkspace
    ? vscode.l10n.t("Plot and remember for this workspace")
    : vscode.l10n.t("Plot and remember");
  const back = {
    label: vscode.l10n.t("Back"),
    icon: new vscode.ThemeIcon("arrow-left"),
    value: "back",
  } as const;
  const actions: readonly Choosable<WhatToDo>[] =
    preview.plotted === 0
      ? [{ ...back, detail: plotted }]
      : [
          { label: remember, icon: new vscode.ThemeIcon("pinned"), detail: plotted, value: "remember" },
          { label: vscode.l10n.t("Plot once"), icon: new vscode.ThemeIcon("graph-scatter"), value: "once" },
          back,
        ];
  const why = preview.problem === null ? vscode.l10n.t("skipped") : vscode.l10n.t("why");
  return [...actions, ...reasons.map((reason) => ({ ...reason, heading: why }))];
}

function heading({ file }: Question, step: number) {
  return { title: vscode.l10n.t("Choose Columns of {0}", listText(file)), step, totalSteps: STEPS.length };
}

function pickColumn<Role extends ChosenRole>(
  question: Question,
  step: number,
  list: { placeholder: string; items: readonly ColumnItem<Role>[]; current: string | null },
): Promise<PickOutcome<ColumnItem<Role>>> {
  const headings = {
    // The entry itself says that it is proposed, also while the list is filtered.
    proposed: "",
    fitting: vscode.l10n.t("possible by their values"),
    other: vscode.l10n.t("other columns"),
  };
  return pickOne({
    ...heading(question, step),
    placeholder: list.placeholder,
    entries: list.items.map((item) => ({
      label: item.label,
      description: item.description,
      detail: item.detail,
      heading: headings[item.group],
      value: item,
    })),
    isActive: ({ column }) => column === list.current,
  });
}

function otherWords(): Readonly<Record<OtherRole, { readonly name: string; readonly question: string }>> {
  return {
    id: { name: vscode.l10n.t("Id"), question: vscode.l10n.t("Which column tells the questions apart?") },
    model: { name: vscode.l10n.t("Model"), question: vscode.l10n.t("Which column names the model?") },
    question: {
      name: vscode.l10n.t("Question"),
      question: vscode.l10n.t("Which column holds the question?"),
    },
    prediction: {
      name: vscode.l10n.t("Prediction"),
      question: vscode.l10n.t("Which column holds the model's answer?"),
    },
    target: {
      name: vscode.l10n.t("Target"),
      question: vscode.l10n.t("Which column holds the right answer?"),
    },
  };
}

function otherEntries(
  { columns }: Question,
  choice: ColumnChoice,
): Choosable<OtherRole | "unit" | "continue">[] {
  const words = otherWords();
  const roles = OTHER_ROLES.filter((role) => role !== choice.divergence?.role).map((role) => {
    const chosen = columns.find(({ column }) => column === choice.others[role]);
    return {
      label: words[role].name,
      description: chosen === undefined ? vscode.l10n.t("none") : listText(chosen.column),
      detail: chosen?.examples.map((example) => listText(example)).join("  ·  ") ?? "",
      value: role,
    };
  });
  const unit = {
    label: vscode.l10n.t("Unit of the metrics in the file"),
    description: choice.unit,
    value: "unit" as const,
  };
  return [
    { label: vscode.l10n.t("Continue"), icon: new vscode.ThemeIcon("arrow-right"), value: "continue" },
    ...roles,
    ...(metricColumns(choice).length > 0 ? [unit] : []),
  ];
}
