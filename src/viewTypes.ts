/** What VS Code knows a plot's tab by, as in package.json: one made by the command, and one opened as an editor. */
export const PANEL_TYPE = "plotDivergence.panel";
export const EDITOR_TYPE = "plotDivergence.editor";
