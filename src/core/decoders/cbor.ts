/** World: all. CBOR (RFC 8949): a map or an array that takes the whole message. */

import { brief } from "../binary/brief.ts";
import { wholly } from "../binary/byte-reader.ts";
import { readCbor } from "../binary/cbor-value.ts";
import { Judge } from "../binary/judge.ts";
import { strictUtf8 } from "../payload.ts";
import type { Decoder } from "./decoder.ts";

export const cbor: Decoder = {
  name: "CBOR",
  recognise: ({ protocol }) =>
    /(^|[^a-z])cbor([^a-z]|$)/i.test(protocol) ? `The subprotocol is “${protocol}”.` : undefined,
  standsAlone: true,
  decode(payload, { isChosen }) {
    if (payload.opcode !== "binary" || payload.bytes.length === 0) return undefined;
    const judge = new Judge();
    const { value, fault } = wholly(payload.bytes, (reader) => readCbor(reader, judge));
    const isText = () => strictUtf8(payload.bytes) !== undefined;
    if (!isChosen && (fault !== undefined || !judge.means(value) || isText())) return undefined;
    if (fault === undefined) return { kind: "", summary: brief(value), value, findings: [] };
    if (isText()) return undefined; // A text among packed messages.
    const message = `Not CBOR: ${fault}`;
    return { kind: "", summary: message, value: undefined, findings: [{ message }] };
  },
};
