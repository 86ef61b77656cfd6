import type { SampleClass } from "../src/figure/figure";
import { CLASS_COLORS } from "../src/figure/palette";
import type { Palette } from "../src/panel/messages";

/** The colours and fonts that a canvas needs to be told. */
export interface Theme {
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  readonly frame: string;
  readonly labelBackground: string;
  /** Around lines that lie on points. */
  readonly rim: string;
  readonly classes: Readonly<Record<SampleClass, string>>;
  /** Whether classes differ by shape as well as by colour. */
  readonly hasShapes: boolean;
  readonly fontFamily: string;
  readonly fontSize: number;
}

/** Sky blue, the lighter blue of Okabe and Ito's set: their dark one sinks into a dark background. */
const COLOR_BLIND_SAFE_BLUE_ON_DARK = "#56b4e9";

const forcedColors = matchMedia("(forced-colors: active)");

/** Chooses the classes' colours: the theme's, or the pair that colour-blind people tell apart. */
export function applyPalette(palette: Palette): void {
  const { style, classList } = document.body;
  // VS Code gives both classes to its light high-contrast themes.
  const isLight = classList.contains("vscode-light") || classList.contains("vscode-high-contrast-light");
  const safe = CLASS_COLORS.colorBlindSafe;
  const chosen =
    palette === "blueRed"
      ? { correct: "", incorrect: "" }
      : { ...safe, ...(!isLight && { correct: COLOR_BLIND_SAFE_BLUE_ON_DARK }) };
  style.setProperty("--class-correct", chosen.correct);
  style.setProperty("--class-incorrect", chosen.incorrect);
}

/** Reads the theme in force from the style sheet's variables. */
export function readTheme(): Theme {
  const body = getComputedStyle(document.body);
  const probe = document.createElement("span");
  document.body.append(probe);
  const color = (variable: string) => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const theme: Theme = {
    foreground: color("--plot-foreground"),
    muted: color("--plot-muted"),
    grid: color("--plot-grid"),
    frame: color("--plot-frame"),
    labelBackground: color("--plot-label-background"),
    rim: color("--vscode-editor-background"),
    classes: {
      correct: color("--class-correct"),
      incorrect: color("--class-incorrect"),
      unknown: color("--class-unknown"),
    },
    hasShapes:
      forcedColors.matches || [...document.body.classList].some((name) => name.includes("high-contrast")),
    fontFamily: body.fontFamily,
    fontSize: Number.parseFloat(body.fontSize),
  };
  probe.remove();
  return theme;
}

/** Calls back when VS Code has changed the theme, which it does by class and style attributes. */
export function onThemeChange(callback: () => void): void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
  observer.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  forcedColors.addEventListener("change", callback);
}
