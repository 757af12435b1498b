/** World: tests. Messages as a decoder of a chosen connection gets them. */
import { decode } from "../decode.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Context, Decoder, Opening, Reading } from "./decoder.ts";

/** A text, or bytes. */
export function payloadOf(data: string | Uint8Array | readonly number[]): InlinePayload {
  if (typeof data === "string") return { opcode: "text", text: data };
  return { opcode: "binary", bytes: Uint8Array.from(data) };
}

/** What is known of a connection on which these were received. */
export function opening(part: { url?: string; protocol?: string }, ...received: string[]): Opening {
  const messages = received.map((text) => ({ direction: "received" as const, payload: payloadOf(text) }));
  return { url: "wss://example/", protocol: "", ...part, messages };
}

/** What the decoder makes of a message on a connection that speaks it. `before`: newest first. */
export function reading(
  decoder: Decoder,
  data: Parameters<typeof payloadOf>[0],
  part: Partial<Context> = {},
): Reading | undefined {
  const context: Context = {
    direction: "received",
    url: "wss://example/",
    protocol: "",
    isChosen: true,
    carrier: "",
    before: () => [],
    ...part,
  };
  return decoder.decode(payloadOf(data), context);
}

/** What a view shows of a message on such a connection, with all that it carries. */
export function shown(decoder: Decoder, data: Parameters<typeof payloadOf>[0], part: Partial<Context> = {}) {
  const { direction = "received", url = "wss://example/", protocol = "", before = () => [] } = part;
  const dialect = { decoder, why: "The test says so.", chosenFor: undefined };
  return decode(payloadOf(data), { direction, url, protocol, before }, dialect);
}
