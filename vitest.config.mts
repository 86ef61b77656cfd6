import { defineConfig } from "vitest/config";
import { kernelForVite } from "./scripts/scanKernel.mjs";

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [kernelForVite],
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          testTimeout: 30_000,
          // Some bundle a worker, kernel included.
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [kernelForVite],
        test: {
          name: "webview",
          include: ["test/webview/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        plugins: [kernelForVite],
        test: {
          name: "ui",
          include: ["test/host/ui/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
