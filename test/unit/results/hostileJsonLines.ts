import fc from "fast-check";

/** The first records of the files below, which are valid and make the plan. */
export const HEAD_RECORDS = 3;

const number = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 0.69, noNaN: true }).map(String) },
  fc.double({ noNaN: true }).map(String),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 22n }), fc.integer({ min: -30, max: 30 }))
    .map(([m, e]) => `${m}e${e}`),
  fc.constantFrom(
    "0",
    "-0",
    "0.0",
    "1",
    "00",
    "1.",
    ".5",
    "+1",
    "-",
    "1e",
    "1e999",
    "NaN",
    "-Infinity",
    "0x1",
    "1_0",
  ),
);
const text = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("a", "b", "A", "C", "I", "true", "1", " ", "0.5", "é", "😀") },
      fc.constantFrom(
        '\\"',
        "\\\\",
        "\\n",
        "\\u00e9",
        "\\ud800",
        "\\/",
        "\\x",
        "\\u12",
        "\t",
        "\0",
        "\u007f",
        '"',
        "\\",
      ),
    ),
    { maxLength: 8, size: "max" },
  )
  .map((parts) => `"${parts.join("")}"`);
const value = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 3, arbitrary: text },
  fc.constantFrom(
    "true",
    "false",
    "null",
    "True",
    "nul",
    "",
    "[",
    "}",
    '{"a":[1,{"b":"}"}],"c":"\\n"}',
    "[0.5,0.5]",
  ),
  fc.constantFrom(
    "[1,2,",
    '{"a"}',
    "[1 2]",
    "[[[[]]]]",
    "[0.1, 0.9]",
    '{"A":0.5,"B":0.5}',
    `${"[".repeat(80)}${"]".repeat(80)}`,
  ),
);
const space = fc.constantFrom("", "", "", " ", "  ", "\t", "\r", "\v");
const KEYS = [
  "id",
  "model",
  "dataset",
  "entropy",
  "jsd",
  "correct",
  "confidence",
  "group",
  "question",
  "probs",
];
const key = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...KEYS) },
  fc.constantFrom("answer", "__proto__", "constructor", "", "é", "entrop\\u0079", "ids", "a\\"),
);
const member = fc
  .tuple(space, key, space, value)
  .map(([a, name, b, is]) => `${a}"${name}"${b}:${b}${is}${a}`);
const GOOD: Readonly<Record<string, fc.Arbitrary<string>>> = {
  id: fc.constantFrom(
    '"q1"',
    "17",
    '"é"',
    "null",
    '" x "',
    '" x"',
    '"x "',
    "1.0",
    "12345678901234567890",
    '"\\u0041"',
  ),
  model: fc.constantFrom('"m"', '"m"', '"n"', '" n"', "7", "null"),
  dataset: fc.constantFrom('"d"', '"e"', "null"),
  entropy: number,
  jsd: fc.double({ min: 0, max: 0.69, noNaN: true }).map(String),
  correct: fc.constantFrom("true", "false", "1", "0", '"C"', '"I"', "null", '"?"', "0.5"),
  confidence: fc.constantFrom("0.5", "1", "2", "null", '"0.5"'),
  group: fc.constantFrom('"g"', '"h"', "1", "1.0", "null"),
};

/** Most records of a file have the same members in the same order; some have not. */
const usual = fc.record(GOOD).map(
  (members) =>
    `{${Object.entries(members)
      .map(([name, is]) => `"${name}": ${is}`)
      .join(", ")}}`,
);
const unusual = fc
  .tuple(fc.array(member, { maxLength: 6 }), space)
  .map(([members, s]) => `${s}{${s}${members.join(",")}}${s}`);
const line = fc.oneof(
  { weight: 4, arbitrary: usual },
  { weight: 2, arbitrary: unusual },
  fc.constantFrom(
    "",
    " ",
    "[]",
    "1",
    "x",
    "{}",
    "{} {}",
    '{"entropy":0.5,"jsd":0.1}x',
    '{"entropy":0.5,"jsd":0.1',
    "\ufeff{}",
  ),
);
const HEADS = [
  '{"id":"a","model":"m","dataset":"d","entropy":0.5,"jsd":0.1,"correct":true,"confidence":0.5,"group":"g"}',
  '{"id":"a","entropy_bits":0.5,"entropy":0.5,"jsd_bits":0.1,"jsd":0.1,"prediction":"A","answer":"A","group":1}',
  '{"probs":[0.5,0.5],"answer":"A","entropy":0.5,"group":"g"}',
  '{"entropy":0.5,"jsd":0.1,"prediction":"A","answer":"A"}',
  '{"metrics":{"entropy":0.5},"jsd":0.1,"id":3}',
];
/** JSON Lines as nobody should write them, after a few good ones. */
export const hostileJsonLines = fc
  .tuple(
    fc.constantFrom(...HEADS),
    fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\n", "\r\n", "\r", "\n\n")), {
      minLength: 1,
      maxLength: 12,
      size: "max",
    }),
    fc.boolean(),
    fc.array(fc.tuple(fc.nat(2000), fc.integer({ min: 0, max: 255 })), { maxLength: 2 }),
  )
  .map(([head, lines, isCutOff, changes]) => {
    const all =
      `${head}\n`.repeat(HEAD_RECORDS - 1) +
      head.replace('"g"', '"h"') +
      "\n" +
      lines.map(([text, end]) => text + end).join("");
    const bytes = Buffer.from(isCutOff ? all.slice(0, -3) : all);
    const from = (head.length + 1) * HEAD_RECORDS;
    for (const [position, byte] of changes)
      if (position % 5 === 0 && bytes.length > from) bytes[from + (position % (bytes.length - from))] = byte;
    return bytes;
  });
