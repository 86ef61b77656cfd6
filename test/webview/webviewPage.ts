import { basename } from "node:path";
import { build } from "esbuild";
import { chromium, type Browser, type Page } from "playwright-core";
import { CHROMIUM_ARGUMENTS, findChromium } from "../../scripts/setup/chromium.mjs";
import { inlineScript } from "../../src/panel/inlineScript";
import type { HostMessage, PersistedState, WebviewMessage } from "../../src/panel/messages";
import themes from "./themes.json";

export type ThemeName = keyof typeof themes;

declare global {
  interface Window {
    sent: WebviewMessage[];
    violations: string[];
  }
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? "chromium",
    args: [...CHROMIUM_ARGUMENTS],
  });
}

type SentMessage<Type extends WebviewMessage["type"]> = Extract<WebviewMessage, { type: Type }>;

export interface WebviewPage {
  readonly page: Page;
  /** Posts a message as the host does. */
  post(message: HostMessage): Promise<void>;
  /** What the webview has sent so far, "ready" included. */
  sent(): Promise<WebviewMessage[]>;
  /** Those of one type. */
  sentOf<Type extends WebviewMessage["type"]>(type: Type): Promise<SentMessage<Type>[]>;
  setTheme(theme: ThemeName): Promise<void>;
  /** Waits until what was asked for has been drawn. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** The webview as it ships, by file name. */
export const bundles: Promise<ReadonlyMap<string, string>> = build({
  entryPoints: ["webview/main.ts", "webview/controls.ts", "webview/style.css"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "chrome132",
  define: { "process.env.NODE_ENV": '"production"' },
  outdir: "webview",
  write: false,
}).then(({ outputFiles }) => new Map(outputFiles.map(({ path, text }) => [basename(path), text])));

const ORIGIN = "https://webview.test";
const STATE: PersistedState = { files: ["file:///results.jsonl"] };

/**
 * The built webview in a page of its own, under the panel's content security policy, with a stand-in for the editor's
 * side of the wire and a theme of VS Code's.
 */
export async function openWebview(
  browser: Browser,
  {
    theme = "dark",
    width = 1000,
    height = 800,
    devicePixelRatio = 1,
    state = STATE,
  }: {
    theme?: ThemeName;
    width?: number;
    height?: number;
    devicePixelRatio?: number;
    state?: PersistedState;
  } = {},
): Promise<WebviewPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: devicePixelRatio,
  });
  const page = await context.newPage();
  const built = await bundles;
  await page.route(`${ORIGIN}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const text = (bundle: string) => built.get(bundle) ?? "";
    return name === ""
      ? route.fulfill({ contentType: "text/html", body: html(state, text("style.css"), text("main.js")) })
      : route.fulfill({ contentType: "text/javascript", body: text(name) });
  });
  await page.addInitScript(() => {
    window.sent = [];
    window.violations = [];
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      window.violations.push(`${violatedDirective} ${blockedURI}`);
    });
    Object.assign(globalThis, {
      acquireVsCodeApi: () => ({
        postMessage: (message: WebviewMessage) => window.sent.push(message),
        // As in the editor, the state outlives the page.
        getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") as PersistedState | undefined,
        setState: (saved: PersistedState) => {
          sessionStorage.setItem("state", JSON.stringify(saved));
        },
      }),
    });
  });
  const setTheme = (name: ThemeName) =>
    page.evaluate(({ bodyClass, variables }) => {
      document.documentElement.removeAttribute("style");
      for (const [variable, value] of Object.entries(variables)) {
        document.documentElement.style.setProperty(variable, value);
      }
      document.body.className = [
        ...[...document.body.classList].filter((known) => !known.startsWith("vscode-")),
        ...bodyClass.split(" "),
      ].join(" ");
      document.body.dataset.vscodeThemeKind = bodyClass.split(" ")[0];
    }, themes[name]);
  const settled = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
        }),
    );
  const sent = () => page.evaluate(() => window.sent);
  await page.goto(`${ORIGIN}/`);
  await setTheme(theme);
  return {
    page,
    post: async (message) => {
      await page.evaluate((serialised) => {
        const revive = (_: string, value: unknown) => {
          if (
            typeof value !== "object" ||
            value === null ||
            !("columnType" in value) ||
            !("base64" in value)
          ) {
            return value;
          }
          const bytes = Uint8Array.from(atob(String(value.base64)), (character) => character.charCodeAt(0));
          if (value.columnType === "u8") return bytes;
          return value.columnType === "u32" ? new Uint32Array(bytes.buffer) : new Float64Array(bytes.buffer);
        };
        window.postMessage(JSON.parse(serialised, revive));
      }, serialise(message));
      await settled();
    },
    sent,
    sentOf: async <Type extends WebviewMessage["type"]>(type: Type) =>
      (await sent()).filter((message): message is SentMessage<Type> => message.type === type),
    setTheme: async (name) => {
      await setTheme(name);
      await settled();
    },
    settled,
    close: () => context.close(),
  };
}

/** JSON in which typed arrays survive the way into the page. */
function serialise(message: HostMessage): string {
  return JSON.stringify(message, (_, value: unknown) => {
    if (value instanceof Float64Array) return { columnType: "f64", base64: base64Of(value) };
    if (value instanceof Uint32Array) return { columnType: "u32", base64: base64Of(value) };
    if (value instanceof Uint8Array) return { columnType: "u8", base64: base64Of(value) };
    return value;
  });
}

function base64Of({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

function html(state: PersistedState, style: string, script: string): string {
  const policy =
    "default-src 'none'; img-src data:; font-src 'self'; style-src 'self' 'nonce-test'; script-src 'nonce-test'";
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="test">${style}</style><title>Plot Divergence</title></head>
<body data-controls-src="controls.js" data-state='${JSON.stringify(state)}'>
<script nonce="test">${inlineScript(script)}</script></body></html>`;
}
