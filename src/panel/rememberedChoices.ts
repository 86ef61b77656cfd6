import * as v from "valibot";
import { CHOICE_NAMES, type ReadOptions } from "../results/readOptions";
import type { OpenChoice, SampleTable } from "../results/sampleTable";

type Choices = NonNullable<ReadOptions["choices"]>;

/** Where choices are kept: the state of the workspace. */
export interface ChoiceStore {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** What was chosen before in this workspace, the latest first. */
export interface RememberedChoices {
  all(): readonly OpenChoice[];
  remember(choice: OpenChoice): Promise<void>;
}

const KEY = "openChoices";
const MAX_REMEMBERED = 200;

const stored = v.array(
  v.object({ name: v.picklist(CHOICE_NAMES), taken: v.string(), possible: v.array(v.string()) }),
);

export function rememberedChoices(store: ChoiceStore): RememberedChoices {
  const all = (): OpenChoice[] => {
    const result = v.safeParse(stored, store.get(KEY));
    return result.success ? result.output : [];
  };
  return {
    all,
    async remember(choice) {
      const others = all().filter((other) => !isSameQuestion(other, choice));
      await store.update(KEY, [choice, ...others].slice(0, MAX_REMEMBERED));
    },
  };
}

/** Reads a file with what was chosen before, a second time where only the first read could tell what fits. */
export async function readWithChoices(
  remembered: readonly OpenChoice[],
  read: (choices: Choices) => Promise<SampleTable>,
): Promise<SampleTable> {
  const likely = likelyChoices(remembered);
  const table = await read(likely);
  const fitting = fittingChoices(table.choices, likely, remembered);
  return fitting === null ? table : read(fitting);
}

/**
 * What to read a file with before it is known what it leaves open: the latest choice of every name, as most files of
 * a workspace are of one kind.
 */
export function likelyChoices(remembered: readonly OpenChoice[]): Choices {
  return Object.fromEntries(remembered.toReversed().map(({ name, taken }) => [name, taken]));
}

/**
 * What to read a file with now that it is known what it leaves open: what was chosen before among the same
 * possibilities. The reader decides where nothing was.
 *
 * @param used what the file was read with
 * @returns null when the file was read with just that
 */
export function fittingChoices(
  open: readonly OpenChoice[],
  used: Choices,
  remembered: readonly OpenChoice[],
): Choices | null {
  const fitting: Choices = Object.fromEntries(
    open.flatMap((choice) => {
      const before = remembered.find((other) => isSameQuestion(other, choice));
      return before === undefined ? [] : [[choice.name, before.taken]];
    }),
  );
  const isFitting = open.every(({ name, taken, possible }) => {
    if (possible.length === 1) return true;
    return fitting[name] === undefined ? used[name] !== taken : fitting[name] === taken;
  });
  return isFitting ? null : fitting;
}

/** Whether two choices are among the same possibilities, in whatever order. */
export function isSameQuestion(a: OpenChoice, b: OpenChoice): boolean {
  const possible = new Set(a.possible);
  return (
    a.name === b.name &&
    possible.size === new Set(b.possible).size &&
    b.possible.every((one) => possible.has(one))
  );
}
