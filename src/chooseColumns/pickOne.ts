import * as vscode from "vscode";

/** One entry of a list to pick from. */
export interface Choosable<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly icon?: vscode.ThemeIcon;
  /** Entries with the same heading stand together below it. */
  readonly heading?: string;
  /** Entries without a value are there to be read. */
  readonly value?: T;
}

export interface PickStep<T> {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly placeholder: string;
  /** A promise of them leaves the list empty and busy until it is kept. */
  readonly entries: readonly Choosable<T>[] | Promise<readonly Choosable<T>[]>;
  /** Which entry the keyboard is on at first; the first one by default. */
  readonly isActive?: (value: T) => boolean;
}

/** What was picked, or how the list was left. */
export type PickOutcome<T> =
  { readonly kind: "picked"; readonly value: T } | { readonly kind: "back" } | { readonly kind: "cancelled" };

type Entry<T> = vscode.QuickPickItem & { readonly chosen?: { readonly value: T } };

/**
 * Shows one step of several as a list. It stays when the focus goes elsewhere, so that one can look at the file.
 *
 * @throws what the promised entries reject with
 */
export async function pickOne<T>(step: PickStep<T>): Promise<PickOutcome<T>> {
  const list = vscode.window.createQuickPick<Entry<T>>();
  const outcome = new Promise<PickOutcome<T>>((resolve) => {
    list.onDidAccept(() => {
      const [selected] = list.selectedItems;
      if (selected?.chosen !== undefined) resolve({ kind: "picked", value: selected.chosen.value });
    });
    list.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) resolve({ kind: "back" });
    });
    list.onDidHide(() => {
      resolve({ kind: "cancelled" });
    });
  });
  try {
    list.title = step.title;
    list.step = step.step;
    list.totalSteps = step.totalSteps;
    list.placeholder = step.placeholder;
    list.buttons = step.step > 1 ? [vscode.QuickInputButtons.Back] : [];
    list.ignoreFocusOut = true;
    list.matchOnDescription = true;
    list.matchOnDetail = true;
    list.busy = true;
    list.show();
    const entries = await Promise.race([step.entries, outcome.then(() => null)]);
    if (entries !== null) {
      fill(list, entries, step.isActive);
      list.busy = false;
    }
    return await outcome;
  } finally {
    list.dispose();
  }
}

function fill<T>(
  list: vscode.QuickPick<Entry<T>>,
  entries: readonly Choosable<T>[],
  isActive: PickStep<T>["isActive"],
): void {
  const items = entries.flatMap((entry, i): Entry<T>[] => {
    const { label, description = "", detail = "", heading = "", icon, value } = entry;
    const isNewHeading = heading !== "" && heading !== entries[i - 1]?.heading;
    const separator = { label: heading, kind: vscode.QuickPickItemKind.Separator };
    const item = {
      label,
      description,
      ...(detail !== "" && { detail }),
      ...(icon !== undefined && { iconPath: icon }),
      ...(value !== undefined && { chosen: { value } }),
    };
    return isNewHeading ? [separator, item] : [item];
  });
  list.items = items;
  const active = items.find(({ chosen }) => chosen !== undefined && isActive?.(chosen.value) === true);
  if (active !== undefined) list.activeItems = [active];
}
