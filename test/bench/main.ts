import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { analysis } from "./analysis";
import { ROOT } from "./cache";
import { drawing } from "./drawing/drawing";
import { editor } from "./editor/editor";
import { circumstances } from "./machine";
import { memory } from "./memory";
import { reading } from "./reading";
import type { Section } from "./results";
import { sectionMarkdown, withSection } from "./table";

/** The parts of the bench by the name that `npm run bench -- NAME` takes. */
const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
  reading,
  memory,
  analysis,
  drawing,
  editor,
};

const RESULTS = join(ROOT, "test", "bench", "RESULTS.md");
const HEAD = `# Bench

Written by \`npm run bench\`. Each section says when and on what machine it was run, and gives minimum / median of its runs.
`;

async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown.length > 0) {
    throw new Error(`no such section: ${unknown.join(", ")} (there are ${Object.keys(SECTIONS).join(", ")})`);
  }
  for (const [name, run] of Object.entries(SECTIONS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const section = await run();
    const markdown = sectionMarkdown(section, circumstances());
    console.log(`\n${markdown}\n`);
    const document = await readFile(RESULTS, "utf8").catch(() => HEAD);
    const updated = withSection(document, section.title, markdown);
    const style = await resolveConfig(RESULTS);
    await writeFile(RESULTS, await format(updated, { ...style, filepath: RESULTS }));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
