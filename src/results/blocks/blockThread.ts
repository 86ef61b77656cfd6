import type { MessagePort } from "node:worker_threads";
import { rowTaker } from "../parquet/takeRows";
import { TooManyReasonsError } from "../skipCounts";
import { failureOf } from "../workerFailure";
import type { BlockPart } from "./blockJob";
import type { BlockMessage, HelpRequest, ThreadWork } from "./blockMessages";
import { blockTaker } from "./takeBlocks";

/** Reads parts of the work that comes through the port, in a thread that helps another. */
export function helpWithBlocks(port: MessagePort): void {
  port.once("message", (message: ThreadWork | HelpRequest) => {
    if ("port" in message) helpWithBlocks(message.port);
    else void help(port, message);
  });
}

async function help(port: MessagePort, { job, place, next }: ThreadWork): Promise<void> {
  const say = (message: BlockMessage, transfer: ArrayBuffer[] = []) => {
    port.postMessage(message, transfer);
  };
  try {
    const taker =
      "pieces" in job ? await rowTaker({ job, place, next }) : blockTaker({ job, place, next }, false);
    for (let taken = await taker.readNext(); taken !== null; taken = await taker.readNext()) {
      say({ type: "part", ...taken }, taken.part === null ? [] : partBuffers(taken.part));
    }
    taker.close();
    say({ type: "done" });
  } catch (error) {
    const hasTooManyReasons = error instanceof TooManyReasonsError;
    say({ type: "failure", failure: failureOf(error, null), hasTooManyReasons });
  }
}

function partBuffers({ table }: BlockPart): ArrayBuffer[] {
  const { entropy, jsDivergence, correct, confidence, model, byteOffset, line, id, facets, lengths } = table;
  const columns = [
    entropy,
    jsDivergence,
    correct,
    model,
    byteOffset,
    line,
    id.bytes,
    id.ends,
    id.positions,
    ...lengths,
  ];
  if (confidence !== null) columns.push(confidence);
  for (const facet of facets) if (facet !== null) columns.push(facet.codes);
  return columns.map(({ buffer }) => buffer);
}
