/**
 * World: all. JSON (RFC 8259), as text or as UTF-8 bytes.
 */

import { strictUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import { exactJson } from "../tree/exact-json.ts";
import type { Decoder } from "./decoder.ts";
import { oneLine } from "./one-line.ts";

/** The text of a text message, or of bytes that are UTF-8 throughout. */
export function jsonSource(payload: InlinePayload): string | undefined {
  return payload.opcode === "text" ? payload.text : strictUtf8(payload.bytes);
}

/** Objects and arrays only: a bare `42` or `"hi"` reads better as text. */
export function parseJson(source: string | undefined): object | undefined {
  if (source === undefined || !/^\s*[[{]/.test(source)) return undefined;
  try {
    return JSON.parse(source) as object;
  } catch {
    return undefined;
  }
}

/** Tab, line feed, carriage return, space (RFC 8259 §2). */
const SPACES = [9, 10, 13, 32];

let latest: { payload: InlinePayload; value: object | undefined } | undefined;

/** The object or array that a payload is. Many decoders ask about one message in turn; it is parsed once. */
export function parsePayload(payload: InlinePayload): object | undefined {
  if (latest?.payload !== payload) {
    const isOther = payload.opcode === "binary" && !beginsAsJson(payload.bytes);
    latest = { payload, value: isOther ? undefined : parseJson(jsonSource(payload)) };
  }
  return latest.value;
}

/** To decode bytes that are no text costs more than all else that is asked about them. */
function beginsAsJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => !SPACES.includes(byte));
  return first === 0x7b || first === 0x5b;
}

export const json: Decoder = {
  name: "JSON",
  decode(payload) {
    const value = parsePayload(payload);
    if (value === undefined) return undefined;
    const { type } = value as { type?: unknown };
    const kind = typeof type === "string" ? type : "";
    const source = jsonSource(payload) ?? "";
    return { kind, summary: oneLine(source), value: exactJson(source, value), findings: [] };
  },
};
