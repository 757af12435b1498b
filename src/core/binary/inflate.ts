/** World: all. Inflates DEFLATE (RFC 1951), zlib (RFC 1950) and gzip (RFC 1952), no further than allowed. */
import { Inflate } from "fflate";
import { concatenate } from "./byte-reader.ts";

/** DEFLATE makes 1,032 bytes of one at most, so one step makes 4 MiB at most. */
const STEP = 4096;
/** How far back DEFLATE refers. */
export const WINDOW = 32_768;

/** `isCut`: more came out than was allowed, and this is its beginning. */
export interface Inflated {
  bytes: Uint8Array<ArrayBuffer>;
  isCut: boolean;
}

/**
 * Inflates blocks of DEFLATE. `isLast`: the stream has to end with them. `dictionary`: what came out before.
 * `undefined` when they are no such blocks.
 */
export function inflateBlocks(
  blocks: Uint8Array,
  limit: number,
  { isLast, dictionary }: { isLast: boolean; dictionary?: Uint8Array | undefined },
): Inflated | undefined {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate(dictionary?.length ? { dictionary } : {}, (part: Uint8Array) => {
    parts.push(part);
    length += part.length;
  });
  try {
    for (let at = 0; at < blocks.length && length <= limit; at += STEP)
      stream.push(blocks.subarray(at, at + STEP), isLast && at + STEP >= blocks.length);
  } catch {
    return undefined;
  }
  return { bytes: concatenate(parts).subarray(0, limit), isCut: length > limit };
}

/** Inflates bytes that are one whole zlib stream or gzip member; its checksum has to be right, unless it is cut. */
export function inflateWhole(
  bytes: Uint8Array,
  limit: number,
): (Inflated & { form: "gzip" | "zlib" }) | undefined {
  const gzipStart = afterGzipHeader(bytes);
  const form = gzipStart === undefined ? "zlib" : "gzip";
  const start = gzipStart ?? (isZlib(bytes) ? 2 : undefined);
  if (start === undefined) return undefined;
  const trailer = form === "gzip" ? 8 : 4;
  if (bytes.length < start + trailer + 1) return undefined;
  const inflated = inflateBlocks(bytes.subarray(start, -trailer), limit, { isLast: true });
  if (!inflated) return undefined;
  if (inflated.isCut) return { ...inflated, form };
  const view = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - trailer, trailer);
  const isSound =
    form === "zlib"
      ? view.getUint32(0) === adler32(inflated.bytes)
      : view.getUint32(0, true) === crc32(inflated.bytes) &&
        view.getUint32(4, true) === inflated.bytes.length;
  return isSound ? { ...inflated, form } : undefined;
}

/** RFC 1950 §2.2, without a preset dictionary. */
export function isZlib([method = 0, flags = 0]: Uint8Array): boolean {
  return (
    (method & 0x0f) === 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 === 0 && (flags & 0x20) === 0
  );
}

/** Where the blocks begin (RFC 1952 §2.3); `undefined` when it is no header of gzip. */
function afterGzipHeader(bytes: Uint8Array): number | undefined {
  const [first, second, method, flags = 0] = bytes;
  if (first !== 0x1f || second !== 0x8b || method !== 8 || flags & 0xe0) return undefined;
  let at = 10;
  if (flags & 0x04) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  for (const named of [0x08, 0x10])
    if (flags & named) {
      const end = bytes.indexOf(0, at);
      if (end < 0) return undefined;
      at = end + 1;
    }
  if (flags & 0x02) at += 2;
  return at;
}

/** RFC 1950 §8. */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** RFC 1952 §8. */
function crc32(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = (remainder >>> 8) ^ (CRC[(remainder ^ byte) & 0xff] ?? 0);
  return ~remainder >>> 0;
}
