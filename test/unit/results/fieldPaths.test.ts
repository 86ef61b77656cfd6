import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldReader, parsePath, pathOf, recordFlattener } from "../../../src/results/fieldPaths";
import type { Fields } from "../../../src/results/recordBytes";

const key = fc.oneof(
  fc.constantFrom("a", "metrics", "", ".", "[0]", '"', "\\", "a.b", "__proto__", "constructor", "0", "é"),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const step = fc.oneof(key, fc.nat(20));
const steps = fc
  .array(step, { minLength: 1, maxLength: 5 })
  .chain((rest) => key.map((first) => [first, ...rest]));

/** A record that holds a value at the end of these steps, and nothing else. */
function recordWith(path: readonly (string | number)[], value: unknown): Fields {
  const record = path.reduceRight<unknown>((inner, at) => {
    if (typeof at === "string") return JSON.parse(`{${JSON.stringify(at)}:${JSON.stringify(inner)}}`);
    return [...Array.from({ length: at }, () => null), inner];
  }, value);
  return record as Fields;
}

describe("paths", () => {
  test.each([
    ["metrics.entropy", ["metrics", "entropy"]],
    ["scores[0].value", ["scores", 0, "value"]],
    ["a[1][2]", ["a", 1, 2]],
    ['a["b.c"].d', ["a", "b.c", "d"]],
    ['["a.b"][""]', ["a.b", ""]],
    ["a b.c-d", ["a b", "c-d"]],
    ["entropy", null],
    ["", null],
    ["a..b", null],
    [".a", null],
    ["a.", null],
    ["a[x]", null],
    ["a[-1]", null],
    ["a[0", null],
    ['a["b]', null],
    ["entropy [bits]", null],
    ["what is it?..", null],
  ])("%s", (column, expected) => {
    expect(parsePath(column)).toEqual(expected);
  });

  test("what pathOf writes, parsePath reads, whatever the keys", () => {
    fc.assert(
      fc.property(steps, (path) => {
        expect(parsePath(pathOf(path))).toEqual(path);
      }),
      { numRuns: 2000 },
    );
  });

  test("hostile names take no time", () => {
    for (const unit of [".", "[", "]", "a.", "[0]", '["', '["a"]', "\\"]) {
      expect(() => fieldReader(unit.repeat(100_000))({ a: 1 })).not.toThrow();
    }
  });
});

describe("reading a field", () => {
  test("a path finds what is there", () => {
    fc.assert(
      fc.property(steps, fc.jsonValue({ depthSize: "small" }), (path, value) => {
        expect(fieldReader(pathOf(path))(recordWith(path, value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 2000 },
    );
  });

  test("a field of that name wins over the path, record by record", () => {
    const read = fieldReader("metrics.entropy");
    expect(read({ "metrics.entropy": 1, metrics: { entropy: 2 } })).toBe(1);
    expect(read({ metrics: { entropy: 2 } })).toBe(2);
    expect(read({ "metrics.entropy": null, metrics: { entropy: 2 } })).toBeNull();
  });

  test.each(["a.b", "a[0]", "a.b.c", "x.y", "a[0].b", "toString", "a.length", "a[0].length", "l[7]"])(
    "%s of a record without it is undefined",
    (column) => {
      for (const a of [null, 1, "text", true, {}, []])
        expect(fieldReader(column)({ a, l: [1] })).toBeUndefined();
    },
  );

  test("only own properties count", () => {
    const record = JSON.parse('{"a":{"__proto__":{"entropy":1}},"list":[1]}') as Fields;
    expect(fieldReader("a.__proto__.entropy")(record)).toBe(1);
    for (const column of ["__proto__", "constructor", "constructor.name", "a.constructor", "a.entropy"]) {
      expect(fieldReader(column)(record)).toBeUndefined();
    }
    expect(fieldReader("list.map")(record)).toBeUndefined();
    expect(fieldReader("list.length")(record)).toBeUndefined();
  });

  test("flat records have the columns asked for, and no other prototype", () => {
    const record = JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__":2,"b":3},"c":4}') as Fields;
    const flat = recordFlattener(["a.b", "a.__proto__", "__proto__", "c", "missing"])(record);
    expect(flat).toEqual({ "a.b": 3, "a.__proto__": 2, c: 4, missing: undefined });
    expect(Object.getPrototypeOf(flat)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });
});
