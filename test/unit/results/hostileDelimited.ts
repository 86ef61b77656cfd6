import fc from "fast-check";

const lineEnd = fc.constantFrom("\n", "\n", "\n", "\r\n", "\r", "\n\n", "\r\r\n");
const quoted = fc
  .array(fc.constantFrom("a", "é", ",", ";", "\t", "\n", "\r", "\r\n", '""', "0.5", " ", "\0"), {
    maxLength: 6,
    size: "max",
  })
  .map((parts) => `"${parts.join("")}"`);
const number = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 0.69, noNaN: true }).map(String) },
  fc.double().map(String),
  fc.constantFrom(
    "0",
    "-0",
    "007",
    "+1",
    ".5",
    "5.",
    "1e-3",
    " 0.5 ",
    "0,5",
    "NaN",
    "inf",
    "",
    "null",
    "1.5x",
    '"0.5"',
  ),
);
const odd = fc.oneof(
  quoted,
  fc.constantFrom('a"b', '"a"b', '"a""', '"', '""', '"a" ', ' "a"', "\u00a0", "\ufeff", "x y", "\t", "\v"),
);
const usualCells = fc.tuple(
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom("q1", "17", "é", "", " x", "007", "1.0") }, odd),
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom("m", "n", " m", "") }, odd),
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom("some text", '"a, b"', "") }, odd),
  number,
  fc.double({ min: 0, max: 0.69, noNaN: true }).map(String),
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom("true", "False", "1", "0", "C", "incorrect", "?", '"true"') },
    odd,
  ),
  fc.constantFrom("g", "h", "0.5", "0.5x", "1", ""),
);
const row = fc.oneof(
  { weight: 6, arbitrary: usualCells.map((cells): readonly string[] => cells) },
  fc.array(fc.oneof(number, odd), { maxLength: 9 }),
  fc.constant(["", "", "", "", "", "", ""]),
);
/** Delimited text as nobody should write it, after a few good records. */
export const hostileDelimited = fc
  .record({
    delimiter: fc.constantFrom(",", "\t", ";"),
    header: fc.constantFrom(
      ["id", "model", "question", "entropy", "jsd", "correct", "group"],
      ["id", "model", "answer", "entropy_bits", "jsd", "correct", "prediction"],
      ["answer", "prediction", "question", "entropy", "jsd", "note", "confidence"],
      ["id", "id", "__proto__", "entropy", "jsd", "correct", ""],
    ),
    rows: fc.array(fc.tuple(row, lineEnd), { minLength: 1, maxLength: 12, size: "max" }),
    isCutOff: fc.boolean(),
    changes: fc.array(fc.tuple(fc.nat(2000), fc.integer({ min: 0, max: 255 })), { maxLength: 2 }),
  })
  .map(({ delimiter, header, rows, isCutOff, changes }) => {
    const written = (cells: readonly string[]) => cells.join(delimiter);
    const head = [header, ...["g", "g", "h"].map((last) => ["a", "m", "x", "0.5", "0.1", "1", last])];
    const start = `${head.map(written).join("\n")}\n`;
    const text = start + rows.map(([cells, end]) => written(cells) + end).join("");
    const bytes = Buffer.from(isCutOff ? text.slice(0, -3) : text);
    for (const [position, byte] of changes) {
      const room = bytes.length - start.length;
      if (position % 4 === 0 && room > 0) bytes[start.length + (position % room)] = byte;
    }
    return { bytes, delimiter };
  });
