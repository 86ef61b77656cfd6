import type { Button, Checkbox, Dropdown, Option, TextField } from "@vscode/webview-ui-toolkit";

declare global {
  interface HTMLElementTagNameMap {
    "vscode-button": Button;
    "vscode-checkbox": Checkbox;
    "vscode-dropdown": Dropdown;
    "vscode-option": Option;
    "vscode-text-field": TextField;
  }
}
