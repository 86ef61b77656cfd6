import type { Button, Checkbox, TextField } from "@vscode/webview-ui-toolkit";

declare global {
  interface HTMLElementTagNameMap {
    "vscode-button": Button;
    "vscode-checkbox": Checkbox;
    "vscode-text-field": TextField;
  }
}
