import type { Plugin } from "esbuild";

export const kernelForEsbuild: Plugin;

export const kernelForVite: {
  readonly name: string;
  readonly resolveId: (id: string) => string | null;
  readonly load: (id: string) => Promise<string> | null;
};
