import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimal } from "../../../src/results/scan/decimal";
import { endOfNumber, UNRECOGNISED } from "../../../src/results/scan/jsonTokens";
import { scannedBytes } from "../../../src/results/scan/scannedBytes";

const PART = 10n ** 9n;

function decimalOf(digits: bigint, exponent: number): number {
  return decimal(Number(digits / PART), Number(digits % PART), exponent);
}

/** What the scanner reads from text, and how far; the text ends in a line feed, as every line that it scans. */
function scanned(text: string): { readonly value: number; readonly end: number } {
  const into = new Float64Array(1);
  const end = endOfNumber(scannedBytes(Buffer.from(`${text}\n`)), 0, into, 0);
  return { value: into[0] ?? NaN, end };
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
  test("is the double that Number gives, or left to it", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
        fc.integer({ min: 1, max: 18 }),
        fc.integer({ min: -25, max: 25 }),
        (all, length, exponent) => {
          const digits = all % 10n ** BigInt(length);
          const value = decimalOf(digits, exponent);
          if (!Number.isNaN(value)) expect(value).toBe(Number(`${digits}e${exponent}`));
        },
      ),
      { numRuns: 20_000 },
    );
  });

  test("of the shortest digits of a double of usual size is decided", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 100, noNaN: true }), (value) => {
        const [, digits = "", exponent = "0"] = /^(\d\.?\d*)e([+-]\d+)$/.exec(value.toExponential()) ?? [];
        const places = digits.length < 2 ? 0 : digits.length - 2;
        expect(decimalOf(BigInt(digits.replace(".", "")), Number(exponent) - places)).toBe(value);
      }),
      { numRuns: 20_000 },
    );
  });

  test("next to the middle of two doubles is rounded to the nearer one, or left to Number", () => {
    let cases = 0;
    for (let scale = 1; scale <= 22; scale++) {
      for (let shift = 0; shift <= 80; shift++) {
        for (const digits of nearlyTied(scale, shift)) {
          cases++;
          const value = decimalOf(digits, -scale);
          if (!Number.isNaN(value)) expect(value).toBe(Number(`${digits}e-${scale}`));
        }
      }
    }
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
      fc.property(jsonNumber, fc.constantFrom("", ",", "}", " ", "x"), (text, after) => {
        expect(scanned(text + after)).toEqual({ value: JSON.parse(text) as number, end: text.length });
      }),
      { numRuns: 20_000 },
    );
  });

  test("is recognised only when JSON.parse takes it", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+.eE0-9]{1,8}$/), (text) => {
        const { value, end } = scanned(text);
        const parsed = parse(text);
        if (parsed === null) expect(end === UNRECOGNISED || end < text.length).toBe(true);
        else expect({ value, end }).toEqual({ value: parsed, end: text.length });
      }),
      { numRuns: 20_000 },
    );
  });
});
