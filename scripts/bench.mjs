// npm run bench [-- SECTION...]: measures the production build against its peers and writes test/bench/RESULTS.md.
import { join } from "node:path";
import { installDependencies } from "./setup/dependencies.mjs";
import { ROOT, run } from "./run.mjs";

async function main() {
  await installDependencies();
  await run(process.execPath, ["esbuild.js", "--production"]);
  const { build } = await import("esbuild");
  const bench = (name) => join(ROOT, "test", "bench", name);
  await build({
    entryPoints: Object.fromEntries([
      ["main", bench("main.ts")],
      ...["read", "parseLines", "analyse"].map((name) => [name, bench(`programs/${name}.ts`)]),
    ]),
    outdir: join(ROOT, "dist", "bench"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    // They find the project from where they are.
    external: [join(ROOT, "scripts", "*")],
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "warning",
  });
  await build({
    entryPoints: [bench("editor/hostProgram.ts")],
    outdir: join(ROOT, "dist", "bench"),
    bundle: true,
    external: ["vscode"],
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "warning",
  });
  await run(process.execPath, [join(ROOT, "dist", "bench", "main.mjs"), ...process.argv.slice(2)]);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
