/**
 * World: all. The base protocol of LSP and DAP (microsoft.github.io/language-server-protocol, "Base Protocol"): header
 * lines, an empty line, and as many bytes of JSON as Content-Length says.
 */
import { decodeUtf8, encodeUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Decoder } from "./decoder.ts";
import { toReading } from "./to-reading.ts";

const MAX_PARTS = 64;
const MAX_HEADER = 200;
/** The C of both headers. */
const FIRST = 0x43;
const HEADER =
  /^(?:Content-Type: [^\r\n]+\r\n)?Content-Length: (\d{1,9})\r\n(?:Content-Type: [^\r\n]+\r\n)?\r\n/;

function partsOf(bytes: Uint8Array): string[] | undefined {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const header = HEADER.exec(decodeUtf8(bytes.subarray(at, at + MAX_HEADER)));
    if (!header || parts.length === MAX_PARTS) return undefined;
    const start = at + header[0].length; // A header is ASCII: a character is a byte.
    const end = start + Number(header[1]);
    if (end > bytes.length) return undefined;
    parts.push(decodeUtf8(bytes.subarray(start, end)));
    at = end;
  }
  return parts;
}

function startsWithHeader(payload: InlinePayload): boolean {
  if (payload.opcode === "text") return HEADER.test(payload.text.slice(0, MAX_HEADER));
  const isWorthDecoding = payload.bytes[0] === FIRST;
  return isWorthDecoding && HEADER.test(decodeUtf8(payload.bytes.subarray(0, MAX_HEADER)));
}

export const lspFraming: Decoder = {
  name: "LSP framing",
  decode(payload) {
    if (!startsWithHeader(payload)) return undefined;
    const parts = partsOf(payload.opcode === "text" ? encodeUtf8(payload.text) : payload.bytes);
    return parts && toReading({ inner: parts.map((text) => ({ opcode: "text", text })) });
  },
};
