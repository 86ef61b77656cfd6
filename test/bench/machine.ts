import { availableParallelism, cpus, release, totalmem, type } from "node:os";

/** What the figures depend on besides the program: processor, memory, system, and the day. */
export function circumstances(): string[] {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return [
    new Date().toISOString().slice(0, 10),
    `${availableParallelism()} cores of ${model}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${type()} ${release().replace(/-.*/, "")}`,
    `Node ${process.versions.node}`,
  ];
}
