// Writes media/samples/. The MMBench part needs the folder of the original outputs as its argument and is left as it
// is without one:  node scripts/makeSamples.mjs [FOLDER_OF_MMBENCH]
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { PROOFWRITER_MODELS, proofWriterRecords } from "./proofWriterSample.mjs";

const SAMPLES = new URL("../media/samples/", import.meta.url);

async function writeJsonLines(folder, name, records) {
  await mkdir(new URL(`${folder}/`, SAMPLES), { recursive: true });
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join("");
  await writeFile(new URL(`${folder}/${name}`, SAMPLES), text);
  console.log(`${folder}/${name}: ${records.length} records, ${text.length} bytes`);
}

for (const design of PROOFWRITER_MODELS) {
  await writeJsonLines("proofwriter-synthetic", `${design.model}.jsonl`, proofWriterRecords(design));
}

const [original] = process.argv.slice(2);
if (original !== undefined) {
  for (const model of ["Yi-VL-6B", "Yi-VL-34B"]) {
    const lines = (await readFile(`${original}/${model}.jsonl`, "utf8")).trim().split("\n");
    const records = lines.map((line) => {
      const { id, dataset, split, category, answer, logits } = JSON.parse(line);
      return { id, model, dataset, split, category, answer, logits };
    });
    await writeJsonLines("mmbench", `${model}.jsonl`, records);
  }
}
