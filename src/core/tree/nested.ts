/** World: all. What a string or bytes within a message hold: JSON, base64, something compressed. */
import { inflateWhole } from "../binary/inflate.ts";
import { parseJson } from "../decoders/json.ts";
import { fromBase64, strictUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import { exactJson } from "./exact-json.ts";

const MIN_BASE64 = 16;
const MAX_LENGTH = 4 * 1024 * 1024;
const MAX_INFLATED = 1024 * 1024;

export interface Inside {
  /** How it was wrapped, for people: `JSON`, `base64`, `base64 of gzip`. */
  form: string;
  /** What a tree shows of it: a JSON value, text, or bytes. */
  value: unknown;
  /** The same for a decoder. */
  payload: InlinePayload;
}

/** What a string holds; `undefined` for a string that is only itself, as words and ids are. */
export function insideOf(value: string): Inside | undefined {
  if (value.length > MAX_LENGTH) return undefined;
  const parsed = exactValue(value);
  if (parsed !== undefined) return { form: "JSON", value: parsed, payload: { opcode: "text", text: value } };
  const bytes = base64Bytes(value);
  if (!bytes) return undefined;
  const compressed = insideOfBytes(bytes);
  if (compressed) return { ...compressed, form: `base64 of ${compressed.form}` };
  const text = strictUtf8(bytes);
  if (text === undefined || !isReadable(text)) return undefined;
  return { form: "base64", ...textInside(text) };
}

/** What bytes hold when they are one whole gzip member or zlib stream that inflates to no more than 1 MiB. */
export function insideOfBytes(bytes: Uint8Array): Inside | undefined {
  const inflated = inflateWhole(bytes, MAX_INFLATED);
  if (!inflated || inflated.isCut) return undefined;
  const text = strictUtf8(inflated.bytes);
  if (text !== undefined) return { form: inflated.form, ...textInside(text) };
  const { form, bytes: value } = inflated;
  return { form, value, payload: { opcode: "binary", bytes: value } };
}

function textInside(text: string): Omit<Inside, "form"> {
  return { value: exactValue(text) ?? text, payload: { opcode: "text", text } };
}

function exactValue(text: string): unknown {
  const parsed = parseJson(text);
  return parsed && exactJson(text, parsed);
}

/** The whole string as base64 or base64url, padded as it should be or not at all. Words and ids have no such mix of letters. */
function base64Bytes(value: string): Uint8Array | undefined {
  if (value.length < MIN_BASE64 || !/^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/.test(value)) return undefined;
  const letters = value.replace(/=+$/, "");
  if (letters.length % 4 === 1 || (letters !== value && value.length % 4 !== 0)) return undefined;
  if (!/[a-z]/.test(letters) || !/[A-Z]/.test(letters)) return undefined;
  try {
    return fromBase64(value);
  } catch {
    return undefined;
  }
}

/** Nothing that cannot be printed, and enough of it that chance does not write it. */
function isReadable(text: string): boolean {
  if (/[^\P{C}\t\n\r]/u.test(text)) return false;
  const isAscii = /^[\t\n\r -~]*$/.test(text);
  return isAscii || /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\s]{16,}$/u.test(text);
}
