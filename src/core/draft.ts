/**
 * World: all. What a user has typed into the composer, before it is a payload; and whether a close may be sent.
 */
import { encodeUtf8, fromBase64, fromHex, strictUtf8, toBase64, toHex, utf8Length } from "./payload.ts";
import type { InlinePayload } from "./protocol.ts";

export type Encoding = "text" | "hex" | "base64";

export interface Draft {
  encoding: Encoding;
  body: string;
}

/** The payload that a draft stands for, or a sentence on what is wrong with it. */
export function parseDraft({ encoding, body }: Draft): { payload: InlinePayload } | { problem: string } {
  if (encoding === "text") return { payload: { opcode: "text", text: body } };
  try {
    const bytes = encoding === "hex" ? fromHex(body) : fromBase64(body);
    return { payload: { opcode: "binary", bytes } };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/** A draft that gives the payload again: text as text, bytes as hex. */
export function draftOf(payload: InlinePayload): Draft {
  if (payload.opcode === "text") return { encoding: "text", body: payload.text };
  return { encoding: "hex", body: toHex(payload.bytes) };
}

/**
 * The same payload in another encoding. A body that cannot be read yet stays as it is; bytes that are no text keep
 * their encoding, since as text they would be lost.
 */
export function reencode(draft: Draft, encoding: Encoding): Draft {
  const parsed = parseDraft(draft);
  if ("problem" in parsed) return { encoding, body: draft.body };
  const { payload } = parsed;
  const bytes = payload.opcode === "text" ? encodeUtf8(payload.text) : payload.bytes;
  if (encoding === "hex") return { encoding, body: toHex(bytes) };
  if (encoding === "base64") return { encoding, body: toBase64(bytes) };
  const text = strictUtf8(bytes);
  return text === undefined ? draft : { encoding, body: text };
}

const MAX_REASON_BYTES = 123;

/** Why `close(code, reason)` would throw (WebSockets living standard §3.1, `close()`), or undefined when it is fine. */
export function closeCodeProblem(code: string): string | undefined {
  if (!/^\d+$/.test(code)) return "The code is a whole number: 1000, or 3000 to 4999.";
  const value = Number(code);
  if (value === 1000 || (value >= 3000 && value <= 4999)) return undefined;
  return `A page may close with 1000 or 3000 to 4999; ${value} is the browser's own.`;
}

/** Why the reason is too long, or undefined when it is fine. */
export function closeReasonProblem(reason: string): string | undefined {
  const bytes = utf8Length(reason);
  if (bytes <= MAX_REASON_BYTES) return undefined;
  return `The reason takes ${bytes} bytes in UTF-8; a close frame has room for ${MAX_REASON_BYTES}.`;
}
