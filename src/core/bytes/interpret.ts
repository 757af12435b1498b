/** World: all. What selected bytes may mean: as numbers of both byte orders, as text, as bits. */
import { formatCount } from "../format.ts";
import { strictUtf8 } from "../payload.ts";

/** One way to read the bytes. */
export interface Interpretation {
  /** `int32 LE`: little endian; `BE` is big endian. */
  name: string;
  value: string;
}

const MAX_TEXT = 200;
const MAX_BITS = 8;
/** A varint of Protobuf is at most so long; the same for 64 bits of LEB128. */
const MAX_VARINT = 10;

/** The selected bytes as all that fits their number: numbers take the first 1, 2, 4 or 8 of them. */
export function interpret(bytes: Uint8Array): Interpretation[] {
  if (bytes.length === 0) return [];
  const width = numberWidth(bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [
    ...integers(view, width),
    ...floats(view, width),
    ...varint(bytes),
    ...text(bytes),
    ...(bytes.length <= MAX_BITS ? [{ name: "bits", value: bits(bytes) }] : []),
  ];
}

/** How many bytes the numbers take of a selection. */
export function numberWidth(length: number): number {
  return [8, 4, 2].find((width) => width <= length) ?? 1;
}

const ORDERS = [
  ["LE", true],
  ["BE", false],
] as const;

function integers(view: DataView, width: number): Interpretation[] {
  if (width === 1)
    return [
      { name: "int8", value: String(view.getInt8(0)) },
      { name: "uint8", value: String(view.getUint8(0)) },
    ];
  const bits = width * 8;
  return ORDERS.flatMap(([order, isLittle]) => {
    const unsigned = unsignedAt(view, width, isLittle);
    return [
      { name: `int${bits} ${order}`, value: formatInteger(BigInt.asIntN(bits, unsigned)) },
      { name: `uint${bits} ${order}`, value: formatInteger(unsigned) },
    ];
  });
}

function unsignedAt(view: DataView, width: number, isLittle: boolean): bigint {
  let value = 0n;
  for (let i = 0; i < width; i++) value = (value << 8n) | BigInt(view.getUint8(isLittle ? width - 1 - i : i));
  return value;
}

function formatInteger(value: bigint): string {
  return value.toLocaleString("en-US");
}

function floats(view: DataView, width: number): Interpretation[] {
  if (width === 1) return [];
  return ORDERS.map(([order, isLittle]) => ({
    name: `float${width * 8} ${order}`,
    value: floatText(view, width, isLittle),
  }));
}

function floatText(view: DataView, width: number, isLittle: boolean): string {
  if (width === 2) return String(half(view.getUint16(0, isLittle)));
  if (width === 8) return String(view.getFloat64(0, isLittle));
  const value = view.getFloat32(0, isLittle);
  return Number.isFinite(value) ? String(Number(value.toPrecision(8))) : String(value);
}

/** binary16 of IEEE 754: `DataView` has it in the newest browsers only. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** A base-128 number that ends within the selection, as Protobuf and LEB128 write it. */
function varint(bytes: Uint8Array): Interpretation[] {
  const length = bytes.subarray(0, MAX_VARINT).findIndex((byte) => byte < 0x80) + 1;
  if (length === 0) return [];
  let value = 0n;
  for (let i = length - 1; i >= 0; i--) value = (value << 7n) | BigInt((bytes[i] ?? 0) & 0x7f);
  const note = length === bytes.length ? "" : ` (${length} of ${formatCount(bytes.length)} bytes)`;
  const zigzag = value & 1n ? -((value + 1n) >> 1n) : value >> 1n;
  return [
    { name: "varint", value: formatInteger(value) + note },
    { name: "zigzag", value: formatInteger(zigzag) + note },
  ];
}

function text(bytes: Uint8Array): Interpretation[] {
  const read = strictUtf8(bytes.subarray(0, MAX_TEXT * 4)) ?? strictUtf8(wholeCharacters(bytes));
  if (read === undefined || read === "") return [];
  const characters = [...read];
  const isCut = characters.length > MAX_TEXT || bytes.length > MAX_TEXT * 4;
  return [
    { name: "UTF-8", value: `${JSON.stringify(characters.slice(0, MAX_TEXT).join(""))}${isCut ? "…" : ""}` },
  ];
}

/** The first bytes of a long text, without a character that the cut went through. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = Math.min(bytes.length, MAX_TEXT * 4);
  if (end === bytes.length) return bytes;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

function bits(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join(" ");
}
