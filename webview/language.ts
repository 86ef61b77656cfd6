import { config } from "@vscode/l10n";

/** The translations that VS Code has loaded for the extension come with the page. */
const { translations } = document.body.dataset;
if (translations !== undefined) config({ contents: translations });
