import { provideCodeServer } from "./codeServer.mjs";
import { hasDisplay, hasVirtualDisplay, provideDesktop } from "./desktop.mjs";

/**
 * Provides a real VS Code: the desktop program where it can be downloaded and shown, else the server of the npm
 * package code-server. PLOT_DIVERGENCE_VSCODE=desktop or code-server decides instead.
 *
 * @returns {Promise<{ route: "desktop", program: string } | { route: "code-server" }>}
 */
export async function provideVSCode() {
  const wanted = process.env.PLOT_DIVERGENCE_VSCODE;
  if (wanted !== undefined && wanted !== "desktop" && wanted !== "code-server") {
    throw new Error(`PLOT_DIVERGENCE_VSCODE is "desktop" or "code-server", not "${wanted}"`);
  }
  if (wanted === "desktop") return say({ route: "desktop", program: await provideDesktop() }, "as asked for");
  if (wanted === "code-server") return codeServer("as asked for");
  if (!hasDisplay() && !hasVirtualDisplay()) return codeServer("there is no display and no xvfb-run");
  try {
    return say({ route: "desktop", program: await provideDesktop() }, "downloaded by @vscode/test-electron");
  } catch (error) {
    return codeServer(error.message);
  }
}

async function codeServer(reason) {
  const chosen = say({ route: "code-server" }, reason);
  await provideCodeServer();
  return chosen;
}

function say(chosen, reason) {
  console.log(`VS Code: ${chosen.route} (${reason})`);
  return chosen;
}
