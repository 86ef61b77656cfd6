import type { ByteSource } from "./byteSource";

/**
 * A transformation of sources that makes one result of each, so that what it learns on the way, such as where it can
 * start anew, serves the next read. Options are those of the first call for a source.
 */
export function oncePerSource<Options extends readonly unknown[]>(
  transform: (source: ByteSource, ...options: Options) => Promise<ByteSource>,
): (source: ByteSource, ...options: Options) => Promise<ByteSource> {
  const results = new WeakMap<ByteSource, Promise<ByteSource>>();
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
