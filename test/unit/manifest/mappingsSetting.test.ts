import { expect, test } from "vitest";
import manifest from "../../../package.json";
import texts from "../../../package.nls.json";
import { ROLES } from "../../../src/results/columnRoles";

const { items, scope } = manifest.contributes.configuration.properties["plotDivergence.mappings"];

test("the setting for mappings knows every role, and no other", () => {
  expect(Object.keys(items.properties.roles.properties).sort()).toEqual([...ROLES].sort());
  expect(items.properties.roles.additionalProperties).toBe(false);
  expect(scope).toBe("resource");
});

test("every text of the manifest is there", () => {
  const named = JSON.stringify(manifest).match(/"%[\w.]+%"/g) ?? [];
  expect(named.length).toBeGreaterThan(20);
  for (const name of named) expect(texts).toHaveProperty([name.slice(2, -2)]);
});
