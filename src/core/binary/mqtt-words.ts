/** World: all. What a packet of MQTT says, for people, and which packet it answers. */
import type { Exchange } from "../decoders/decoder.ts";
import { strictUtf8 } from "../payload.ts";
import type { Direction } from "../protocol.ts";
import type { MqttPacket } from "./mqtt-packet.ts";

const NAMES: Record<number, string> = { 3: "3.1", 4: "3.1.1", 5: "5" };
const SHOWN_BYTES = 500;

/** In one line. */
export function describe(packet: MqttPacket): string {
  const { type, id, reason, topic, keepAlive, level = 4, clientId, filters, subscriptions } = packet;
  const because = reason && reason.code !== 0 ? `: ${reason.name}` : "";
  switch (type) {
    case "CONNECT":
      return `${clientId ? `client “${clientId}”` : "a client without name"} connects by MQTT ${NAMES[level]}, keep alive ${keepAlive} s`;
    case "CONNACK":
      return reason?.isRefusal
        ? `refused${because}`
        : `accepted${packet.sessionPresent ? ", session resumed" : ""}`;
    case "PUBLISH":
      return `${topic || alias(packet)}: ${content(packet)}`;
    case "PUBACK":
    case "PUBREC":
      return `message ${id} has arrived${because}`;
    case "PUBREL":
      return `message ${id} is released${because}`;
    case "PUBCOMP":
      return `message ${id} is done${because}`;
    case "SUBSCRIBE":
      return `subscribes to ${subscriptions?.map(({ filter, qos }) => `${filter} (QoS ${qos})`).join(", ")}`;
    case "UNSUBSCRIBE":
      return `unsubscribes from ${filters?.join(", ")}`;
    case "SUBACK":
    case "UNSUBACK":
      return packet.reasons?.map(({ name }) => name).join(", ") ?? "unsubscribed";
    case "PINGREQ":
      return "ping";
    case "PINGRESP":
      return "pong";
    case "DISCONNECT":
      return `disconnects${because}`;
    default:
      return `authentication${because}`;
  }
}

function alias({ properties }: MqttPacket): string {
  return `(topic alias ${properties?.topicAlias ?? "missing"})`;
}

function content({ payload }: MqttPacket): string {
  if (!payload?.length) return "(empty)";
  // A character that is cut in two does not make bytes of a text.
  const text = strictUtf8(payload.length > SHOWN_BYTES ? beginning(payload) : payload);
  return text ?? `${payload.length} bytes`;
}

/** The first bytes, up to where a character ends. */
function beginning(payload: Uint8Array): Uint8Array {
  let end = SHOWN_BYTES;
  while (end > 0 && ((payload[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return payload.subarray(0, end);
}

/** What was not done, in sentences. */
export function refusals({ type, reason, reasons = [] }: MqttPacket): string[] {
  const all = reason ? [reason, ...reasons] : reasons;
  return all
    .filter(({ isRefusal }) => isRefusal)
    .map(({ name, code }) => `${type} says no: ${name} (${code}).`);
}

/** The pairs of §4.3 and of the other answers. Client and server count their messages each for itself. */
export function answersTo({ type, id, qos }: MqttPacket, direction: Direction): Exchange | undefined {
  const mine = direction === "sent" ? "client" : "server";
  const theirs = direction === "sent" ? "server" : "client";
  switch (type) {
    case "CONNECT":
      return { role: "request", id: "connect" };
    case "CONNACK":
      return { role: "reply", id: "connect" };
    case "PUBLISH":
      return qos ? { role: "request", id: `${mine} publish ${id}` } : undefined;
    case "PUBACK":
    case "PUBREC":
      return { role: "reply", id: `${theirs} publish ${id}` };
    case "PUBREL":
      return { role: "request", id: `${mine} release ${id}` };
    case "PUBCOMP":
      return { role: "reply", id: `${theirs} release ${id}` };
    case "SUBSCRIBE":
    case "UNSUBSCRIBE":
      return { role: "request", id: `${type.toLowerCase()} ${id}` };
    case "SUBACK":
      return { role: "reply", id: `subscribe ${id}` };
    case "UNSUBACK":
      return { role: "reply", id: `unsubscribe ${id}` };
    default:
      return undefined;
  }
}
