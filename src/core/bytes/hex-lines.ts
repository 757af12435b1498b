/**
 * World: all. How bytes stand in a line: offset, hex in two halves, ASCII; and which byte stands at a place of the line.
 */
import { toHex } from "../payload.ts";

export const LINE_BYTES = 16;
/** Characters of a whole line. */
export const LINE_WIDTH = 76;

const HALF = LINE_BYTES / 2;
const HEX_START = 10;
const ASCII_START = LINE_WIDTH - LINE_BYTES;

/** `00000000  7b 22 74 …  {"t…` */
export function hexLine(bytes: Uint8Array, offset: number): string {
  const part = bytes.subarray(offset, offset + LINE_BYTES);
  const hex = `${toHex(part.subarray(0, HALF)).padEnd(23)}  ${toHex(part.subarray(HALF)).padEnd(23)}`;
  const ascii = Array.from(part, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."));
  return `${offset.toString(16).padStart(8, "0")}  ${hex}  ${ascii.join("")}`;
}

/** What stands above the lines: the last digit of each byte's offset. */
export const HEX_HEADER = `offset    ${toHex(Uint8Array.from({ length: HALF }, (_, i) => i))}  ${toHex(
  Uint8Array.from({ length: HALF }, (_, i) => i + HALF),
)}  text`;

/** Where the two digits of the byte at `place` (0 to 15) begin, in characters. */
function hexColumn(place: number): number {
  return HEX_START + place * 3 + (place >= HALF ? 1 : 0);
}

/** A run of characters of a line. */
export interface Run {
  column: number;
  width: number;
}

/** What the bytes from place `first` to `last` take of the two columns. */
export function runsOf(first: number, last: number): [hex: Run, ascii: Run] {
  return [
    { column: hexColumn(first), width: hexColumn(last) + 2 - hexColumn(first) },
    { column: ASCII_START + first, width: last - first + 1 },
  ];
}

/** The place of the byte that stands nearest to a column of the line. */
export function placeAt(column: number): number {
  const clamp = (place: number) => Math.max(0, Math.min(LINE_BYTES - 1, Math.floor(place)));
  if (column >= ASCII_START - 1) return clamp(column - ASCII_START);
  const half = column >= hexColumn(HALF) - 1 ? 1 : 0;
  return clamp((column - HEX_START - half + 0.5) / 3);
}
