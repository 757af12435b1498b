/** World: tests. Fills in a form as a user would who leaves what is proposed. */
import { expandTemplate } from "../compose/variables.ts";
import type { Decoder } from "../decoders/decoder.ts";
import { shown } from "../decoders/testing.ts";
import type { Direction, InlinePayload } from "../protocol.ts";
import { NOON } from "../testing.ts";
import type { Encoder, Seen, SeenMessage, Values } from "./encoder.ts";

type Said = [direction: Direction, data: string | Uint8Array];

/** What is known of a connection on which this was said, oldest first. */
export function seen(decoder: Decoder, said: Said[] = [], part: Partial<Seen> = {}): Seen {
  const place = { url: "wss://example/", protocol: "", ...part };
  const messages = said.map(([direction, data]): SeenMessage => {
    const { layer } = shown(decoder, data, { direction, ...place });
    return { direction, format: layer?.format ?? "", value: layer?.value };
  });
  return { ...place, messages: messages.reverse() };
}

/** The payload with its variables filled in, or the problem. */
export function written(encoder: Encoder, known: Seen, values: Values): InlinePayload | string {
  const encoded = encoder.encode({ ...encoder.propose(known, values), ...values }, known);
  if ("problem" in encoded) return encoded.problem;
  if (encoded.payload.opcode === "binary") return encoded.payload;
  const world = {
    now: () => NOON,
    uuid: () => "some-uuid",
    random: () => 0,
    count: (start: number) => start,
  };
  const last = () => ({ value: 7 });
  const filled = expandTemplate(encoded.payload.text, { ...world, last, captured: new Map() });
  return "problem" in filled ? filled.problem : { opcode: "text", text: filled.text };
}

/** The text that is written. Fails with the problem. */
export function textWritten(...args: Parameters<typeof written>): string {
  const payload = written(...args);
  if (typeof payload === "string" || payload.opcode !== "text")
    throw new Error(`No text: ${String(payload)}`);
  return payload.text;
}
