import { askWorker } from "../askWorker";
import type { ReadOptions } from "../readOptions";
import { restoredFailure } from "../workerFailure";
import type { AnswersReply, AnswersRequest, WorkerSource } from "../workerMessages";
import { answerKey, type AnswerKey, type AnswerList } from "./answerKey";

/**
 * Reads from files which answers are correct, or what they should be, by id, each in a thread of its own.
 *
 * @param workerPath the bundled worker entry
 * @returns null when there are no files
 * @throws UnreadableResultsError when one cannot be read, or says nothing of the kind
 */
export async function readAnswersInWorker(
  workerPath: string,
  files: readonly WorkerSource[],
  options: ReadOptions,
): Promise<AnswerKey | null> {
  const lists = await Promise.all(files.map((answersOf) => listOf(workerPath, { answersOf, options })));
  return answerKey(lists);
}

function listOf(workerPath: string, request: AnswersRequest): Promise<AnswerList> {
  return askWorker(workerPath, {
    request,
    answerOf(reply: AnswersReply) {
      if (reply.type === "failure") throw restoredFailure(reply.failure);
      return reply.list;
    },
  });
}
