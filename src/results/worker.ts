import { parentPort, type MessagePort } from "node:worker_threads";
import { answerHead } from "./answerHead";
import { BLOCK_THREAD } from "./blocks/blockMessages";
import { helpWithBlocks } from "./blocks/blockThread";
import { fileSource, memorySource, type ByteSource } from "./byteSource";
import { answerKey, type AnswerList } from "./answers/answerKey";
import { readAnswerList } from "./answers/readAnswerList";
import type { HeadReply, HeadRequest } from "./headMessages";
import { readResults } from "./readResults";
import { readStop, requestStop } from "./readStop";
import type { SampleTable } from "./sampleTable";
import { tableBuffers } from "./tableBuffers";
import { enterThread } from "./threadLanguage";
import { failureOf } from "./workerFailure";
import type {
  AnswersReply,
  AnswersRequest,
  WorkerMessage,
  WorkerRequest,
  WorkerSource,
} from "./workerMessages";

/** Progress is not told more often: each time wakes another thread. */
const PROGRESS_MS = 10;

async function run(
  port: MessagePort,
  {
    sources,
    options,
    answers = [],
    stop = readStop(),
    isAlone,
    enoughBytes = Infinity,
    helpers = [],
  }: WorkerRequest,
): Promise<void> {
  const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []) => {
    port.postMessage(message, transfer);
  };
  let file: string | null = null;
  try {
    const opened: ByteSource[] = [];
    for (const source of sources) {
      file = nameOf(source);
      opened.push(await open(source));
    }
    const lists: AnswerList[] = [];
    for (const source of answers) {
      file = nameOf(source);
      lists.push(await readAnswerList(await open(source), options));
    }
    const key = answerKey(lists);
    const reading = key === null ? options : { ...options, answers: key };
    const bytesTotal = opened.reduce((sum, { size }) => sum + size, 0);
    const tables: SampleTable[] = [];
    let bytesBefore = 0;
    let saidAt = -Infinity;
    const started = [...helpers];
    for (const source of opened) {
      file = source.name;
      const onProgress = (bytesRead: number) => {
        if (bytesRead >= enoughBytes) requestStop(stop);
        const now = performance.now();
        if (bytesRead < source.size && now - saidAt < PROGRESS_MS) return;
        saidAt = now;
        say({ type: "progress", bytesRead: bytesBefore + bytesRead, bytesTotal });
      };
      tables.push(
        await readResults(source, reading, {
          onProgress,
          stop,
          helpers: started,
          ...(isAlone !== true && { workerPath: __filename }),
        }),
      );
      for (const port of started.splice(0)) port.close();
      bytesBefore += source.size;
    }
    say({ type: "tables", tables }, tables.flatMap(tableBuffers));
  } catch (error) {
    say({ type: "failure", failure: failureOf(error, file) });
  }
}

async function lookAt(port: MessagePort, request: HeadRequest): Promise<void> {
  const say = (reply: HeadReply) => {
    port.postMessage(reply);
  };
  try {
    say(await answerHead(await open(request.head), request));
  } catch (error) {
    say({ type: "failure", failure: failureOf(error, nameOf(request.head)) });
  }
}

async function listAnswers(port: MessagePort, { answersOf, options }: AnswersRequest): Promise<void> {
  const say = (reply: AnswersReply) => {
    port.postMessage(reply);
  };
  try {
    say({ type: "answers", list: await readAnswerList(await open(answersOf), options) });
  } catch (error) {
    say({ type: "failure", failure: failureOf(error, nameOf(answersOf)) });
  }
}

function open(source: WorkerSource): Promise<ByteSource> {
  return "path" in source
    ? fileSource(source.path)
    : Promise.resolve(memorySource(source.name, source.bytes));
}

function nameOf(source: WorkerSource): string {
  return "path" in source ? source.path : source.name;
}

const task = enterThread();
const host = parentPort;
if (host !== null && task === BLOCK_THREAD) helpWithBlocks(host);
else {
  host?.once("message", (request: WorkerRequest | HeadRequest | AnswersRequest) => {
    if ("head" in request) void lookAt(host, request);
    else if ("answersOf" in request) void listAnswers(host, request);
    else void run(host, request);
  });
}
