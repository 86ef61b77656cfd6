export const ROOT: string;

export function cleanEnvironment(): Record<string, string | undefined>;

export function run(
  command: string,
  args: readonly string[],
  options?: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly output?: "shown" | "onFailure";
  },
): Promise<void>;
