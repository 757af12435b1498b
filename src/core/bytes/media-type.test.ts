import { expect, test } from "vitest";
import { seeded } from "../binary/testing-bytes.ts";
import { mediaTypeOf } from "./media-type.ts";

const bytes = (start: string, length = 64) =>
  Uint8Array.from({ length: Math.max(length, start.length) }, (_, i) => start.charCodeAt(i) || 0);

const mp3Frame = `\xff\xfb\x90\x00${"\0".repeat(413)}`; // MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes.

test.each([
  ["\x89PNG\r\n\x1a\n", "image/png"],
  ["\xff\xd8\xff\xe0", "image/jpeg"],
  ["GIF89a", "image/gif"],
  ["RIFF\x24\0\0\0WEBPVP8 ", "image/webp"],
  ["\0\0\0\x1cftypavif", "image/avif"],
  [`BM${"\0".repeat(12)}\x28\0\0\0`, "image/bmp"],
  ["RIFF\x24\0\0\0WAVEfmt ", "audio/wav"],
  ["ID3\x04", "audio/mpeg"],
  [mp3Frame + mp3Frame, "audio/mpeg"],
  ["OggS\0\x02", "audio/ogg"],
  ["OggS\0\x02......................\x80theora", "video/ogg"],
  ["fLaC\0\0\0\x22", "audio/flac"],
  ["\0\0\0\x18ftypisom....trakmdiavide", "video/mp4"],
  ["\0\0\0\x18ftypM4A ", "audio/mp4"],
  ["\x1a\x45\xdf\xa3....\x42\x82\x84webm....V_VP9", "video/webm"],
  ["\x1a\x45\xdf\xa3....\x42\x82\x84webm....A_OPUS", "audio/webm"],
])("%j is %s", (start, mime) => {
  expect(mediaTypeOf(bytes(start))?.mime).toBe(mime);
});

test.each([
  "",
  "<svg xmlns='http://www.w3.org/2000/svg'>",
  "<!doctype html>",
  "RIFF\x24\0\0\0AVI ",
  "BM, the brand",
  "\x1a\x45\xdf\xa3 matroska",
  mp3Frame,
])("%j is nothing to be shown", (start) => {
  expect(mediaTypeOf(bytes(start, 0))).toBeUndefined();
});

test("bytes by chance are nothing", () => {
  const random = seeded(5);
  const chance = () => Uint8Array.from({ length: 600 }, () => Math.floor(random() * 256));

  expect(Array.from({ length: 2000 }, chance).filter(mediaTypeOf)).toEqual([]);
});
