import * as vscode from "vscode";
import type { PlotTabs } from "../panel/plotTabs";

interface Sample extends vscode.QuickPickItem {
  readonly files: readonly string[];
}

/** Plots results that come with the extension. */
export async function openSample(extensionUri: vscode.Uri, tabs: PlotTabs): Promise<void> {
  const samples: readonly Sample[] = [
    {
      label: vscode.l10n.t("ProofWriter, synthetic"),
      description: "Llama3.1-8B, Llama3.1-70B",
      detail: vscode.l10n.t("Made by a seeded generator in the shape of a chain-of-thought evaluation."),
      files: ["proofwriter-synthetic/Llama3.1-8B.jsonl", "proofwriter-synthetic/Llama3.1-70B.jsonl"],
    },
    {
      label: vscode.l10n.t("MMBench, real option logits"),
      description: "Yi-VL-6B, Yi-VL-34B",
      detail: vscode.l10n.t(
        "4,377 multiple-choice questions, from the outputs of VLM-Uncertainty-Bench (MIT).",
      ),
      files: ["mmbench/Yi-VL-6B.jsonl", "mmbench/Yi-VL-34B.jsonl"],
    },
  ];
  const sample = await vscode.window.showQuickPick(samples, {
    placeHolder: vscode.l10n.t("Choose the sample results to plot"),
  });
  if (sample === undefined) return;
  const folder = vscode.Uri.joinPath(extensionUri, "media", "samples");
  await tabs.show(sample.files.map((file) => vscode.Uri.joinPath(folder, file)));
}
