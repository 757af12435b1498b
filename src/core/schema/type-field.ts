/** World: all. The field of a message of unknown JSON that says what it is. */
import { ownText } from "../decoders/json-shape.ts";

const FIELDS = ["type", "kind", "event", "action", "op", "cmd", "command", "t", "method", "messageType"];
/** A name, not a sentence or a date. */
const NAME = /^[\p{L}_][\p{L}\p{N}_.:/-]{0,39}$/u;

export function typeFieldOf(value: unknown): string | undefined {
  return FIELDS.find((field) => NAME.test(ownText(value, field) ?? ""));
}
