import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { fittingMapping, haveSameShape, type ColumnMapping } from "../../../src/results/columnMapping";
import { ROLES } from "../../../src/results/columnRoles";
import { parseMappings } from "../../../src/results/parseMappings";
import { readRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { rowsOf, skippedOf } from "./sources";

const BASIC: ColumnMapping = { roles: { entropy: "H", jsDivergence: "JS", correct: "ok" } };

const source = (name: string, text: string) => memorySource(name, Buffer.from(text), 64);
const read = (name: string, text: string, mapping: ColumnMapping) =>
  readResults(source(name, text), { definition: "auto", mapping });

describe("a mapping", () => {
  test.each([
    ["a.csv", "q,H,JS,ok\nx,0.5,0.1,1\ny,1.5,0.2,0\n"],
    ["a.tsv", "q\tH\tJS\tok\nx\t0.5\t0.1\tT\ny\t1.5\t0.2\tF\n"],
    ["a.jsonl", '{"q":"x","H":0.5,"JS":0.1,"ok":true}\n{"q":"y","H":1.5,"JS":0.2,"ok":false}\n'],
    [
      "a.json",
      '{"tags":[{"a":1}],"rows":[{"q":"x","H":0.5,"JS":0.1,"ok":1},{"q":"y","H":1.5,"JS":0.2,"ok":0}]}',
    ],
    ["a.json", '[{"q":"x","H":0.5,"JS":0.1,"ok":1},{"q":"y","H":1.5,"JS":0.2,"ok":0}]'],
  ])("says which columns of %s to read", async (name, text) => {
    const file = source(name, text);
    const mapping = { roles: { ...BASIC.roles, id: "q" } };
    const table = await readResults(file, { definition: "auto", mapping });
    expect(rowsOf(table)).toEqual([
      { id: "x", entropy: 0.5, jsDivergence: 0.1, correct: true, model: "a" },
      { id: "y", entropy: 1.5, jsDivergence: 0.2, correct: false, model: "a" },
    ]);
    expect(table.provenance).toEqual({
      entropy: { from: "column", column: "H" },
      jsDivergence: { definition: "column", column: "JS" },
      correct: { from: "column", column: "ok" },
    });
    expect(await readRecord(file, table, 1)).toMatchObject({ id: "y" });
  });

  test("reaches nested fields, in lists too, and reads their texts again", async () => {
    const record = (i: number) =>
      JSON.stringify({ doc: { q: `id ${i}`, text: `what ${i}?` }, out: [{ H: i, JS: 0.1 }, { ok: i % 2 }] });
    const file = source("a.jsonl", [0, 1, 2].map(record).join("\n"));
    const mapping: ColumnMapping = {
      roles: {
        entropy: "out[0].H",
        jsDivergence: "out[0].JS",
        correct: "out[1].ok",
        id: "doc.q",
        question: "doc.text",
      },
    };
    const table = await readResults(file, { definition: "auto", mapping });
    expect(rowsOf(table).map(({ id, entropy, correct }) => [id, entropy, correct])).toEqual([
      ["id 0", 0, false],
      ["id 1", 1, true],
      ["id 2", 2, false],
    ]);
    expect(await readRecord(file, table, 2)).toEqual({
      id: "id 2",
      question: "what 2?",
      prediction: null,
      target: null,
    });
  });

  test("a column's name with dots wins over the path", async () => {
    const mapping = { roles: { entropy: "m.H", jsDivergence: "m.JS" } };
    const csv = await read("a.csv", "m.H,m.JS\n1,0.1\n", mapping);
    expect(rowsOf(csv)).toMatchObject([{ entropy: 1, jsDivergence: 0.1 }]);
    const json = await read("a.jsonl", '{"m.H":1,"m":{"H":2,"JS":0.2}}', mapping);
    expect(rowsOf(json)).toMatchObject([{ entropy: 1, jsDivergence: 0.2 }]);
  });

  test("wins over the columns' names, and null means none", async () => {
    const text = "entropy,H,jsd,correct,model\n1,2,0.1,1,m\n";
    const table = await read("a.csv", text, { roles: { entropy: "H", correct: null, model: null } });
    expect(rowsOf(table)).toEqual([{ id: "1", entropy: 2, jsDivergence: 0.1, correct: null, model: "a" }]);
    expect(table.provenance.correct).toEqual({ from: "none" });
  });

  test("may say that a metric is in bits, as a name may", async () => {
    const text = "H,JS,H_bits\n1,0.5,2\n";
    const inBits = await read("a.csv", text, {
      ...BASIC,
      roles: { entropy: "H", jsDivergence: "JS" },
      units: { jsDivergence: "bits" },
    });
    expect(rowsOf(inBits)).toMatchObject([{ entropy: 1, jsDivergence: 0.5 * Math.LN2 }]);
    const byName = await read("a.csv", text, { roles: { entropy: "H_bits", jsDivergence: "JS" } });
    expect(rowsOf(byName)).toMatchObject([{ entropy: 2 * Math.LN2 }]);
    const notInBits = await read("a.csv", text, {
      roles: { entropy: "H_bits", jsDivergence: "JS" },
      units: { entropy: "nats" },
    });
    expect(rowsOf(notInBits)).toMatchObject([{ entropy: 2 }]);
  });

  test("may name a distribution and an answer key", async () => {
    const text = '{"z":[1,3],"right":"B"}\n{"z":"few","right":"B"}\n';
    const table = await read("a.jsonl", text, { roles: { logits: "z", target: "right" } });
    expect(rowsOf(table)).toMatchObject([{ correct: true }]);
    expect(skippedOf(table)).toEqual(["z is not a list of numbers: 1 at 2"]);
  });

  test("counts whatever the values are: no row is lost silently", async () => {
    const table = await read("a.csv", "q,H,JS,ok\n1,high,0.1,1\n2,low,0.1,maybe\n", BASIC);
    expect(table.length).toBe(0);
    expect(skippedOf(table)).toEqual(["entropy is not a number: 2 at 2,3"]);
    const unsure = await read("a.csv", "H,JS,ok\n1,0.1,maybe\n", BASIC);
    expect(rowsOf(unsure)).toMatchObject([{ correct: null }]);
    expect(unsure.provenance.correct).toEqual({ from: "column", column: "ok" });
    const logits = await read("a.csv", "z,right\nx,B\n", { roles: { logits: "z", target: "right" } });
    expect(skippedOf(logits)).toEqual(["z is not a list of numbers: 1 at 2"]);
  });

  test("a file that lacks one of its columns says so", async () => {
    await expect(read("a.csv", "q,H,ok\n1,2,1\n", BASIC)).rejects.toMatchObject({
      kind: "noColumns",
      message: "The file does not have the column JS of the mapping. Found the columns q, H, ok.",
    });
    await expect(read("a.jsonl", '{"a":{"H":1}}', BASIC)).rejects.toThrow("Found the columns a, a.H.");
  });

  test("a header without rows is no reason to speak of columns", async () => {
    await expect(read("a.csv", "q,H,JS,ok\n", BASIC)).rejects.toMatchObject({ kind: "noRows" });
  });

  test("hostile names are just names", async () => {
    const roles = { entropy: "__proto__", jsDivergence: "constructor", id: "a.__proto__.b" };
    const text = '{"__proto__":1,"constructor":0.1,"a":{"__proto__":{"b":"x"}}}';
    const table = await read("a.jsonl", text, { roles });
    expect(table.length).toBe(0);
    expect(skippedOf(table)).toEqual(["entropy is not a number: 1 at 1"]);
    expect("b" in {}).toBe(false);
    await expect(read("a.jsonl", '{"entropy":1,"jsd":0}', { roles })).rejects.toThrow(
      "does not have the columns",
    );
  });

  test("10,000 columns, nested ones among them, and nesting 100,000 deep", async () => {
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`c${i}`, { v: i }]));
    const record = JSON.stringify({ ...wide, H: 1, JS: 0.1, last: { ok: true } });
    const mapping = { roles: { ...BASIC.roles, correct: "last.ok" } };
    const table = await read("a.jsonl", `${record}\n`.repeat(20), mapping);
    expect(rowsOf(table).map(({ correct }) => correct)).toEqual(Array.from({ length: 20 }, () => true));
    const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    const nested = await read("a.jsonl", `{"x":${deep},"H":1,"JS":0.1,"last":{"ok":1}}`, mapping);
    expect(nested.length).toBe(1);
  });
});

describe("which of several mappings is for a file", () => {
  const columns = (...names: string[]) => {
    const known = new Set(names);
    return (column: string) => known.has(column);
  };
  const general: ColumnMapping = { roles: { entropy: "H", jsDivergence: "JS" } };
  const other: ColumnMapping = { roles: { entropy: "S", jsDivergence: "D", correct: "ok" } };

  test("one whose columns are all there, and of those the one that names most", () => {
    expect(fittingMapping([general, BASIC, other], columns("H", "JS", "ok", "x"))).toBe(BASIC);
    expect(fittingMapping([BASIC, general, other], columns("H", "JS", "x"))).toBe(general);
    expect(fittingMapping([BASIC, general, other], columns("H", "x"))).toBeNull();
    expect(fittingMapping([], columns("H"))).toBeNull();
  });

  test("of equals the first", () => {
    const second: ColumnMapping = { roles: { entropy: "H", jsDivergence: "JS2", correct: "ok" } };
    expect(fittingMapping([BASIC, second], columns("H", "JS", "JS2", "ok"))).toBe(BASIC);
    expect(fittingMapping([second, BASIC], columns("H", "JS", "JS2", "ok"))).toBe(second);
  });

  test("null and one column for two roles add nothing", () => {
    const padded: ColumnMapping = { roles: { entropy: "H", jsDivergence: "JS", correct: null, id: "H" } };
    expect(fittingMapping([padded, BASIC], columns("H", "JS", "ok"))).toBe(BASIC);
  });

  test("they have the same shape when they name the same columns", () => {
    expect(haveSameShape(BASIC, { roles: { entropy: "JS", jsDivergence: "H", correct: "ok" } })).toBe(true);
    expect(haveSameShape(BASIC, general)).toBe(false);
    expect(haveSameShape(general, BASIC)).toBe(false);
  });

  test("is used where it fits, and the names elsewhere", async () => {
    const mappings = [general, BASIC, other];
    const of = (text: string) => readResults(source("a.csv", text), { definition: "auto", mappings });
    expect((await of("H,JS,ok\n1,0.1,1\n")).provenance.correct).toEqual({ from: "column", column: "ok" });
    expect((await of("S,D,ok\n1,0.1,1\n")).provenance.entropy).toEqual({ from: "column", column: "S" });
    expect((await of("entropy,jsd\n1,0.1\n")).provenance.entropy).toEqual({
      from: "column",
      column: "entropy",
    });
    await expect(of("a,b\n1,2\n")).rejects.toMatchObject({ kind: "noColumns" });
  });
});

describe("mappings in a settings file", () => {
  const problemsOf = (value: unknown) => parseMappings(value).problems;

  test("are taken as they are", () => {
    const mappings = [BASIC, { roles: { probs: "p", target: null }, units: { entropy: "bits" } }];
    expect(parseMappings(mappings)).toEqual({ mappings, problems: [] });
    expect(parseMappings(undefined)).toEqual({ mappings: [], problems: [] });
  });

  test("an entry that is none is left out and said, the others count", () => {
    const value = [BASIC, { roles: { entropi: "H" } }, { roles: { entropy: 3, id: "" }, colour: 1 }];
    expect(parseMappings(value)).toEqual({
      mappings: [BASIC],
      problems: [
        `Entry 2: roles.entropi is not a role; the roles are ${ROLES.join(", ")}.`,
        "Entry 3: roles.entropy is to be the name of a column, or null for none; roles.id is an empty name; colour is not known here.",
      ],
    });
  });

  test.each([
    [[{}], /^Entry 1: roles is to be an object/],
    [[{ roles: { entropy: null } }], /^Entry 1: roles names no column/],
    [[{ roles: [] }], /^Entry 1: roles/],
    [["H"], /^Entry 1: it is to be an object such as/],
    [[{ ...BASIC, units: { entropy: "bans" } }], /units.entropy is to be "nats" or "bits"/],
    [[{ ...BASIC, units: { correct: "bits" } }], /units.correct is not known here/],
    [{}, /not a list/],
    ["H", /not a list/],
  ])("%j", (value, message) => {
    expect(problemsOf(value)).toEqual([expect.stringMatching(message)]);
  });

  test("whatever they are, every entry is a mapping or a problem", () => {
    fc.assert(
      fc.property(fc.array(fc.anything({ withNullPrototype: true })), (value) => {
        const { mappings, problems } = parseMappings(value);
        expect(mappings.length + problems.length).toBe(value.length);
      }),
    );
    const hostile = parseMappings(
      JSON.parse('[{"roles":{"__proto__":"x"}},{"roles":{"entropy":"H","__proto__":"x"}}]'),
    );
    expect(hostile.mappings).toEqual([{ roles: { entropy: "H" } }]);
    expect("x" in {}).toBe(false);
  });
});
