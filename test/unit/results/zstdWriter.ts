import { compress, init } from "@bokuweb/zstd-wasm";

// Only here: initialised twice, the package goes on with functions of one instance and the memory of another.
await init();

/** One Zstandard frame, of the default level. */
export function zstdCompressed(bytes: Uint8Array): Buffer {
  return Buffer.from(compress(Buffer.from(bytes), 3));
}
