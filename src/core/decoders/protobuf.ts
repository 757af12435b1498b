/**
 * World: all. Protocol Buffers without a schema (protobuf.dev/programming-guides/encoding). Nothing in the bytes tells
 * them from others, so only a subprotocol or the user does.
 */
import { brief } from "../binary/brief.ts";
import { viewDelimited, viewMessage, type WireView } from "../binary/protobuf-wire.ts";
import { strictUtf8 } from "../payload.ts";
import type { Decoder, Reading } from "./decoder.ts";
import { oneLine } from "./one-line.ts";

const SHOWN_FIELDS = 50;

function describe(message: readonly WireView[]): string {
  const fields = message
    .slice(0, SHOWN_FIELDS)
    .map(({ field, type, value, unsigned, signed, float, double }) => {
      if (type === "message" || type === "group") return `${field}: {${describe(value as WireView[])}}`;
      return `${field}: ${brief(value ?? fraction(float ?? double) ?? signed ?? unsigned)}`;
    });
  return fields.join(", ");
}

/** Fixed fields hold fractions more often than integers, if what they hold is a likely number. */
function fraction(value: unknown): number | undefined {
  if (typeof value !== "number") return undefined;
  const size = Math.abs(value);
  return value === 0 || (size > 1e-9 && size < 1e15) ? value : undefined;
}

function readingOf(value: readonly unknown[], summary: string): Reading {
  return { kind: "", summary: oneLine(summary), value, findings: [] };
}

export const protobuf: Decoder = {
  name: "Protobuf",
  recognise: ({ protocol }) =>
    /(^|[^a-z])(protobuf|protobuf3|proto)([^a-z]|$)/i.test(protocol)
      ? `The subprotocol is “${protocol}”.`
      : undefined,
  decode(payload, { isChosen, protocol }) {
    if (payload.opcode !== "binary" || !isChosen || payload.bytes.length === 0) return undefined;
    const whole = viewMessage(payload.bytes);
    const isDelimited = protocol === "centrifuge-protobuf" || whole.fault !== undefined;
    const several = isDelimited ? viewDelimited(payload.bytes) : undefined;
    if (several?.value) return readingOf(several.value, several.value.map(describe).join("; "));
    if (whole.value) return readingOf(whole.value, describe(whole.value));
    if (strictUtf8(payload.bytes) !== undefined) return undefined;
    const message = `Not a message of Protobuf: ${whole.fault}`;
    return { kind: "", summary: message, value: undefined, findings: [{ message }] };
  },
};
