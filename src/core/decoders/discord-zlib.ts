/**
 * World: all. Discord's gateway with `compress=zlib-stream` (discord.com/developers/docs/events/gateway, “Transport
 * Compression”): what is received is one zlib stream, each message of which ends in a sync flush.
 */
import { inflateNext } from "../binary/inflate-chain.ts";
import { strictUtf8 } from "../payload.ts";
import type { Decoder, Reading } from "./decoder.ts";
import { readGatewayMessage } from "./discord.ts";
import { oneLine } from "./one-line.ts";

export const discordZlib: Decoder = {
  name: "Discord (zlib)",
  recognise: ({ url }) =>
    /[?&]compress=zlib-stream(&|#|$)/.test(url) ? "The address says “compress=zlib-stream”." : undefined,
  decode(payload, { isChosen, before }) {
    if (!isChosen) return undefined;
    if (payload.opcode === "text") return readGatewayMessage(payload.text);
    const inflated = inflateNext(payload.bytes, before());
    if (inflated.fault !== undefined) return said("", inflated.fault, [inflated.fault]);
    if (!inflated.bytes) return said("part", "a part of a message; the next one goes on with it", []);
    const text = strictUtf8(inflated.bytes);
    if (text !== undefined)
      return readGatewayMessage(text) ?? { ...said("", text, []), inner: [{ opcode: "text", text }] };
    const why = "What was inflated is no text: a message before it may be missing.";
    return said("", why, [why]);
  },
};

function said(kind: string, summary: string, findings: string[]): Reading {
  return {
    kind,
    summary: oneLine(summary),
    value: undefined,
    findings: findings.map((message) => ({ message })),
  };
}
