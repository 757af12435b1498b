/** World: all. A message that is one whole gzip member (RFC 1952) or zlib stream (RFC 1950). */
import { inflateWhole } from "../binary/inflate.ts";
import { strictUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Decoder } from "./decoder.ts";

const LIMIT = 8 * 1024 * 1024;

export const gzip: Decoder = {
  name: "Compressed",
  decode(payload) {
    if (payload.opcode !== "binary") return undefined;
    const inflated = inflateWhole(payload.bytes, LIMIT);
    if (!inflated) return undefined;
    const { bytes, isCut, form } = inflated;
    if (isCut) {
      const message = `It is ${form} of more than ${LIMIT / 1024 / 1024} MiB, which is not inflated.`;
      return { kind: "", summary: message, value: undefined, findings: [{ message }] };
    }
    const text = strictUtf8(bytes);
    const inner: InlinePayload = text === undefined ? { opcode: "binary", bytes } : { opcode: "text", text };
    const value = { form, compressed: payload.bytes.length, inflated: bytes.length };
    return { kind: "", summary: "", value, findings: [], inner: [inner] };
  },
};
