import { basename } from "node:path";
import { version } from "../package.json";
import { withLengthFacets } from "./analysis/lengthFacets";
import { plotPanels, usesAnswerKey, type PlotPanel } from "./analysis/plot";
import { reportPlot } from "./analysis/plotReport";
import { summariseTrend } from "./analysis/separationSummary";
import { summarisePanel } from "./analysis/summary";
import { panelTrend } from "./analysis/trend";
import { checkPlotted } from "./cli/checkPlotted";
import { checkChoices } from "./cli/choiceOptions";
import { compareModels } from "./cli/compareModels";
import { parseJob, USAGE, type Job } from "./cli/job";
import { readMappings } from "./cli/mappingOptions";
import { withFilesOfFolders } from "./cli/folderFiles";
import { readAnswers } from "./cli/joinFiles";
import { leftOutLines } from "./cli/leftOut";
import { readFiles, type ReadFiles } from "./cli/readFiles";
import { UsageError } from "./cli/usageError";
import { filtersOf } from "./cli/whereOptions";
import { writeOutput, writePieces } from "./cli/writeOutput";
import { writeReport } from "./cli/writeReport";
import { figuresTable } from "./cli/figuresTable";
import { buildFigure, figurePoints } from "./figure/buildFigure";
import { pointsCsv } from "./figure/pointsCsv";
import { figureSvg } from "./figure/svg";
import { trendLines } from "./figure/trendLines";
import { UnreadableResultsError } from "./results/readOptions";

/** Does the job in English: no translations are loaded here, for the readers' texts neither. */
async function run(job: Job): Promise<void> {
  const { threshold, unit, reading, mapping } = job;
  const files = await withFilesOfFolders(job.paths, job.tasks);
  const mappings = job.mappings === undefined ? [] : await readMappings(job.mappings);
  const hasCompanions = files.length > 1;
  const answers = await readAnswers(job.answers, reading);
  const options = {
    ...{ ...reading, ...(mapping && { mapping }), mappings, hasCompanions },
    ...(answers && { answers }),
  };
  const { read: waiting, leftOut } = await readFiles(files, options);
  const compared = compareModels(waiting);
  const read = job.wheres.length === 0 ? compared : withLengths(compared);
  const tables = read.map(({ table }) => table);
  checkChoices(reading.choices ?? {}, tables);
  for (const line of leftOutLines(leftOut)) process.stderr.write(`plot-divergence: ${line}\n`);
  checkPlotted(read);
  const filters = filtersOf(job.wheres, tables);
  const panels = plotPanels(
    read.map(({ path, table }) => ({ fileName: basename(path), table })),
    filters,
  );
  const fileOf = (panel: PlotPanel) => read[panel.source]?.path ?? "";
  if (job.out !== undefined) await writeOutput(job.out, svg(panels, job));
  if (job.points !== undefined) {
    const identified = panels.flatMap((panel) => {
      const table = tables[panel.source];
      return table === undefined ? [] : [{ panel, ids: table.id }];
    });
    await writePieces(job.points, pointsCsv(identified, unit));
  }
  if (job.summary !== undefined || job.findings !== undefined) {
    const named = read.map(({ path, table }) => ({ name: path, table }));
    await writeReport(reportPlot(panels, named, { ...job, filters }), job);
  } else if (job.out === undefined && job.points === undefined) {
    const summaries = panels.map((panel) => summarisePanel(panel, fileOf(panel), threshold, unit));
    process.stdout.write(figuresTable(summaries));
  }
}

function svg(panels: readonly PlotPanel[], { threshold, unit, hasTrendLines, hasShapes }: Job): string {
  const linesOf = ({ samples, analysis }: PlotPanel) => {
    const trend = panelTrend(samples, analysis);
    return trendLines({ trend: summariseTrend(trend, unit, usesAnswerKey(samples.provenance)) });
  };
  return figureSvg(
    buildFigure(panels, { threshold, unit, linkedAxes: true }),
    panels.map((panel) => figurePoints(panel, unit)),
    { palette: "blueRed", hasShapes, trendLines: hasTrendLines ? panels.map(linesOf) : [] },
  );
}

/** Lengths can be filtered by as well. */
function withLengths(read: ReadFiles["read"]): ReadFiles["read"] {
  const tables = withLengthFacets(read.map(({ table }) => table));
  return read.map((file, i) => ({ ...file, table: tables[i] ?? file.table }));
}

async function main(): Promise<void> {
  const job = parseJob(process.argv.slice(2));
  if (job === "help") process.stdout.write(USAGE);
  else if (job === "version") process.stdout.write(`${version}\n`);
  else await run(job);
}

/** Bad usage and unreadable or unwritable files are the user's to mend; anything else is a bug and keeps its stack. */
function isForUser(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof UnreadableResultsError ||
    (error instanceof Error && "code" in error && typeof error.code === "string")
  );
}

main().catch((error: unknown) => {
  if (isForUser(error))
    process.stderr.write(`plot-divergence: ${error.message.replaceAll(/\s*\n\s*/g, " ")}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
});
