const MAGIC = 0x184d2204;
const HAS_DICTIONARY = 1;
const HAS_CONTENT_CHECKSUM = 4;
const HAS_CONTENT_SIZE = 8;
const HAS_BLOCK_CHECKSUMS = 16;
const IS_UNCOMPRESSED = 0x80000000;

/**
 * Decompresses one frame of LZ4 ("LZ4 Frame Format Description", 1.6), whose blocks may refer to those before.
 *
 * @param outputLength how many bytes come out
 * @throws RangeError when the frame is damaged or needs a dictionary
 */
export function decompressLz4Frame(input: Uint8Array, outputLength: number): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.length);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError("no LZ4 frame");
  const flags = view.getUint8(4);
  if ((flags & HAS_DICTIONARY) !== 0) throw new RangeError("an LZ4 frame that needs a dictionary");
  let position = 7 + ((flags & HAS_CONTENT_SIZE) !== 0 ? 8 : 0);
  const output = new Uint8Array(outputLength);
  let written = 0;
  for (;;) {
    const size = view.getUint32(position, true);
    position += 4;
    if (size === 0) break;
    const length = size % IS_UNCOMPRESSED;
    const block = input.subarray(position, position + length);
    if (block.length < length) throw new RangeError("an LZ4 block that is cut off");
    if (size >= IS_UNCOMPRESSED) {
      output.set(block, written);
      written += length;
    } else {
      written = decompressBlock(block, output, written);
    }
    position += length + ((flags & HAS_BLOCK_CHECKSUMS) !== 0 ? 4 : 0);
  }
  const isWhole = position + ((flags & HAS_CONTENT_CHECKSUM) !== 0 ? 4 : 0) <= input.length;
  if (!isWhole || written !== outputLength) throw new RangeError("an LZ4 frame of another length");
  return output;
}

/** Decompresses a block behind what was written before. @returns how much is written then */
function decompressBlock(block: Uint8Array, output: Uint8Array, start: number): number {
  let written = start;
  let position = 0;
  const byte = () => {
    const next = block[position++];
    if (next === undefined) throw new RangeError("an LZ4 block that is cut off");
    return next;
  };
  const longLength = (nibble: number) => {
    let length = nibble;
    if (nibble === 15) {
      let more: number;
      do {
        more = byte();
        length += more;
      } while (more === 255);
    }
    return length;
  };
  while (position < block.length) {
    const token = byte();
    const literals = longLength(token >> 4);
    if (position + literals > block.length) throw new RangeError("an LZ4 block that is cut off");
    output.set(block.subarray(position, position + literals), written);
    position += literals;
    written += literals;
    if (position === block.length) return written;
    const distance = byte() + byte() * 256;
    const length = longLength(token & 15) + 4;
    if (distance === 0 || distance > written || written + length > output.length) {
      throw new RangeError("an LZ4 block that refers to what is not there");
    }
    if (distance >= length) output.copyWithin(written, written - distance, written - distance + length);
    else for (let i = 0; i < length; i++) output[written + i] = output[written + i - distance] ?? 0;
    written += length;
  }
  return written;
}
