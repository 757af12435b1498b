/**
 * World: all. MQTT over WebSocket (OASIS MQTT 3.1.1 and 5.0, §6): messages are parts of one stream of packets, so one
 * may hold several packets, and a packet may take several messages.
 *
 * Two decoders, for most packets do not say of which version they are.
 */
import { concatenate } from "../binary/byte-reader.ts";
import { type MqttPacket, readPackets } from "../binary/mqtt-packet.ts";
import type { MqttVersion } from "../binary/mqtt-properties.ts";
import { answersTo, describe, refusals } from "../binary/mqtt-words.ts";
import { strictUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Context, Decoder, Opening, Reading } from "./decoder.ts";
import { oneLine } from "./one-line.ts";

/** How far back the beginning of a packet is looked for. */
const MAX_BACK = 1024;
const MAX_BACK_BYTES = 4 * 1024 * 1024;
/** How far back the topic of an alias is looked for. */
const MAX_ALIAS_BACK = 200;
/** So many packets of a message are told in its row. */
const SHOWN = 20;

type Bytes = Uint8Array<ArrayBuffer>;

function isWhole(bytes: Bytes, version: MqttVersion): boolean {
  const read = readPackets(bytes, version);
  return "packets" in read && read.missing === 0;
}

/** The version that CONNECT names, or that the messages fit; `undefined` when they are not MQTT. */
function versionOf({ protocol, messages }: Opening): { version: MqttVersion; why: string } | undefined {
  const binary = messages.flatMap(({ direction, payload }) =>
    payload.opcode === "binary" ? [{ direction, bytes: payload.bytes }] : [],
  );
  const level = connectLevel(
    binary.filter(({ direction }) => direction === "sent").map(({ bytes }) => bytes),
  );
  if (level !== undefined)
    return { version: level === 5 ? 5 : 3, why: `The first packet sent is CONNECT of MQTT ${NAMES[level]}.` };
  if (!/^mqtt/i.test(protocol)) return undefined;
  const fits = (version: MqttVersion) => binary.every(({ bytes }) => isWhole(bytes, version));
  const isFive = binary.length > 0 && fits(5) && !fits(3);
  return { version: isFive ? 5 : 3, why: `The subprotocol is “${protocol}”.` };
}

const NAMES: Record<number, string> = { 3: "3.1", 4: "3.1.1", 5: "5" };

/** The first packet may have come in parts. CONNECT itself is read alike by both versions. */
function connectLevel(sent: readonly Bytes[]): number | undefined {
  for (let end = 1; end <= sent.length; end++) {
    const read = readPackets(concatenate(sent.slice(0, end)), 5);
    if ("fault" in read) return undefined;
    const [first] = read.packets;
    if (first) return first.packet.level;
  }
  return undefined;
}

/** The messages since the last that ends with a packet, oldest first, and this one at their end. */
function sinceWhole(bytes: Bytes, before: Iterable<InlinePayload>, version: MqttVersion): Bytes[] {
  const parts = [bytes];
  let length = bytes.length;
  for (const payload of before) {
    if (payload.opcode !== "binary") break;
    if (payload.bytes.length === 0) continue; // Of an empty topic that a broker wrote on its own.
    if (isWhole(payload.bytes, version)) break;
    length += payload.bytes.length;
    if (parts.length > MAX_BACK || length > MAX_BACK_BYTES) break;
    parts.push(payload.bytes);
  }
  return parts.reverse();
}

function read(bytes: Bytes, context: Context, version: MqttVersion): Reading | undefined {
  const alone = readPackets(bytes, version);
  if ("packets" in alone && alone.missing === 0 && alone.packets.length > 0)
    return readingOf(
      alone.packets.map(({ packet }) => packet),
      0,
      context,
      version,
    );
  const parts = sinceWhole(bytes, context.before(), version);
  const joined = parts.length > 1 ? readPackets(concatenate(parts), version) : alone;
  const result = "packets" in joined ? joined : alone;
  if ("fault" in result) return unread(`Not a packet of MQTT: ${result.fault}`);
  const earlier = result === joined ? parts.slice(0, -1).reduce((sum, { length }) => sum + length, 0) : 0;
  const own = result.packets.filter(({ end }) => end > earlier).map(({ packet }) => packet);
  return readingOf(own, result.missing, context, version);
}

function unread(message: string): Reading {
  return { kind: "", summary: message, value: undefined, findings: [{ message }] };
}

/** The topic that an alias was given in this message or one before it (5.0, §3.3.2.3.4). */
function named(
  packet: MqttPacket,
  same: readonly MqttPacket[],
  before: Context["before"],
  version: MqttVersion,
) {
  const alias = packet.properties?.topicAlias;
  if (packet.topic !== "" || alias === undefined) return packet;
  const gives = (each: MqttPacket) => each.topic && each.properties?.topicAlias === alias;
  const giver = same.slice(0, same.indexOf(packet)).findLast(gives) ?? lastBefore(before(), gives, version);
  return giver?.topic ? { ...packet, topic: giver.topic } : packet;
}

/** The last of the packets before this message that is wanted. It may have come in parts. */
function lastBefore(
  before: Iterable<InlinePayload>,
  isWanted: (packet: MqttPacket) => unknown,
  version: MqttVersion,
): MqttPacket | undefined {
  let parts: Bytes[] = [];
  let length = 0;
  let looked = 0;
  for (const payload of before) {
    looked += 1;
    if (looked > MAX_ALIAS_BACK || length > MAX_BACK_BYTES) return undefined;
    if (payload.opcode !== "binary" || payload.bytes.length === 0) continue;
    parts = isWhole(payload.bytes, version) ? [payload.bytes] : [payload.bytes, ...parts];
    length = parts.reduce((sum, part) => sum + part.length, 0);
    const read = readPackets(concatenate(parts), version);
    const found = "packets" in read && read.packets.map((each) => each.packet).findLast(isWanted);
    if (found) return found;
  }
  return undefined;
}

function readingOf(
  packets: readonly MqttPacket[],
  missing: number,
  { direction, before }: Context,
  version: MqttVersion,
): Reading {
  const [first] = packets;
  const shown = packets.slice(0, SHOWN).map((packet) => named(packet, packets, before, version));
  const cut = missing > 0 ? [`a part of a packet; at least ${missing} bytes are to come`] : [];
  const payloads = packets.flatMap(({ payload }) => (payload?.length ? [payload] : []));
  const [exchange, ...moreExchanges] = packets.flatMap((packet) => answersTo(packet, direction) ?? []);
  const heartbeat = first?.type === "PINGREQ" ? "ping" : first?.type === "PINGRESP" ? "pong" : undefined;
  return {
    kind: first?.type ?? "part",
    summary: oneLine([...shown.map(describe), ...cut].join("; ")),
    value: packets.length > 1 ? packets : first,
    findings: packets.flatMap(refusals).map((message) => ({ message })),
    inner: payloads.map(innerOf),
    ...(exchange && { exchange, moreExchanges }),
    ...(heartbeat && packets.length === 1 && { heartbeat }),
  };
}

/** As text where it is one: MQTT itself does not say. */
function innerOf(bytes: Bytes): InlinePayload {
  const text = strictUtf8(bytes);
  return text === undefined || /[^\P{Cc}\s]/u.test(text)
    ? { opcode: "binary", bytes }
    : { opcode: "text", text };
}

function decoderOf(version: MqttVersion, name: string): Decoder {
  return {
    name,
    recognise(opening) {
      const known = versionOf(opening);
      return known?.version === version ? known.why : undefined;
    },
    decode(payload, context) {
      if (payload.opcode !== "binary" || !context.isChosen || payload.bytes.length === 0) return undefined;
      return read(payload.bytes, context, version);
    },
  };
}

export const mqtt5 = decoderOf(5, "MQTT 5");
export const mqtt3 = decoderOf(3, "MQTT 3.1.1");
