import { join } from "node:path";
import { canInstallDebianPackages, installDebianPackages } from "./debianPackages.mjs";
import { findOnPath, isExecutable } from "./programs.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"];

const PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
    .map((variable) => process.env[variable])
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, "Google", "Chrome", "Application", "chrome.exe")),
];

/** How Chromium is started headless, also as root and without reaching for the network. */
export const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @returns {string | undefined} the address of a Chromium or Chrome on this machine; CHROMIUM names another */
export function findChromium() {
  return process.env.CHROMIUM ?? findOnPath(NAMES) ?? PLACES.find(isExecutable);
}

/** Finds Chromium, or installs Debian's where that is allowed. */
export async function provideChromium() {
  if (findChromium() === undefined && canInstallDebianPackages()) {
    await installDebianPackages(["chromium", "fonts-dejavu-core", "fonts-liberation"]);
  }
  const path = findChromium();
  if (path === undefined) {
    throw new Error("The tests need Chromium or Chrome: install one, or name its program in CHROMIUM.");
  }
  return path;
}
