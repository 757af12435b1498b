/**
 * World: all. What is left when no format was recognised: text as it is, bytes as hex.
 */
import { toHex } from "../payload.ts";
import type { Decoder } from "./decoder.ts";
import { oneLine } from "./one-line.ts";

const SUMMARY_BYTES = 32;

export const plainText: Decoder = {
  name: "Text",
  decode(payload) {
    if (payload.opcode !== "text") return undefined;
    const summary = payload.text === "" ? "(empty)" : oneLine(payload.text);
    return { kind: "", summary, value: undefined, findings: [] };
  },
};

export const plainBinary: Decoder = {
  name: "Binary",
  decode(payload) {
    if (payload.opcode !== "binary") return undefined;
    const { bytes } = payload;
    const more = bytes.length > SUMMARY_BYTES ? " …" : "";
    const summary = bytes.length === 0 ? "(empty)" : toHex(bytes.subarray(0, SUMMARY_BYTES)) + more;
    return { kind: "", summary, value: undefined, findings: [] };
  },
};
