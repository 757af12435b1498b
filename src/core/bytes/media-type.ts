/**
 * World: all. Which picture, sound or film bytes are, by how they begin. Never SVG nor HTML: those are documents, with
 * scripts and addresses in them.
 */

export interface MediaType {
  /** For people: `PNG`. */
  name: string;
  mime: string;
  kind: "image" | "audio" | "video";
}

const image = (name: string, mime: string): MediaType => ({ name, mime, kind: "image" });
const audio = (name: string, mime: string): MediaType => ({ name, mime, kind: "audio" });
const video = (name: string, mime: string): MediaType => ({ name, mime, kind: "video" });

/** So many bytes are enough to tell. */
const SNIFFED_BYTES = 4096;

/** `undefined` for what is none of them. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  const start = letters(bytes, 0, SNIFFED_BYTES);
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return image("PNG", "image/png");
  if (start.startsWith("\xff\xd8\xff")) return image("JPEG", "image/jpeg");
  if (/^GIF8[79]a/.test(start)) return image("GIF", "image/gif");
  if (start.startsWith("RIFF")) return ofRiff(start);
  if (isBitmap(start, bytes)) return image("BMP", "image/bmp");
  if (start.startsWith("fLaC")) return audio("FLAC", "audio/flac");
  if (start.startsWith("OggS"))
    return /theora/.test(start) ? video("Ogg video", "video/ogg") : audio("Ogg audio", "audio/ogg");
  if (start.slice(4, 8) === "ftyp") return ofBaseMedia(start.slice(8, 12), start);
  if (start.startsWith("\x1a\x45\xdf\xa3") && start.slice(0, 64).includes("webm"))
    return /V_/.test(start) || !/A_/.test(start)
      ? video("WebM video", "video/webm")
      : audio("WebM audio", "audio/webm");
  if (start.startsWith("ID3") || hasTwoMp3Frames(bytes)) return audio("MP3", "audio/mpeg");
  return undefined;
}

function letters(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

function ofRiff(start: string): MediaType | undefined {
  const form = start.slice(8, 12);
  if (form === "WEBP") return image("WebP", "image/webp");
  return form === "WAVE" ? audio("WAV", "audio/wav") : undefined;
}

/** ISO base media (ISO/IEC 14496-12) by its brand. */
function ofBaseMedia(brand: string, start: string): MediaType {
  if (/^avi[fs]/.test(brand)) return image("AVIF", "image/avif");
  const isSound = /^(M4A|M4B)/.test(brand) || (/soun/.test(start) && !/vide/.test(start));
  return isSound ? audio("MP4 audio", "audio/mp4") : video("MP4 video", "video/mp4");
}

/** Two letters are chance: the size of a header that there is must follow. */
function isBitmap(start: string, bytes: Uint8Array): boolean {
  const header = [12, 40, 52, 56, 64, 108, 124];
  return start.startsWith("BM") && bytes.length > 26 && header.includes(bytes[14] ?? 0) && bytes[15] === 0;
}

/** kbit/s of layer III, for MPEG 1 and for MPEG 2 and 2.5. */
const BITRATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const RATES = [44_100, 48_000, 32_000] as const;

/** Without an ID3 tag the sound begins at once; one frame alone is chance, a second where the first ends is not. */
function hasTwoMp3Frames(bytes: Uint8Array): boolean {
  const length = mp3FrameLength(bytes, 0);
  return length > 0 && mp3FrameLength(bytes, length) > 0;
}

/** 0 when no frame of layer III begins there. */
function mp3FrameLength(bytes: Uint8Array, at: number): number {
  const [sync = 0, form = 0, rates = 0] = bytes.subarray(at, at + 3);
  const version = (form >> 3) & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5.
  if (sync !== 0xff || form >> 5 !== 7 || version === 1 || ((form >> 1) & 3) !== 1) return 0;
  const bitrate = BITRATES[version === 3 ? 0 : 1][rates >> 4];
  const rate = RATES[(rates >> 2) & 3];
  if (!bitrate || !rate) return 0;
  const perSecond = rate / ({ 3: 1, 2: 2, 0: 4 }[version] ?? 1);
  const padding = (rates >> 1) & 1;
  return Math.floor(((version === 3 ? 144_000 : 72_000) * bitrate) / perSecond) + padding;
}
