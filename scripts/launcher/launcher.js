const vscode = require("vscode");

/** Plots the files that PLOT_DIVERGENCE_FILES lists, unless the window still has its plot from before a reload. */
async function activate() {
  const files = JSON.parse(process.env.PLOT_DIVERGENCE_FILES ?? "[]");
  const hasPlot = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input?.viewType?.endsWith("plotDivergence.panel"));
  if (files.length === 0 || hasPlot) return;
  const uris = files.map((file) => vscode.Uri.file(file));
  await vscode.commands.executeCommand("plotDivergence.plot", uris[0], uris);
}

module.exports = { activate };
