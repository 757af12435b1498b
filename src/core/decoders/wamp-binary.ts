/**
 * World: all. WAMP v2 in MessagePack or CBOR (wamp-proto.org, “WebSocket Transport”): a message of the same lists as in
 * JSON; with `.batched` each after its length in four bytes.
 */
import { brief } from "../binary/brief.ts";
import { type ByteReader, type Outcome, wholly } from "../binary/byte-reader.ts";
import { readCbor } from "../binary/cbor-value.ts";
import { readMessagePack } from "../binary/message-pack-value.ts";
import { strictUtf8 } from "../payload.ts";
import type { Decoder, Reading } from "./decoder.ts";
import { readWampMessage } from "./wamp.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const MAX_BATCH = 1000;

function decoderOf(name: string, format: string, readValue: (reader: ByteReader) => unknown): Decoder {
  const batched = `wamp.2.${format}.batched`;
  return {
    name,
    recognise: ({ protocol }) =>
      protocol === `wamp.2.${format}` || protocol === batched
        ? `The subprotocol is “${protocol}”.`
        : undefined,
    decode(payload, { isChosen, protocol }) {
      if (payload.opcode !== "binary" || !isChosen || payload.bytes.length === 0) return undefined;
      const { value, fault } =
        protocol === batched
          ? readBatch(payload.bytes, readValue)
          : wholly(payload.bytes, (reader) => [readValue(reader)]);
      if (fault === undefined) return readingOf(value);
      return strictUtf8(payload.bytes) === undefined ? unread(`Not ${name}: ${fault}`) : undefined;
    },
  };
}

function readBatch(bytes: Bytes, readValue: (reader: ByteReader) => unknown): Outcome<unknown[]> {
  const parts = wholly(bytes, (reader) => {
    const taken: Bytes[] = [];
    while (reader.left > 0 && taken.length < MAX_BATCH) taken.push(reader.take(reader.u32()));
    return taken;
  });
  if (parts.fault !== undefined) return parts;
  const values: unknown[] = [];
  for (const part of parts.value) {
    const { value, fault } = wholly(part, readValue);
    if (fault !== undefined) return { fault };
    values.push(value);
  }
  return { value: values };
}

function readingOf(values: readonly unknown[]): Reading {
  const readings = values.map(
    (value) => readWampMessage(value) ?? unread("This is no message of WAMP.", value, brief(value)),
  );
  const [first] = readings;
  if (first && readings.length === 1) return first;
  const [exchange, ...moreExchanges] = readings.flatMap((reading) => reading.exchange ?? []);
  return {
    kind: first?.kind ?? "",
    summary: readings.map(({ summary }) => summary).join("; "),
    value: values,
    findings: readings.flatMap(({ findings }) => findings),
    inner: readings.flatMap(({ inner }) => inner ?? []),
    ...(exchange && { exchange, moreExchanges }),
  };
}

function unread(message: string, value?: unknown, summary = message): Reading {
  return { kind: "", summary, value, findings: [{ message }] };
}

export const wampMessagePack = decoderOf("WAMP (MessagePack)", "msgpack", (reader) =>
  readMessagePack(reader),
);
export const wampCbor = decoderOf("WAMP (CBOR)", "cbor", (reader) => readCbor(reader));
