import type { FrameLocator, Locator, Page } from "playwright-core";

/** A VS Code window in a browser page, worked with as a user does. */
export interface Workbench {
  readonly page: Page;
  /**
   * Selects files in the explorer by Ctrl and click, in this order. A click alone would open the file, and the
   * explorer then selects what has been opened, at a time of its own.
   */
  select(...names: string[]): Promise<void>;
  /** Right-clicks a file in the explorer. @returns the entries of the menu */
  openContextMenu(name: string): Promise<string[]>;
  pickFromContextMenu(entry: string): Promise<void>;
  closeContextMenu(): Promise<void>;
  /** Opens a file as text by a double click in the explorer. */
  openFile(name: string): Promise<void>;
  /** Runs a command by its title in the command palette. */
  runCommand(title: string): Promise<void>;
  /** Picks an entry of the quick pick that a command has opened. */
  pick(entry: string): Promise<void>;
  /** Reloads the window, as after an update of VS Code. */
  reload(): Promise<void>;
  /** The labels of the open tabs. */
  tabs(): Promise<string[]>;
  /** The page inside the visible webview. */
  webview(): FrameLocator;
  /** Closes every tab; unsaved edits are lost. */
  closeAllTabs(): Promise<void>;
  /** Closes notifications that stand over the window. */
  dismissNotifications(): Promise<void>;
}

const READY_MILLISECONDS = 60_000;
const ACTION_MILLISECONDS = 15_000;
// VS Code's menus ignore a mouse button that is released within 100 ms of their opening.
const MENU_DEAF_MILLISECONDS = 250;

// File icons come from an extension of VS Code's own: once they are drawn, every extension's menus are known.
const HAS_FILE_ICONS =
  "getComputedStyle(document.querySelector('.explorer-folders-view .file-icon'), '::before').content !== 'none'";

/** Opens a window on a folder and waits until its explorer and the extensions' menus are there. */
export async function openWorkbench(page: Page, address: string): Promise<Workbench> {
  // Chromium would otherwise ask before it leaves a window with unsaved files.
  page.on("dialog", (dialog) => void dialog.accept());
  page.setDefaultTimeout(ACTION_MILLISECONDS);
  await page.goto(address, { timeout: READY_MILLISECONDS });
  const rows = page.locator(".explorer-folders-view .monaco-list-row");
  await rows.first().waitFor({ timeout: READY_MILLISECONDS });
  await page.waitForFunction(HAS_FILE_ICONS, undefined, { timeout: READY_MILLISECONDS });

  const file = (name: string): Locator => page.locator(`.explorer-folders-view [aria-label^="${name}"]`);
  const menu = page.locator(".monaco-menu");
  const menuEntries = menu.locator(".action-item:not(.disabled) .action-label:not(.separator)");

  const runCommand = async (title: string) => {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input").first().fill(`>${title}`);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
  };

  return {
    page,
    async select(...names) {
      const list = page.locator(".explorer-folders-view");
      const { height } = (await list.boundingBox()) ?? { height: 0 };
      await list.click({ position: { x: 100, y: height - 10 } });
      for (const name of names) await file(name).click({ modifiers: ["ControlOrMeta"] });
    },
    async openContextMenu(name) {
      await file(name).click({ button: "right" });
      await menu.waitFor();
      await page.waitForTimeout(MENU_DEAF_MILLISECONDS);
      return menuEntries.allTextContents();
    },
    async pickFromContextMenu(entry) {
      await menu.getByText(entry, { exact: true }).click();
      await menu.waitFor({ state: "detached" });
    },
    async closeContextMenu() {
      await page.keyboard.press("Escape");
      await menu.waitFor({ state: "detached" });
    },
    async openFile(name) {
      await file(name).dblclick();
      await page.locator(".part.editor .monaco-editor .view-lines:visible").first().waitFor();
    },
    runCommand,
    async pick(entry) {
      await page.locator(".quick-input-list .monaco-list-row", { hasText: entry }).first().click();
    },
    async reload() {
      // By VS Code's own command: it writes down the state of its tabs before it goes.
      await Promise.all([page.waitForEvent("load"), runCommand("Developer: Reload Window")]);
      await rows.first().waitFor({ timeout: READY_MILLISECONDS });
    },
    tabs: () => page.locator(".tabs-container .tab .label-name").allTextContents(),
    webview: () => page.frameLocator("iframe.webview.ready:visible").frameLocator("#active-frame"),
    async closeAllTabs() {
      const isDirty = (await page.locator(".tabs-container .tab.dirty").count()) > 0;
      await runCommand("View: Close All Editors");
      if (isDirty) await page.locator(".monaco-dialog-box").getByText("Don't Save", { exact: true }).click();
      await page.locator(".tabs-container .tab").first().waitFor({ state: "detached" });
    },
    async dismissNotifications() {
      await runCommand("Notifications: Clear All Notifications");
      await page.locator(".notification-toast").first().waitFor({ state: "detached" });
    },
  };
}
