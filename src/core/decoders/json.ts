/**
 * World: all. JSON (RFC 8259), as text or as UTF-8 bytes.
 */
import { strictUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Decoder } from "./decoder.ts";
import { oneLine } from "./one-line.ts";

/** Objects and arrays only: a bare `42` or `"hi"` reads better as text. */
export function parseJson(payload: InlinePayload): object | undefined {
  const text = payload.opcode === "text" ? payload.text : strictUtf8(payload.bytes);
  if (text === undefined || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

export const json: Decoder = {
  name: "JSON",
  decode(payload) {
    const value = parseJson(payload);
    if (value === undefined) return undefined;
    const { type } = value as { type?: unknown };
    const kind = typeof type === "string" ? type : "";
    const source = payload.opcode === "text" ? payload.text : JSON.stringify(value);
    return { format: "JSON", kind, summary: oneLine(source), value, findings: [] };
  },
};
