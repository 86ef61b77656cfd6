import { join } from "node:path";
import { build } from "esbuild";
import { kernelForEsbuild } from "../../scripts/scanKernel.mjs";

/**
 * Bundles a worker's entry as the extension ships it, but not minified.
 *
 * @param entry its path in src
 * @param outfile where the bundle goes
 */
export async function bundleWorker(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [join(__dirname, "../../src", entry)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    plugins: [kernelForEsbuild],
  });
}
