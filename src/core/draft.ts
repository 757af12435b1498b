/**
 * World: all. What a user has typed into the composer, before it is a payload; and whether a close may be sent.
 */
import { encodeUtf8, fromBase64, fromHex, strictUtf8, toBase64, toHex, utf8Length } from "./payload.ts";
import type { InlinePayload } from "./protocol.ts";

/** `utf8` is text that goes as binary; `file` and `file-text` send the draft's file. */
export type Encoding = "text" | "utf8" | "hex" | "base64" | "file" | "file-text";

export interface DraftFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Draft {
  encoding: Encoding;
  body: string;
  file?: DraftFile;
  /** `{{` means itself: nothing is filled in. */
  isLiteral?: boolean;
}

/** The payload that a draft stands for, or a sentence on what is wrong with it. */
export function parseDraft(draft: Draft): { payload: InlinePayload } | { problem: string } {
  const { encoding, body } = draft;
  if (encoding === "text") return { payload: { opcode: "text", text: body } };
  if (encoding === "utf8") return { payload: { opcode: "binary", bytes: encodeUtf8(body) } };
  if (encoding === "file" || encoding === "file-text") return parseFile(draft);
  try {
    const bytes = encoding === "hex" ? fromHex(body) : fromBase64(body);
    return { payload: { opcode: "binary", bytes } };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function parseFile({ encoding, file }: Draft): ReturnType<typeof parseDraft> {
  if (!file) return { problem: "Choose a file first." };
  if (encoding === "file") return { payload: { opcode: "binary", bytes: file.bytes } };
  const text = strictUtf8(file.bytes);
  if (text === undefined) return { problem: `${file.name} is no text in UTF-8: send it as binary.` };
  return { payload: { opcode: "text", text } };
}

/** A draft that gives the payload again: text as text, bytes as hex. */
export function draftOf(payload: InlinePayload): Draft {
  if (payload.opcode === "binary") return { encoding: "hex", body: toHex(payload.bytes) };
  const { text } = payload;
  return { encoding: "text", body: text, ...(text.includes("{{") && { isLiteral: true }) };
}

/** Larger files are not taken apart into a body. In bytes. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The same payload in another encoding. A body that cannot be read yet stays as it is; bytes that are no text keep
 * their encoding, since as text they would be lost. Variables in a text stay what they are.
 */
export function reencode(draft: Draft, encoding: Encoding): Draft {
  const isText = (each: Encoding) => each === "text" || each === "utf8";
  const isFile = (each: Encoding) => each === "file" || each === "file-text";
  if (isFile(encoding) || (isText(draft.encoding) && isText(encoding))) return { ...draft, encoding };
  const parsed = parseDraft(draft.encoding === "file-text" ? { ...draft, encoding: "file" } : draft);
  if ("problem" in parsed) return { ...draft, encoding };
  const { payload } = parsed;
  const bytes = payload.opcode === "text" ? encodeUtf8(payload.text) : payload.bytes;
  if (isFile(draft.encoding) && bytes.length > MAX_BODY_BYTES) return draft;
  if (encoding === "hex") return { ...draft, encoding, body: toHex(bytes) };
  if (encoding === "base64") return { ...draft, encoding, body: toBase64(bytes) };
  const text = strictUtf8(bytes);
  return text === undefined ? draft : { ...draft, encoding, body: text };
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
