import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DifferenceEstimate } from "../../../src/analysis/bootstrap";
import type { FacetFilter } from "../../../src/analysis/facetFilter";
import { plotPanels } from "../../../src/analysis/plot";
import { reportPlot, type PlotReport } from "../../../src/analysis/plotReport";
import type { Finding } from "../../../src/figure/findings/finding";
import { findings } from "../../../src/figure/findings/findings";
import { codeSpan, findingsMarkdown } from "../../../src/figure/findings/findingsMarkdown";
import { fileSource } from "../../../src/results/byteSource";
import { readResults } from "../../../src/results/readResults";
import type { Provenance, SampleTable } from "../../../src/results/sampleTable";
import { seededRandom } from "../../../src/analysis/random";
import { tableOf, type PlainSample } from "../plots";

interface ReportedAt {
  readonly threshold: number;
  readonly vertical?: number | null;
  readonly unit: "nats" | "bits";
  readonly targetAccuracy: number;
  readonly filters?: readonly FacetFilter[];
}

const OPTIONS = { threshold: 0.4, unit: "nats", targetAccuracy: 0.9 } as const;
const ANSWER_KEY: Provenance = {
  entropy: { from: "distribution", column: "logits" },
  jsDivergence: { definition: "reference", column: "logits", referenceColumn: "answer", usesAnswerKey: true },
  correct: { from: "argmax", targetColumn: "answer" },
};

function reportOf(
  models: readonly (readonly PlainSample[])[],
  options: Partial<ReportedAt> = {},
  provenance?: Provenance,
): PlotReport {
  return reportOfTables(
    models.map((samples) => tableOf(samples, provenance)),
    { ...OPTIONS, ...options },
  );
}

function reportOfTables(
  tables: readonly SampleTable[],
  { threshold, vertical = null, unit, targetAccuracy, filters = [] }: ReportedAt,
): PlotReport {
  const files = tables.map((table, i) => ({ name: `file-${i}`, fileName: `file-${i}`, table }));
  const panels = plotPanels(files, filters);
  const verticals = panels.map(() => vertical);
  return reportPlot(panels, files, { threshold, verticals, unit, targetAccuracy, filters });
}

const all = (report: PlotReport): Finding[] => findings(report).flatMap((group) => group.findings);
const of = (report: PlotReport, element: Finding["target"]["element"], metric?: "entropy" | "jsDivergence") =>
  all(report).filter(({ target }) => target.element === element && (!metric || target.metric === metric));

/** A model whose uncertainty says how likely it is wrong, to the given degree. */
function model(n: number, knows: number, seed: number, shift = 0, name = "model"): PlainSample[] {
  const random = seededRandom(seed);
  const uniform = () => random() / 2 ** 32;
  return Array.from({ length: n }, (_, i) => {
    const difficulty = uniform();
    const isWrong = uniform() < difficulty;
    const sign = knows * (isWrong ? 1 : -1);
    return {
      id: String(i),
      entropy: 1 + uniform() + sign * 0.4 + shift,
      jsDivergence: 0.4 + (uniform() - 0.5) / 2 + sign * 0.1,
      correct: isWrong ? 0 : 1,
      model: name,
    };
  });
}

describe("findings about one panel", () => {
  it("claim what the intervals bear out, with the numbers", () => {
    const report = reportOf([model(400, 1, 1)]);
    const [panel] = report.panels;
    if (panel === undefined) throw new Error("no panel");
    const [separation] = of(report, "separation", "entropy");
    expect(separation?.certainty).toBe("supported");
    expect(separation?.text).toContain(
      `AUROC ${Number((panel.separation.entropy.auroc ?? NaN).toPrecision(3))}`,
    );
    const [threshold] = of(report, "threshold");
    expect(threshold).toMatchObject({
      certainty: "supported",
      target: { panels: [0] },
      usesAnswerKey: false,
    });
    expect(threshold?.text).toMatch(/^Below the threshold 0\.4, .* fewer \(95% interval/);
    expect(of(report, "bestSplit")).toHaveLength(2);
    expect(of(report, "lowestEntropyIncorrect")[0]?.text).toContain(
      `about one in ${panel.incorrect + 1} would lie left of it`,
    );
    expect(of(report, "calibration")).toEqual([]);
  });

  it("make no claim where there is nothing to know", () => {
    const report = reportOf([model(400, 0, 2)]);
    for (const metric of ["entropy", "jsDivergence"] as const) {
      expect(of(report, "separation", metric)[0]).toMatchObject({ certainty: "undecided" });
      expect(of(report, "separation", metric)[0]?.text).toContain("does not clearly tell mistakes");
    }
    expect(of(report, "threshold")[0]?.certainty).toBe("undecided");
    expect(of(report, "trend").map(({ certainty }) => certainty)).toEqual(["undecided", "undecided"]);
  });

  it("say when a metric is the wrong way round", () => {
    const report = reportOf([model(400, -1, 3)]);
    expect(of(report, "separation", "entropy")[0]?.text).toContain("is lower for incorrect answers");
    expect(of(report, "threshold")[0]?.text).toContain("trust the wrong side");
  });

  it("are sure of nothing from a handful of answers", () => {
    const report = reportOf([model(6, 1, 5)]);
    expect(
      all(report)
        .filter(({ target }) => target.element !== "threshold")
        .map(({ certainty }) => certainty),
    ).not.toContain("supported");
  });

  it("warn of the answer key, and give no advice from it", () => {
    const report = reportOf([model(400, 1, 1)], {}, ANSWER_KEY);
    expect(
      of(report, "threshold")
        .map(({ text }) => text)
        .join(" "),
    ).toContain("computed from the answer key");
    expect(of(report, "bestSplit").map(({ target }) => target.metric)).toEqual(["entropy"]);
    for (const { target, usesAnswerKey } of all(report)) {
      if (target.metric === "jsDivergence") expect(usesAnswerKey).toBe(true);
      if (target.metric === "entropy") expect(usesAnswerKey).toBe(false);
    }
    expect(all(reportOf([model(400, 1, 1)])).some(({ usesAnswerKey }) => usesAnswerKey)).toBe(false);
  });

  it("follow a vertical line that was moved", () => {
    const report = reportOf([model(400, 1, 1)], { vertical: 1.5 });
    const [panel] = report.panels;
    const [mistake, line] = of(report, "lowestEntropyIncorrect");
    const left = (panel?.regions?.leftBelow.count ?? NaN) + (panel?.regions?.leftAbove.count ?? NaN);
    expect(line?.text).toContain(`Left of the vertical line at 1.5 nats lie ${left} answers`);
    expect(mistake?.text).toBe(of(reportOf([model(400, 1, 1)]), "lowestEntropyIncorrect")[0]?.text);
    expect(of(reportOf([model(400, 1, 1)]), "lowestEntropyIncorrect")).toHaveLength(1);
  });

  it("follow a filter, and say of how many answers they are", () => {
    const samples = model(300, 1, 4);
    const halves = {
      name: "split",
      values: ["test", "`train`"],
      codes: Uint8Array.from(samples, (_, i) => ((i % 3) % 2) + 1),
    };
    const table = { ...tableOf(samples), facets: [halves] };
    const filters = [{ facet: "split", values: ["`train`"] }];
    const report = reportOfTables([table], { ...OPTIONS, filters });
    expect(report.panels[0]).toMatchObject({ plotted: 100, filteredOut: 200 });
    expect(all(report)[0]?.text).toBe("Of 300 answers, 100 pass the filter; all that follows is of these.");
    const kept = samples.filter((_, i) => i % 3 === 1);
    expect(all(report).slice(1)).toEqual(all(reportOf([kept])));
    expect(findingsMarkdown(report)).toContain("Only answers with `split` = `` `train` ``.");
    const none = reportOfTables([table], { ...OPTIONS, filters: [{ facet: "split", values: [] }] });
    expect(all(none).map(({ text }) => text)).toEqual([
      "Of 300 answers, 0 pass the filter; all that follows is of these.",
      "No answer is plotted.",
    ]);
  });

  it("follow the threshold and the target", () => {
    const samples = [model(300, 1, 8)];
    const texts = (threshold: number, targetAccuracy: number) =>
      all(reportOf(samples, { threshold, targetAccuracy })).map(({ text }) => text);
    expect(texts(0.3, 0.9)).not.toEqual(texts(0.4, 0.9));
    expect(texts(0.4, 0.8)).not.toEqual(texts(0.4, 0.9));
    expect(texts(9, 0.9).join(" ")).toContain("Every answer lies below the threshold 9");
    expect(texts(0, 0.9).join(" ")).toContain("Every answer lies at or above the threshold 0");
  });
});

describe("findings about two models", () => {
  it("name the better one first, and doubt what may be chance", () => {
    const lower = model(400, 1, 11, 0, "Low");
    const higher = model(400, 1, 11, 0.5, "High");
    const report = reportOf([lower, higher]);
    const entropy = of(report, "points", "entropy").find(({ text }) => text.includes("median"));
    expect(entropy).toMatchObject({ certainty: "supported", target: { panels: [0, 1] } });
    expect(entropy?.text).toMatch(/^Low has the lower entropy: median .* of High, 0\.5 nats less/);
    const reversedReport = reportOf([higher, lower]);
    expect(of(reversedReport, "points", "entropy").map(({ text }) => text)).toContain(entropy?.text);
    const accuracy = all(report).find(({ text }) => text.startsWith("Neither is clearly right more often"));
    expect(accuracy?.certainty).toBe("undecided");
  });

  it("are not made of too few questions, of other definitions, or without saying how samples were paired", () => {
    const few = all(reportOf([model(12, 1, 1, 0, "A"), model(12, 1, 2, 0, "B")]));
    expect(few.map(({ text }) => text).join(" ")).toContain("too few to say how the models differ");
    const tables = [tableOf(model(50, 1, 1, 0, "A"), ANSWER_KEY), tableOf(model(50, 1, 2, 0, "B"))];
    const texts = all(reportOfTables(tables, OPTIONS)).map(({ text }) => text);
    expect(texts).toContain("Their JS divergences are not compared: they are defined differently.");
    expect(texts).toContain("Their entropies are not compared: they are defined differently.");
    const renamed = model(50, 1, 2, 0, "B").map((sample) => ({ ...sample, id: `other ${sample.id}` }));
    expect(all(reportOf([model(50, 1, 1, 0, "A"), renamed]))[0]?.text).toContain(
      "not question by question: they have too few ids in common",
    );
  });
});

describe("findings of any results", () => {
  const sample = fc.record({
    id: fc.integer({ min: 0, max: 60 }).map(String),
    entropy: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: 0, max: 40, noNaN: true })),
    jsDivergence: fc.oneof(fc.constantFrom(0, 0.1, 0.3), fc.double({ min: 0, max: 0.69, noNaN: true })),
    correct: fc.constantFrom(0, 1, 2),
  });
  const samples = fc.oneof(
    fc.array(sample, { minLength: 1, maxLength: 40 }),
    fc.array(
      sample.map((s) => ({ ...s, correct: 1 as const })),
      { minLength: 1, maxLength: 30 },
    ),
  );

  it("never say undefined or NaN", () => {
    fc.assert(
      fc.property(samples, samples, fc.boolean(), (first, second, usesKey) => {
        const options = { threshold: 0.1, unit: "bits", targetAccuracy: 0.75 } as const;
        const report = reportOf([first, second], options, usesKey ? ANSWER_KEY : undefined);
        for (const { text, target } of all(report)) {
          expect(text).not.toMatch(/NaN|undefined|null|Infinity|\{\d\}|\[object/);
          expect(text).toMatch(/[.:]$/);
          expect(target.panels.every((panel) => panel === 0 || panel === 1)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("claim a difference only where its interval leaves out 0", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 60 }),
        fc.nat(1000),
        fc.constantFrom(0, 0.1, 0.4),
        (n, seed, shift) => {
          const report = reportOf([model(n, 1, seed, 0, "A"), model(n, 0.5, seed + 1, shift, "B")]);
          const [comparison] = report.comparison;
          if (comparison === undefined) throw new Error("no comparison");
          const intervals = Object.values(comparison.differences).map(
            (estimate: DifferenceEstimate | null) => estimate?.interval,
          );
          const clear = intervals.filter((bounds) => bounds && (bounds.low > 0 || bounds.high < 0)).length;
          const claims = all(report).filter(
            ({ target, certainty }) => target.panels.length === 2 && certainty === "supported",
          );
          expect(claims).toHaveLength(clear);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe("findings as Markdown", () => {
  /** What is left of a line outside of its code spans, by CommonMark 0.31, section 6.1. */
  const outsideCode = (line: string) => line.replaceAll(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, "");

  it("keep names from files in code spans, where nothing is markup", () => {
    const hostile = fc.oneof(
      fc.string({
        unit: fc.constantFrom("`", "``", "a", " ", "\n", "\r", "*", "<", "[", "]", "(", "|", "#", "\\", "@"),
      }),
      fc.constantFrom(
        "![x](http://evil)",
        "<img src=x onerror=alert(1)>",
        "\n# heading",
        "www.evil.example",
        "\u202Egpj",
      ),
    );
    fc.assert(
      fc.property(hostile, (name) => {
        const span = codeSpan(name);
        expect(span).not.toMatch(/[\n\r\u2028\u202E]/);
        expect(outsideCode(`see ${span}, and more`)).toBe(
          span === "(unnamed)" ? "see (unnamed), and more" : "see , and more",
        );
      }),
    );
    const name = "<b>` www.evil.example [x](y)";
    const markdown = findingsMarkdown(reportOf([model(30, 1, 1, 0, name), model(30, 1, 2, 0, `${name} 2`)]));
    expect(markdown).toContain("evil");
    for (const line of markdown.split("\n")) expect(outsideCode(line)).not.toMatch(/evil|<b>|\[x\]/);
  });

  it("state the five conclusions for MMBench", async () => {
    const tables = await Promise.all(
      ["Yi-VL-6B", "Yi-VL-34B"].map(async (name) =>
        readResults(await fileSource(`media/samples/mmbench/${name}.jsonl`), { definition: "auto" }),
      ),
    );
    const report = reportOfTables(tables, { threshold: 0.075, unit: "nats", targetAccuracy: 0.95 });
    const markdown = findingsMarkdown(report);
    expect(markdown).toContain("## `MMBench - Yi-VL-6B` against `MMBench - Yi-VL-34B`");
    expect(markdown).toContain(
      "- `Yi-VL-34B` is right more often: 80.0% against 76.3% of `Yi-VL-6B`, 3.75 points more",
    );
    expect(markdown).toContain(
      "- Below the threshold 0.075, 100% of 2,657 answers are correct; at or above it, 39.6% of 1,720",
    );
    expect(markdown).toContain(
      "- The most confident mistake has an entropy of 0.0227 nats. 539 answers (12.3%) have a lower one",
    );
    expect(markdown).toContain(
      "(AUROC 0.864, 95% interval 0.853 to 0.876). The two classes overlap by 40.2%.",
    );
    expect(markdown).toContain(
      "- Among incorrect answers, JS divergence falls with entropy (rank correlation -0.444",
    );
    expect(markdown).toContain("- Entropy does not clearly tell mistakes better in either");
    expect(new Set(all(report).map(({ conclusion }) => conclusion))).toEqual(
      new Set(["distribution", "threshold", "lowestEntropyIncorrect", "separation", "trend"]),
    );
  });
});
