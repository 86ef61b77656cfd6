export interface VSCodeServer {
  readonly address: string;
  readonly output: () => Promise<string>;
  readonly stop: () => Promise<void>;
  readonly window: (
    workspace: string,
    development?: { readonly extension?: string; readonly tests?: string },
  ) => string;
}

export function startVSCodeServer(options?: {
  readonly vsix?: string;
  readonly extensions?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<VSCodeServer>;
