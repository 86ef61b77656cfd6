/** Asks a read to end where it is and to keep what it has; shared by all threads that read. */
export type ReadStop = Int32Array<SharedArrayBuffer>;

export function readStop(): ReadStop {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

export function requestStop(stop: ReadStop): void {
  Atomics.store(stop, 0, 1);
}

export function isStopRequested(stop: ReadStop | undefined): boolean {
  return stop !== undefined && Atomics.load(stop, 0) === 1;
}
