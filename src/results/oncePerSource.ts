import type { ByteSource } from "./byteSource";

/**
 * A function of sources that makes one result of each, so that what it learns on the way, such as where a
 * transformation can start anew, serves the next read. Options are those of the first call for a source.
 */
export function oncePerSource<Options extends readonly unknown[], Result>(
  transform: (source: ByteSource, ...options: Options) => Promise<Result>,
): (source: ByteSource, ...options: Options) => Promise<Result> {
  const results = new WeakMap<ByteSource, Promise<Result>>();
  return (source, ...options) => {
    const known = results.get(source);
    if (known !== undefined) return known;
    const result = transform(source, ...options);
    // Not kept when it fails: the file may be readable the next time.
    result.catch(() => results.delete(source));
    results.set(source, result);
    return result;
  };
}
