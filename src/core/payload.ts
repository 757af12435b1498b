/**
 * World: all. Sizes and forms of a payload: UTF-8 length, hex, base64.
 */
import type { InlinePayload, Payload } from "./protocol.ts";

/** Bytes that `text` takes in UTF-8 (RFC 3629). A lone surrogate counts as U+FFFD, which is what is sent. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else {
      bytes += 2;
      const isPair = unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
      if (isPair) i += 1; // Two units, four bytes.
    }
  }
  return bytes;
}

/** Bytes on the wire, without framing. */
export function payloadSize(payload: Payload): number {
  if ("blob" in payload) return payload.blob.size;
  return payload.opcode === "text" ? utf8Length(payload.text) : payload.bytes.byteLength;
}

/** Reads a payload that crossed as a handle. Fails when the browser has dropped the Blob. */
export async function readPayload(payload: Payload): Promise<InlinePayload> {
  if (!("blob" in payload)) return payload;
  if (payload.blob.inline) return payload.blob.inline();
  const bytes = new Uint8Array(await payload.blob.arrayBuffer());
  if (payload.opcode === "binary") return { opcode: "binary", bytes };
  return { opcode: "text", text: decodeUtf8(bytes) };
}

/** The few members of the Encoding standard that core uses; core is compiled without the DOM library. */
declare class TextDecoder {
  constructor(label: string, options: { fatal?: boolean; ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

/** Decodes as a browser decodes a text message: no byte order mark is stripped. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** The text, if the bytes are valid UTF-8 throughout. */
export function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Two lower-case digits a byte, with `separator` between bytes. */
export function toHex(bytes: Uint8Array, separator = " "): string {
  return Array.from(bytes, (byte) => HEX[byte]).join(separator);
}

/**
 * Reads hex digits, two a byte. White space, commas and colons may stand between bytes, and `0x` before them.
 * Throws a sentence for the user.
 */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  const groups = text.split(/[\s,:]+/).filter((group) => group !== "");
  return Uint8Array.from(groups.flatMap(hexGroup));
}

function hexGroup(group: string): number[] {
  const digits = group.replace(/^0x/i, "");
  const stray = /[^0-9a-f]/i.exec(digits)?.[0];
  if (stray) throw new Error(`“${stray}” is not a hex digit. Use 0-9 and a-f, two digits a byte.`);
  if (digits.length % 2 === 1)
    throw new Error(`“${group}” has an odd number of digits: a byte takes two, so one is missing.`);
  return (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

declare function btoa(binary: string): string;
declare function atob(base64: string): string;

const CHUNK = 0x8000;

/** Base64 of RFC 4648 §4. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(binary);
}

/** Reads base64 or base64url (RFC 4648 §4 and §5), padding optional, white space ignored. Throws a sentence for the user. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const standard = text.replace(/\s/g, "").replace(/-/g, "+").replace(/_/g, "/");
  let binary: string;
  try {
    binary = atob(standard);
  } catch {
    throw new Error("This is not base64: use A-Z, a-z, 0-9, + and /, with = only at the end.");
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
