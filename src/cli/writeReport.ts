import type { PlotReport } from "../analysis/plotReport";
import { reportJson } from "../analysis/reportJson";
import { findings } from "../figure/findings/findings";
import { findingsMarkdown } from "../figure/findings/findingsMarkdown";
import { UsageError } from "./usageError";
import { writeOutput } from "./writeOutput";

/** Where a report goes: paths, "-" for standard output, undefined for nowhere. */
export interface ReportTargets {
  /** As JSON. */
  readonly summary: string | undefined;
  /** As Markdown. */
  readonly findings: string | undefined;
}

/** @throws UsageError when both would go to standard output */
export function checkReportTargets({ summary, findings: text }: ReportTargets): void {
  if (summary === "-" && text === "-") {
    throw new UsageError("--summary and --findings cannot both go to standard output");
  }
}

/** Writes a plot's figures, with what they say in words. */
export async function writeReport(report: PlotReport, targets: ReportTargets): Promise<void> {
  if (targets.summary !== undefined) {
    const sentences = findings(report).flatMap((group) => group.findings);
    await write(targets.summary, reportJson({ ...report, findings: sentences }));
  }
  if (targets.findings !== undefined) await write(targets.findings, findingsMarkdown(report));
}

async function write(target: string, text: string): Promise<void> {
  if (target === "-") process.stdout.write(text);
  else await writeOutput(target, text);
}
