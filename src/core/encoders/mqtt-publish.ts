/** World: all. A PUBLISH of MQTT 3.1.1 or 5.0 (OASIS, §3.3). */

import { own } from "../decoders/json-shape.ts";
import { mqtt3, mqtt5 } from "../decoders/mqtt.ts";
import { encodeUtf8, fromHex } from "../payload.ts";
import { type Encoded, type Encoder, nextNumber, type Seen, type Values } from "./encoder.ts";

const MAX_ID = 65_535;
const MAX_LENGTH = 268_435_455;

const packetsOf = ({ messages }: Seen): unknown[] =>
  messages
    .filter(({ direction }) => direction === "sent")
    .flatMap(({ value }) => (Array.isArray(value) ? (value as unknown[]) : [value]));

/** Clients count up from 1; after 65,535 comes 1. */
function nextId(seen: Seen): string {
  const next = nextNumber(
    packetsOf(seen).map((packet) => own(packet, "id")),
    1,
  );
  return String(next > MAX_ID ? 1 : next);
}

/** §1.5.3: two bytes of length, then UTF-8. */
function prefixed(text: string): number[] {
  const bytes = encodeUtf8(text);
  return [bytes.length >> 8, bytes.length & 0xff, ...bytes];
}

/** §2.2.3: seven bits a byte, the lowest first. */
function variableLength(length: number): number[] {
  const bytes: number[] = [];
  let rest = length;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

function problemOf({ topic = "", qos, id = "" }: Values): string | undefined {
  if (topic === "" || /[+#\0]/.test(topic)) return "A topic is not empty, and has none of + # and NUL.";
  if (encodeUtf8(topic).length > 65_535) return "The topic is too long.";
  const isId = /^\d{1,5}$/.test(id) && Number(id) >= 1 && Number(id) <= MAX_ID;
  return qos !== "0" && !isId ? `A packet id is a number from 1 to ${MAX_ID}.` : undefined;
}

function bytesOf(values: Values): Uint8Array<ArrayBuffer> | string {
  if (values.encoding !== "hex") return encodeUtf8(values.payload ?? "");
  try {
    return fromHex(values.payload ?? "");
  } catch (error) {
    return (error as Error).message;
  }
}

function encode(values: Values, version: 3 | 5): Encoded {
  const payload = bytesOf(values);
  const problem = typeof payload === "string" ? payload : problemOf(values);
  if (problem !== undefined || typeof payload === "string") return { problem: problem ?? "" };
  const qos = Number(values.qos ?? "0");
  const id = Number(values.id);
  const contentType = values.contentType ?? "";
  const properties = contentType === "" ? [] : [3, ...prefixed(contentType)];
  const head = [
    ...prefixed(values.topic ?? ""),
    ...(qos > 0 ? [id >> 8, id & 0xff] : []),
    ...(version === 5 ? [...variableLength(properties.length), ...properties] : []),
  ];
  const length = head.length + payload.length;
  if (length > MAX_LENGTH) return { problem: "The message is larger than a packet may be." };
  const first = 0x30 | (qos << 1) | (values.retain === "yes" ? 1 : 0);
  const start = [first, ...variableLength(length), ...head];
  const bytes = new Uint8Array(start.length + payload.length);
  bytes.set(start);
  bytes.set(payload, start.length);
  return { payload: { opcode: "binary", bytes } };
}

function encoderOf(version: 3 | 5, format: string): Encoder {
  return {
    title: `${format} publish`,
    format,
    fields: [
      { id: "topic", label: "Topic", kind: "line" },
      { id: "payload", label: "Payload", kind: "lines" },
      { id: "encoding", label: "Payload is", kind: "choice", choices: ["text", "hex"] },
      { id: "qos", label: "QoS", kind: "choice", choices: ["0", "1", "2"] },
      { id: "retain", label: "Retain", kind: "choice", choices: ["no", "yes"] },
      { id: "id", label: "Packet id", kind: "line", placeholder: "for QoS 1 and 2", isCounted: true },
      ...(version === 5 ? [{ id: "contentType", label: "Content type", kind: "line" } as const] : []),
    ],
    propose(seen) {
      const topic = packetsOf(seen)
        .map((packet) => own(packet, "topic"))
        .find((each) => typeof each === "string" && each !== "") as string | undefined;
      const fixed = { payload: "", encoding: "text", qos: "0", retain: "no", contentType: "" };
      return { ...fixed, topic: topic ?? "", id: nextId(seen) };
    },
    encode: (values) => encode(values, version),
  };
}

export const mqtt3Publish = encoderOf(3, mqtt3.name);
export const mqtt5Publish = encoderOf(5, mqtt5.name);
