import { isReached, median, ratios, type Row, type Section } from "./results";

const HEADING = ["", "ours", "peer", "ours / peer", "goal", ""];

/** The section as Markdown: its table of ratios, how it was measured, and when and on what. */
export function sectionMarkdown(section: Section, circumstances: readonly string[]): string {
  const lines = [HEADING, HEADING.map(() => "---"), ...section.rows.map(cells)];
  const versions = Object.entries(section.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `## ${section.title}`,
    lines.map((line) => `| ${line.join(" | ")} |`).join("\n"),
    section.notes,
    `_${[...circumstances, ...versions].join("; ")}._`,
  ].join("\n\n");
}

/** The document with this section in the place of the one with the same title, or at the end. */
export function withSection(document: string, title: string, markdown: string): string {
  const [head = "", ...sections] = document.split(/^(?=## )/m).map((part) => part.trimEnd());
  const isSame = (part: string) => part.split("\n", 1)[0] === `## ${title}`;
  const found = sections.findIndex(isSame);
  const parts = found < 0 ? [...sections, markdown] : sections.with(found, markdown);
  return `${[head, ...parts].join("\n\n")}\n`;
}

function cells(row: Row): string[] {
  const { what, unit, ours, peer, goal } = row;
  const relative = ratios(row);
  const reached = isReached(row);
  return [
    what,
    spread(ours, unit),
    peer === null ? "" : `${peer.name} ${spread(peer.values, unit)}`,
    relative === null ? "" : spread(relative, ""),
    goal === null ? "" : "atMost" in goal ? `≤ ${number(goal.atMost)}` : `≥ ${number(goal.atLeast)}`,
    reached === null ? "" : reached ? "reached" : "missed",
  ];
}

/** Minimum and median. */
function spread(values: readonly number[], unit: string): string {
  return `${number(Math.min(...values))} / ${number(median(values))} ${unit}`.trimEnd();
}

function number(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}
