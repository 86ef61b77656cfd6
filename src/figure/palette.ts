import type { SampleClass } from "./figure";

/** Fill of a class of samples where no theme decides: on paper, and as the base of the panel's colours. */
export type ClassColors = Readonly<Record<SampleClass, string>>;

export const CLASS_COLORS: Readonly<Record<"blueRed" | "colorBlindSafe", ClassColors>> = {
  blueRed: { correct: "#1f77b4", incorrect: "#d62728", unknown: "#7f7f7f" },
  // Okabe and Ito (2008), "Color Universal Design": blue and orange stay apart in every common deficiency.
  colorBlindSafe: { correct: "#0072b2", incorrect: "#e69f00", unknown: "#7f7f7f" },
};
