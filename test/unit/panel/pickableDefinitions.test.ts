import { describe, expect, it } from "vitest";
import {
  pickableDefinitions,
  withDefinition,
  withoutDefinition,
} from "../../../src/panel/pickableDefinitions";
import type { PlottedDefinition } from "../../../src/results/readOptions";
import type { SampleTable } from "../../../src/results/sampleTable";
import { tableOf } from "../plots";

/** A table that was read automatically. @param possible best first */
function tableWith(possible: readonly PlottedDefinition[], ...models: string[]): SampleTable {
  const named = models.length > 0 ? models : ["8B"];
  const samples = named.map((model) => ({
    id: "1",
    entropy: 1,
    jsDivergence: 0.1,
    correct: 1 as const,
    model,
  }));
  return { ...tableOf(samples), definitions: { possible, isAutomatic: true } };
}

function definitionsOf(...tables: SampleTable[]) {
  return pickableDefinitions(tables)?.possible.map(({ definition }) => definition) ?? null;
}

describe("definitions of JS divergence to pick from", () => {
  it("are those that the file supports, after the automatic choice and what it takes", () => {
    expect(pickableDefinitions([tableWith(["ensemble", "reference"])])).toEqual({
      taken: "auto",
      possible: [
        { definition: "auto", label: "Automatic: Among a record's distributions" },
        { definition: "reference", label: "From the reference or answer key" },
        { definition: "ensemble", label: "Among a record's distributions" },
      ],
    });
  });

  it("are none where there is no alternative", () => {
    expect(definitionsOf(tableWith(["column"]))).toBeNull();
    expect(definitionsOf(tableWith(["reference", "models"]))).toBeNull();
    expect(definitionsOf()).toBeNull();
  });

  it("have the one between models with two models, of one file or of two", () => {
    const both = ["reference", "models"] as const;
    const offered = ["auto", "reference", "models"];
    expect(definitionsOf(tableWith(both, "8B", "70B"))).toEqual(offered);
    expect(definitionsOf(tableWith(both), tableWith(both))).toEqual(offered);
    expect(definitionsOf(tableWith(both, "8B", "70B"), tableWith(both))).toBeNull();
  });

  it("are those that all files support; what is automatic is named for each", () => {
    const first = tableWith(["column", "ensemble", "reference"]);
    const second = tableWith(["ensemble", "reference"]);
    expect(definitionsOf(first, second)).toEqual(["auto", "reference", "ensemble"]);
    expect(pickableDefinitions([first, second])?.possible[0]?.label).toBe(
      "Automatic: Given in the file; Among a record's distributions",
    );
  });

  it("say what the files were read with", () => {
    const table = tableWith(["column", "reference"]);
    const asked = { ...table, definitions: { ...table.definitions, isAutomatic: false } };
    expect(pickableDefinitions([asked])?.taken).toBe("column");
  });
});

describe("a definition picked in the panel", () => {
  const state = { files: ["file:///a.jsonl"], threshold: 0.1 };

  it("is kept unless the setting asks for it anyway", () => {
    const picked = withDefinition(state, "models", "auto");
    expect(picked).toEqual({ ...state, definition: "models" });
    expect(withDefinition(picked, "auto", "auto")).toEqual(state);
    expect(withDefinition(picked, "auto", "column")).toEqual({ ...state, definition: "auto" });
  });

  it("gives way to the setting", () => {
    expect(withoutDefinition({ ...state, definition: "models" })).toEqual(state);
    expect(withoutDefinition(state)).toEqual(state);
  });
});
