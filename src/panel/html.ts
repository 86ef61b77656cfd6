import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import * as vscode from "vscode";
import { inlineScript } from "./inlineScript";
import type { PersistedState } from "./messages";

/**
 * The panel's page. Scripts run by nonce only, nothing is loaded from outside the extension, and the state that
 * survives a reload travels as an attribute, so that it is kept even when the window closes while files are read. What
 * the first picture needs is in the page itself: VS Code takes longer to fetch it than the page to run it.
 */
export function panelHtml(webview: vscode.Webview, extensionUri: vscode.Uri, state: PersistedState): string {
  const nonce = randomBytes(16).toString("base64");
  const asset = (name: string) => vscode.Uri.joinPath(extensionUri, "dist", "webview", name);
  const text = (name: string) => readFileSync(asset(name).fsPath, "utf8");
  const controls = escapeAttribute(webview.asWebviewUri(asset("controls.js")).toString());
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource} data:`,
    `font-src ${webview.cspSource}`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="${nonce}">${text("style.css")}</style>
<title>${escapeAttribute(vscode.l10n.t("Plot Divergence"))}</title>
</head>
<body data-controls-src="${controls}" data-state="${escapeAttribute(JSON.stringify(state))}"${translations()}>
<script nonce="${nonce}">${inlineScript(text("main.js"))}</script>
</body>
</html>`;
}

/** What VS Code has loaded for its display language, if anything. */
function translations(): string {
  const { bundle } = vscode.l10n;
  return bundle === undefined ? "" : ` data-translations="${escapeAttribute(JSON.stringify(bundle))}"`;
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
