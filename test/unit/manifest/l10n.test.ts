import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { getL10nJson } from "@vscode/l10n-dev";
import { expect, test } from "vitest";

async function sources(folder: string) {
  const files = await readdir(folder, { recursive: true });
  return Promise.all(
    files
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
      .map(async (file) => ({ extension: ".ts", contents: await readFile(join(folder, file), "utf8") })),
  );
}

test("the bundle for translators has every text of the sources: npm run l10n writes it", async () => {
  const found = await getL10nJson([...(await sources("src")), ...(await sources("webview"))]);
  const bundle: unknown = JSON.parse(await readFile("l10n/bundle.l10n.json", "utf8"));
  expect(bundle).toEqual(found);
  expect(Object.keys(found).length).toBeGreaterThan(400);
});

test("texts are asked for in the form that the extraction sees", async () => {
  for (const { contents } of [...(await sources("src")), ...(await sources("webview"))]) {
    expect(contents).not.toMatch(/import \{[^}]*\bt\b[^}]*\} from "@vscode\/l10n"/);
  }
});
