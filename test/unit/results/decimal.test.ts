import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NUMBER } from "../../../src/results/scan/spannedRecord";
import { scannedRecord } from "./scannedRecord";

/** What the scanner reads from a number's text, and how far; undefined when it leaves the line to JSON.parse. */
function scanned(text: string, after = ""): { readonly value: number; readonly end: number } | undefined {
  const record = scannedRecord(["x"], `{"x":${text}${after}}\n`);
  if (record?.kinds[0] !== NUMBER) return undefined;
  return { value: record.numbers[0] ?? NaN, end: (record.ends[0] ?? 0) - '{"x":'.length };
}

/**
 * Decimals of at most 18 digits that lie as close to the middle of two doubles as there are: digits / 10^scale is
 * nearly middle / 2^shift with an odd middle of 54 bits. Such pairs are intermediate fractions of the continued
 * fraction of 10^scale / 2^shift.
 */
function nearlyTied(scale: number, shift: number): bigint[] {
  const found: bigint[] = [];
  let [rest, divisor] = [10n ** BigInt(scale), 2n ** BigInt(shift)];
  let [digits, digitsBefore, middle, middleBefore] = [1n, 0n, 0n, 1n];
  while (divisor > 0n && middle < 1n << 54n) {
    const quotient = rest / divisor;
    [rest, divisor] = [divisor, rest % divisor];
    for (let t = quotient > 300n ? quotient - 300n : 1n; t <= quotient; t++) {
      const [d, m] = [t * digits + digitsBefore, t * middle + middleBefore];
      if (m % 2n === 1n && m >> 53n === 1n && d < 10n ** 18n) found.push(d);
    }
    const [d, m] = [quotient * digits + digitsBefore, quotient * middle + middleBefore];
    [digitsBefore, digits, middleBefore, middle] = [digits, d, middle, m];
  }
  return found;
}

describe("a decimal", () => {
  test("is the double that Number gives", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
        fc.integer({ min: 1, max: 18 }),
        fc.integer({ min: -25, max: 25 }),
        (all, length, exponent) => {
          const text = `${all % 10n ** BigInt(length)}e${exponent}`;
          expect(scanned(text)?.value).toBe(Number(text));
        },
      ),
      { numRuns: 20_000 },
    );
  });

  test("of the shortest digits of a double is that double", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: 1e-4, max: 100 }), fc.double({ noDefaultInfinity: true })),
        (value) => {
          fc.pre(!Number.isNaN(value));
          expect(scanned(JSON.stringify(value))?.value).toBe(value + 0);
        },
      ),
      { numRuns: 20_000 },
    );
  });

  test("next to the middle of two doubles is rounded to the nearer one", () => {
    const wrong: string[] = [];
    let cases = 0;
    for (let scale = 1; scale <= 22; scale++) {
      for (let shift = 0; shift <= 80; shift++) {
        for (const digits of nearlyTied(scale, shift)) {
          cases++;
          const text = `${digits}e-${scale}`;
          if (scanned(text)?.value !== Number(text)) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(cases).toBeGreaterThan(500);
  });
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const digits = fc.stringMatching(/^\d{1,20}$/);
const jsonNumber = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.oneof(fc.constant("0"), fc.stringMatching(/^[1-9]\d{0,19}$/)),
    fc.option(
      fc.tuple(fc.stringMatching(/^0{0,5}$/), digits).map((parts) => parts.join("")),
      { nil: null },
    ),
    fc.option(fc.stringMatching(/^[eE][+-]?\d{1,3}$/), { nil: null, freq: 2 }),
  )
  .map(
    ([sign, whole, fraction, power]) =>
      `${sign}${whole}${fraction === null ? "" : `.${fraction}`}${power ?? ""}`,
  );

describe("a number in JSON", () => {
  test("is what JSON.parse reads, to its last character", () => {
    fc.assert(
      fc.property(jsonNumber, fc.constantFrom("", ',"y":1', " "), (text, after) => {
        expect(scanned(text, after)).toEqual({ value: JSON.parse(text) as number, end: text.length });
      }),
      { numRuns: 20_000 },
    );
  });

  test("is recognised only when JSON.parse takes it", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+.eE0-9]{1,8}$/), (text) => {
        const parsed = parse(text);
        expect(scanned(text)).toEqual(parsed === null ? undefined : { value: parsed, end: text.length });
      }),
      { numRuns: 20_000 },
    );
  });
});
