// Compiles the kernel of the scanners, src/results/scan/kernel in AssemblyScript, wherever kernel.wasm is imported.
import { join } from "node:path";
import { ROOT } from "./run.mjs";

const IMPORTED = /(?:^|\/)kernel\.wasm$/;
const NAME = "scan-kernel";
const VIRTUAL_ID = `\0${NAME}`;

const ENTRY = "src/results/scan/kernel/index.ts";
const OPTIONS = ["-O3", "--runtime", "stub", "--noAssert", "--enable", "simd"];

/** @type {Promise<string> | undefined} */
let source;

/** @type {import("esbuild").Plugin} */
export const kernelForEsbuild = {
  name: NAME,
  setup(build) {
    build.onResolve({ filter: IMPORTED }, ({ path }) => ({ path, namespace: NAME }));
    build.onLoad({ filter: /./, namespace: NAME }, async () => ({
      contents: await kernelModule(),
      watchDirs: [join(ROOT, ENTRY, "..")],
    }));
  },
};

export const kernelForVite = {
  name: NAME,
  resolveId: (id) => (IMPORTED.test(id) ? VIRTUAL_ID : null),
  load: (id) => (id === VIRTUAL_ID ? kernelModule() : null),
};

/** @returns {Promise<string>} an ES module that exports `openKernel`, see kernel.d.wasm.ts */
function kernelModule() {
  return (source ??= compile());
}

async function compile() {
  const { default: asc } = await import("assemblyscript/asc");
  let wasm = new Uint8Array(0);
  const { error, stderr } = await asc.main([ENTRY, "--baseDir", ROOT, "-o", "kernel.wasm", ...OPTIONS], {
    writeFile(_name, contents) {
      wasm = contents;
    },
  });
  if (error) throw new Error(`The kernel of the scanners does not compile.\n${stderr.toString()}`);
  return `const bytes = Buffer.from("${Buffer.from(wasm).toString("base64")}", "base64");
export const openKernel = (host) => new WebAssembly.Instance(new WebAssembly.Module(bytes), { host }).exports;
`;
}
