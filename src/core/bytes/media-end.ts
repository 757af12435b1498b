/**
 * World: all. Whether the end of a picture or sound is missing. Browsers show what there is of one that is cut off, and say
 * nothing.
 */
import type { MediaType } from "./media-type.ts";

/** What follows the end of a picture is no part of it; so far it is looked for. */
const TAIL = 4096;

/** Certain for what says its length (PNG, BMP, RIFF); JPEG and GIF have a mark at their end. False for all others. */
export function isCutOff({ mime }: MediaType, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (mime === "image/png") return !hasPngEnd(view);
  if (mime === "image/bmp") return bytes.length < 6 || view.getUint32(2, true) > bytes.length;
  if (mime === "image/webp" || mime === "audio/wav")
    return bytes.length < 8 || view.getUint32(4, true) + 8 > bytes.length;
  const tail = bytes.subarray(-TAIL);
  if (mime === "image/gif") return !tail.includes(0x3b);
  if (mime === "image/jpeg") return !tail.some((byte, i) => byte === 0xff && tail[i + 1] === 0xd9);
  return false;
}

const PNG_SIGNATURE = 8;
/** Length, name and checksum of a chunk (PNG §5.3). */
const PNG_OVERHEAD = 12;
const IEND = 0x49454e44;

function hasPngEnd(view: DataView): boolean {
  for (let at = PNG_SIGNATURE; at + PNG_OVERHEAD <= view.byteLength; at += PNG_OVERHEAD + view.getUint32(at))
    if (view.getUint32(at + 4) === IEND) return true;
  return false;
}
