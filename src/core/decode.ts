/**
 * World: all. The decoders, in the order in which they are asked. To add one: a file in `decoders/`, its test, a line here.
 */
import type { Context, Decoded, Decoder } from "./decoders/decoder.ts";
import { json } from "./decoders/json.ts";
import { mdnChat } from "./decoders/mdn-chat.ts";
import { oneLine } from "./decoders/one-line.ts";
import { plainBinary, plainText } from "./decoders/plain.ts";
import type { InlinePayload, Payload } from "./protocol.ts";

export const decoders: readonly Decoder[] = [mdnChat, json, plainText, plainBinary];

const cache = new WeakMap<Payload, Decoded>();

/** The first decoder's answer. A payload that is still a handle shows its preview. The answer is kept with the payload. */
export function decode(payload: Payload, context: Context): Decoded {
  const known = cache.get(payload);
  if (known) return known;
  const decoded = "blob" in payload ? undecoded(payload) : ask(payload, context);
  cache.set(payload, decoded);
  return decoded;
}

function ask(payload: InlinePayload, context: Context): Decoded {
  for (const { decode: attempt } of decoders) {
    try {
      const decoded = attempt(payload, context);
      if (decoded) return decoded;
    } catch {
      // A decoder that throws breaks its promise; the row must not break with it.
    }
  }
  return { format: "Unknown", kind: "", summary: "", value: undefined, findings: [] };
}

function undecoded(payload: Extract<Payload, { blob: unknown }>): Decoded {
  const { opcode, preview } = payload;
  const summary = opcode === "text" || preview !== "" ? `${oneLine(preview)}…` : "(select to read)";
  return { format: "Not read yet", kind: "", summary, value: undefined, findings: [] };
}
