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
const HEAD_TOKENS =
  '{"content":[{"token":"A","logprob":-0.5,"top_logprobs":[{"token":"A","logprob":-0.5},{"token":"B","logprob":-2}]}]}';

const token = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('" the"', '"A"', '"B"', '"\\n"', '"\\u0041"', '"é"', '"answer:"', '"</s>"'),
  },
  text,
);
const logprob = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: -5, max: -1.7, noNaN: true }).map(String) },
  { weight: 2, arbitrary: fc.constantFrom("-0", "0", "-9999.0", "-1e999", "-1E-3", "-2.5e+0", "0.5") },
  { weight: 1, arbitrary: fc.oneof(number, value) },
);
const objectOf = (members: fc.Arbitrary<readonly string[]>) => members.map((all) => `{${all.join(", ")}}`);
/** Mostly as they should be, else in another order, with something missing, twice, or beside. */
const changed = (usually: fc.Arbitrary<readonly string[]>, others: fc.Arbitrary<string>) =>
  objectOf(
    fc.oneof(
      { weight: 12, arbitrary: usually },
      fc
        .tuple(usually, others, fc.nat(4))
        .map(([all, other, at]) => [...all.slice(0, at), other, ...all.slice(at)]),
      fc.tuple(usually, fc.nat(4)).map(([all, at]) => all.filter((_, i) => i !== at)),
      usually.map((all) => [...all].reverse()),
      usually.map((all) => [...all, ...all]),
    ),
  );
const alternative = changed(
  fc.tuple(token, logprob).map(([t, p]) => [`"token": ${t}`, `"logprob": ${p}`]),
  fc.oneof(
    member,
    fc.constantFrom('"bytes": [32, 97]', '"prob": 0.5', '"logprob": null', '"tok\\u0065n": "x"'),
  ),
);
const alternatives = fc.array(alternative, { maxLength: 3 }).map((all) => `[${all.join(", ")}]`);
const position = fc.oneof(
  {
    weight: 15,
    arbitrary: changed(
      fc
        .tuple(token, logprob, alternatives)
        .map(([t, p, top]) => [`"token": ${t}`, `"logprob": ${p}`, `"top_logprobs": ${top}`]),
      fc.oneof(
        member,
        fc.constantFrom('"top_probs": []', '"top_logprobs": null', '"bytes": null', '"token": 1'),
      ),
    ),
  },
  fc.constantFrom("null", "{}", "[]", '{"A": -0.5}', "1"),
);
const tokenList = fc.array(position, { maxLength: 4 }).map((all) => `[${all.join(", ")}]`);
/** Log probabilities of an answer's tokens, as servers write them or nearly so. */
export const hostileTokens = fc.oneof(
  { weight: 4, arbitrary: tokenList.map((list) => `{"content": ${list}}`) },
  { weight: 3, arbitrary: tokenList },
  tokenList.map((list) => `{"refusal": null, "content": ${list}, "content": ${list}}`),
  tokenList.map((list) => `{"content": null, "refusal": ${list}}`),
  alternatives,
  value,
);

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
const TOKEN_HEADS = [
  `{"id":"a","logprobs":${HEAD_TOKENS},"jsd":0.1,"correct":true}`,
  `{"id":"a","logprobs":${HEAD_TOKENS},"answer":"A"}`,
  `{"id":"a","logprobs":${HEAD_TOKENS},"logprobs_2":${HEAD_TOKENS},"correct":true}`,
  `{"model":"m","top_logprobs":${HEAD_TOKENS},"jsd":0.1,"confidence":0.5,"correct":true}`,
];
const tokenLine = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom("logprobs", "logprobs", "top_logprobs"),
        hostileTokens,
        hostileTokens,
        GOOD.correct ?? value,
      )
      .map(
        ([name, first, second, correct]) =>
          `{"id":"b","${name}":${first},"logprobs_2":${second},"jsd":0.1,"correct":${correct},"answer":"A"}`,
      ),
  },
  line,
);
const HEADS = [
  '{"id":"a","model":"m","dataset":"d","entropy":0.5,"jsd":0.1,"correct":true,"confidence":0.5,"group":"g"}',
  '{"id":"a","entropy_bits":0.5,"entropy":0.5,"jsd_bits":0.1,"jsd":0.1,"prediction":"A","answer":"A","group":1}',
  '{"probs":[0.5,0.5],"answer":"A","entropy":0.5,"group":"g"}',
  '{"entropy":0.5,"jsd":0.1,"prediction":"A","answer":"A"}',
  '{"metrics":{"entropy":0.5},"jsd":0.1,"id":3}',
];
/** JSON Lines as nobody should write them, after a few good ones. */
export const hostileJsonLines = hostileLines(HEADS, line);

/** The same of records that hold the log probabilities of tokens. */
export const hostileTokenLines = hostileLines(TOKEN_HEADS, tokenLine);

function hostileLines(heads: readonly string[], lineOf: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  return fc
    .tuple(
      fc.constantFrom(...heads),
      fc.array(fc.tuple(lineOf, fc.constantFrom("\n", "\n", "\n", "\r\n", "\r", "\n\n")), {
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
        if (position % 5 === 0 && bytes.length > from)
          bytes[from + (position % (bytes.length - from))] = byte;
      return bytes;
    });
}
