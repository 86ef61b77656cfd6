// Synthetic results in the shape of a ProofWriter evaluation: no model was run. The point clouds follow the table of
// the figure that this extension reproduces: two models, ranges, densities, overlap and trend of both classes.

/** Mulberry32: a small seeded generator, the same on every machine. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A draw from a normal distribution, drawn again until it lies within [min, max]. */
function normalWithin(random, { mean, deviation, min, max }) {
  for (;;) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const value = mean + deviation * radius * Math.cos(2 * Math.PI * random());
    if (value >= min && value <= max) return value;
  }
}

const between = (random, min, max) => min + (max - min) * random();

export const PROOFWRITER_MODELS = [
  {
    model: "Llama3.1-8B",
    seed: 8,
    correct: {
      count: 430,
      dense: { share: 0.78, entropy: { mean: 4, deviation: 3, min: 0.2, max: 10 } },
      tail: { min: 10, max: 40 },
      jsDivergence: { base: 0.057, slope: 0.00065, deviation: 0.0085, min: 0.041, max: 0.11 },
    },
    incorrect: {
      count: 170,
      lowestEntropy: 10,
      dense: { share: 0.68, entropy: { mean: 15, deviation: 3, min: 10, max: 20 } },
      tail: { min: 20, max: 40 },
      jsDivergence: { mean: 0.091, deviation: 0.009, min: 0.07, max: 0.12 },
    },
  },
  {
    model: "Llama3.1-70B",
    seed: 70,
    correct: {
      count: 520,
      dense: { share: 0.75, entropy: { mean: 6.5, deviation: 4.5, min: 0.2, max: 15 } },
      tail: { min: 15, max: 60 },
      jsDivergence: { base: 0.056, slope: 0.00075, deviation: 0.0095, min: 0.041, max: 0.13 },
    },
    incorrect: {
      count: 80,
      lowestEntropy: 20,
      dense: { share: 1, entropy: { mean: 29, deviation: 5, min: 20, max: 40 } },
      tail: { min: 20, max: 40 },
      jsDivergence: { mean: 0.11, deviation: 0.009, min: 0.09, max: 0.13 },
    },
  },
];

const NAMES = ["Anne", "Bob", "Charlie", "Dave", "Erin", "Fiona", "Gary", "Harry"];
const TRAITS = ["kind", "quiet", "young", "round", "green", "furry", "smart", "rough"];
const LABELS = ["True", "False", "Unknown"];

function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}

/** A small theory with a question, in ProofWriter's manner. */
function theory(random) {
  const name = pick(random, NAMES);
  const start = Math.floor(random() * TRAITS.length);
  const [first, second, third] = [0, 3, 5].map((step) => TRAITS[(start + step) % TRAITS.length]);
  return (
    `${name} is ${first}. ${pick(random, NAMES)} is not ${third}. ` +
    `If someone is ${first} then they are ${second}. All ${second} people are ${third}.\n` +
    `Question: ${name} is ${pick(random, ["", "not "])}${third}.`
  );
}

function entropyOf(random, { dense, tail }) {
  if (random() < dense.share) return normalWithin(random, dense.entropy);
  // The square makes the tail thin out towards its end.
  return tail.min + (tail.max - tail.min) * random() ** 2;
}

/** The records of one model, in the order of their ids. */
export function proofWriterRecords({ model, seed, correct, incorrect }) {
  const random = randomFrom(seed);
  const drawn = [];
  for (let i = 0; i < correct.count; i++) {
    const entropy = entropyOf(random, correct);
    const { base, slope, deviation, min, max } = correct.jsDivergence;
    const mean = base + slope * entropy;
    drawn.push({ correct: true, entropy, jsDivergence: normalWithin(random, { mean, deviation, min, max }) });
  }
  for (let i = 0; i < incorrect.count; i++) {
    const entropy = i === 0 ? incorrect.lowestEntropy : entropyOf(random, incorrect);
    drawn.push({ correct: false, entropy, jsDivergence: normalWithin(random, incorrect.jsDivergence) });
  }
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = Math.floor(between(random, 0, i + 1));
    [drawn[i], drawn[j]] = [drawn[j], drawn[i]];
  }
  return drawn.map(({ correct: isCorrect, entropy, jsDivergence }, i) => {
    const target = pick(random, LABELS);
    const others = LABELS.filter((label) => label !== target);
    return {
      id: `proofwriter-${String(i + 1).padStart(3, "0")}`,
      dataset: "ProofWriter (synthetic)",
      model,
      question: theory(random),
      target,
      prediction: isCorrect ? target : pick(random, others),
      correct: isCorrect,
      entropy: Number(entropy.toFixed(4)),
      js_divergence: Number(jsDivergence.toFixed(6)),
    };
  });
}
