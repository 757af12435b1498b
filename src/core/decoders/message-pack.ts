/** World: all. MessagePack (github.com/msgpack/msgpack, spec.md): a map or an array that takes the whole message. */

import { brief } from "../binary/brief.ts";
import { wholly } from "../binary/byte-reader.ts";
import { Judge } from "../binary/judge.ts";
import { readMessagePack } from "../binary/message-pack-value.ts";
import { strictUtf8 } from "../payload.ts";
import type { Decoder } from "./decoder.ts";

export const messagePack: Decoder = {
  name: "MessagePack",
  recognise: ({ protocol }) =>
    /(^|[^a-z])(msgpack|messagepack)([^a-z]|$)/i.test(protocol)
      ? `The subprotocol is “${protocol}”.`
      : undefined,
  standsAlone: true,
  decode(payload, { isChosen }) {
    if (payload.opcode !== "binary" || payload.bytes.length === 0) return undefined;
    const judge = new Judge();
    const { value, fault } = wholly(payload.bytes, (reader) => readMessagePack(reader, judge));
    if (!isChosen && (fault !== undefined || !judge.means(value))) return undefined;
    if (fault === undefined) return { kind: "", summary: brief(value), value, findings: [] };
    if (strictUtf8(payload.bytes) !== undefined) return undefined; // A text among packed messages.
    const message = `Not MessagePack: ${fault}`;
    return { kind: "", summary: message, value: undefined, findings: [{ message }] };
  },
};
