// Builds every bundle of the extension into dist/. Flags: --production (minified, no source maps), --watch.
const esbuild = require("esbuild");
const { rmSync } = require("node:fs");
const { join } = require("node:path");

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  legalComments: "none",
  logLevel: "warning",
  define: { "process.env.NODE_ENV": JSON.stringify(production ? "production" : "development") },
};

/** Libraries that only some files need. Each is a bundle of its own, loaded when it is imported for the first time. */
const libraries = {
  "libraries/arrow": "src/results/arrow/library.ts",
  "libraries/parquet": "src/results/parquet/library.ts",
  "libraries/zip": "src/results/archive/zipDirectory.ts",
  "libraries/zstd": "src/results/compression/zstdLibrary.ts",
};

/** All that the extension does once it is used, apart from its entry, which VS Code waits for. */
const plots = { plots: "src/plots.ts" };

/** @type {import("esbuild").Plugin} */
const loadOnDemand = {
  name: "load-on-demand",
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const found = Object.entries({ ...libraries, ...plots }).find(
        ([, entry]) => join(resolveDir, path) === join(__dirname, entry).replace(/\.ts$/, ""),
      );
      return found && { path: `./${found[0]}.js`, external: true };
    });
  },
};

/** @type {import("esbuild").Plugin} */
const scanKernel = {
  name: "scan-kernel",
  async setup(build) {
    const { kernelForEsbuild } = await import("./scripts/scanKernel.mjs");
    await kernelForEsbuild.setup(build);
  },
};

/**
 * An import of VS Code's API copies its hundreds of names: once for all modules of a bundle, not for each of them.
 *
 * @type {import("esbuild").Plugin}
 */
const importEditorOnce = {
  name: "import-editor-once",
  setup(build) {
    const namespace = "editor";
    build.onResolve({ filter: /^vscode$/ }, (imported) =>
      imported.namespace === namespace ? { path: "vscode", external: true } : { path: "vscode", namespace },
    );
    build.onLoad({ filter: /^vscode$/, namespace }, () => ({ contents: 'export * from "vscode";' }));
  },
};

/** @type {import("esbuild").BuildOptions} */
const node = {
  ...shared,
  platform: "node",
  target: "node20",
  format: "cjs",
  // Loaded by require, a library does not bring Node's loader of ES modules with it.
  supported: { "dynamic-import": false },
  plugins: [loadOnDemand, scanKernel, importEditorOnce],
};

/** @type {import("esbuild").BuildOptions} */
const browser = { ...shared, platform: "browser", target: "chrome132", format: "iife" };

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  {
    ...node,
    entryPoints: { extension: "src/extension.ts", ...plots },
    outdir: "dist",
  },
  {
    ...node,
    entryPoints: {
      worker: "src/results/worker.ts",
      comparisonWorker: "src/analysis/comparisonWorker.ts",
      panelsWorker: "src/analysis/panelsWorker.ts",
      reportWorker: "src/analysis/reportWorker.ts",
    },
    outdir: "dist",
  },
  { ...node, entryPoints: libraries, outdir: "dist" },
  {
    ...node,
    entryPoints: ["src/cli.ts"],
    outfile: "dist/cli.js",
    banner: { js: "#!/usr/bin/env node" },
  },
  {
    ...browser,
    entryPoints: ["webview/main.ts", "webview/controls.ts", "webview/style.css"],
    outdir: "dist/webview",
  },
];

if (!production) {
  bundles.push({
    ...node,
    entryPoints: { index: "test/host/index.ts" },
    outdir: "dist/test",
    external: ["mocha"],
  });
}

async function main() {
  if (!watch) {
    rmSync("dist", { recursive: true, force: true });
    await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
    return;
  }
  const contexts = await Promise.all(bundles.map((bundle) => esbuild.context(bundle)));
  await Promise.all(contexts.map((context) => context.watch()));
  console.log("watching");
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
