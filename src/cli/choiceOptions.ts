import { CHOICE_NAMES, type ChoiceName } from "../results/readOptions";
import type { SampleTable } from "../results/sampleTable";
import { UsageError } from "./usageError";

/** What the user chose of what files leave open. */
export type Choices = Readonly<Partial<Record<ChoiceName, string>>>;

/** The command line's options for what files leave open, as parseArgs takes them. */
export const CHOICE_OPTIONS = {
  metric: { type: "string" },
  filter: { type: "string" },
  scorer: { type: "string" },
  epochs: { type: "string" },
} as const satisfies Record<ChoiceName, { readonly type: "string" }>;

/** @param values of the command line's options */
export function choicesOf(values: Readonly<Partial<Record<ChoiceName, string | undefined>>>): Choices {
  const given = CHOICE_NAMES.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

/** @throws UsageError when a choice is possible in none of the files */
export function checkChoices(choices: Choices, tables: readonly SampleTable[]): void {
  for (const name of CHOICE_NAMES) {
    const wanted = choices[name];
    if (wanted === undefined) continue;
    const possible = new Set(
      tables.flatMap((table) =>
        table.choices.filter((choice) => choice.name === name).flatMap((choice) => choice.possible),
      ),
    );
    if (possible.has(wanted)) continue;
    throw new UsageError(
      possible.size === 0
        ? `--${name}: there is nothing to choose in these files`
        : `--${name} takes ${[...possible].join(", ")} for these files, not "${wanted}"`,
    );
  }
}
