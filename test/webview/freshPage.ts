import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { launchChromium, openWebview, type WebviewPage } from "./webviewPage";

/**
 * Opens the webview anew before each test of the suite that this is called in, and closes it afterwards.
 *
 * @param use is given the page before the test begins
 */
export function withFreshPage(use: (webview: WebviewPage) => Promise<void> | void): void {
  let browser: Browser;
  let webview: WebviewPage;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  beforeEach(async () => {
    webview = await openWebview(browser);
    await use(webview);
  });
  afterEach(() => webview.close());
  afterAll(() => browser.close());
}
