/**
 * World: all. Engine.IO protocol 3 and 4 and, in its messages, Socket.IO protocol 3 to 5 (the protocol documents of
 * socketio/engine.io-protocol and socketio/socket.io-protocol; protocol 3 has no document of its own).
 */

import { plural } from "../format.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Context, Decoder, Exchange, Reading } from "./decoder.ts";
import { asObject, brief, ownNumber, ownText, parseValue } from "./json-shape.ts";
import { queryValue, textsOf } from "./opening-parts.ts";
import { misfit, toReading } from "./to-reading.ts";

const ENGINE = ["open", "close", "ping", "pong", "message", "upgrade", "noop"] as const;
const SOCKET = [
  "connect",
  "disconnect",
  "event",
  "ack",
  "connect_error",
  "binary_event",
  "binary_ack",
] as const;
/** So many earlier messages are looked at for the packet that announces an attachment. */
const MAX_LOOK_BACK = 256;

interface SocketPacket {
  type: (typeof SOCKET)[number];
  namespace: string;
  /** Digits; `undefined` when no answer is wanted. */
  ackId: string | undefined;
  /** Binary messages that follow and belong to it. */
  attachments: number;
  data: unknown;
}

function handshakeOf(text: string): Reading | undefined {
  const handshake = text.startsWith("0{") ? asObject(parseValue(text.slice(1))?.value) : undefined;
  const sid = ownText(handshake, "sid");
  if (sid === undefined) return undefined;
  const interval = ownNumber(handshake, "pingInterval");
  const pings = interval === undefined ? "" : `, a ping every ${interval / 1000} s`;
  return toReading({ kind: "open", summary: `session ${sid}${pings}`, value: handshake });
}

/** `<type>[<attachments>-][<namespace>,][<ack id>][<JSON>]` */
const PACKET = /^([0-6])(?:(\d{1,9})-)?(?:(\/[^,]*)(?:,|$))?(\d{1,20})?(.*)$/s;

function parsePacket(text: string): SocketPacket | undefined {
  const match = PACKET.exec(text);
  if (!match) return undefined;
  const [, digit, count, namespace = "/", ackId, json = ""] = match;
  const type = SOCKET[Number(digit)];
  const isBinary = type?.startsWith("binary_") === true;
  if (!type || isBinary !== (count !== undefined)) return undefined;
  const parsed = json === "" ? { value: undefined } : parseValue(json);
  if (!parsed || !mayCarry(type, parsed.value)) return undefined;
  return { type, namespace, ackId, attachments: Number(count ?? 0), data: parsed.value };
}

function mayCarry(type: SocketPacket["type"], data: unknown): boolean {
  switch (type) {
    case "connect":
      return data === undefined || asObject(data) !== undefined;
    case "disconnect":
      return data === undefined;
    case "connect_error":
      return data === undefined || typeof data === "string" || asObject(data) !== undefined;
    case "ack":
    case "binary_ack":
      return Array.isArray(data);
    default:
      return Array.isArray(data) && (typeof data[0] === "string" || typeof data[0] === "number");
  }
}

function nameOf({ type, data }: SocketPacket): string {
  return type.endsWith("event") && Array.isArray(data) ? String(data[0]) : type.replace("binary_", "");
}

/** Where bytes stood, the text has a mark with the number of the attachment, from 0 on. */
function withAttachments(text: string): string {
  return text.replace(
    /\{_placeholder: true, num: (\d{1,9})\}/g,
    (_, num) => `(attachment ${Number(num) + 1})`,
  );
}

function summaryOf(packet: SocketPacket): string {
  const { type, namespace, data, attachments } = packet;
  const place = namespace === "/" ? "" : `${namespace} `;
  const following = attachments === 0 ? "" : ` (${plural(attachments, "attachment")} to follow)`;
  if (type.endsWith("event")) {
    const args = Array.isArray(data) ? data.slice(1, 9).map(brief) : [];
    return `${place}${[nameOf(packet), ...args].join(" ")}${following}`;
  }
  if (type.endsWith("ack")) {
    const args = Array.isArray(data) ? data.slice(0, 8).map(brief) : [];
    return `${place}answer ${args.join(" ")}${following}`;
  }
  if (type === "connect_error") return `${place}refused: ${ownText(data, "message") ?? brief(data ?? "")}`;
  return data === undefined ? `${place}${type}` : `${place}${type} ${brief(data)}`;
}

/** An ack answers an event of the other side; a namespace is connected, or refused, once at a time. */
function exchangeOf({ type, namespace, ackId }: SocketPacket, direction: Context["direction"]) {
  const answers: Exchange["role"] = direction === "sent" ? "request" : "reply";
  const name = namespace.replace(/\?.*/s, ""); // Protocol 3 and 4 send a query with it.
  if (type === "connect") return { role: answers, id: `connect ${name}` };
  if (type === "connect_error") return { role: "reply", id: `connect ${name}` } as const;
  if (ackId === undefined) return undefined;
  const id = `${namespace} ${ackId}`;
  if (type.endsWith("ack")) return { role: "reply", id } as const;
  return type.endsWith("event") ? ({ role: "request", id } as const) : undefined;
}

function treeOf(packet: SocketPacket): object {
  const { type, namespace, ackId, attachments, data } = packet;
  const isEvent = type.endsWith("event") && Array.isArray(data);
  return {
    packet: type,
    namespace,
    ...(ackId !== undefined && { id: Number(ackId) }),
    ...(attachments > 0 && { attachments }),
    ...(isEvent ? { event: data[0], args: data.slice(1) } : data !== undefined && { data }),
  };
}

function readMessage(text: string, { direction, url }: Context): Reading {
  const packet = parsePacket(text);
  if (packet)
    return toReading({
      kind: packet.type,
      summary: withAttachments(summaryOf(packet)),
      value: treeOf(packet),
      exchange: exchangeOf(packet, direction),
    });
  const isBare = url.includes("/engine.io/");
  const findings = isBare ? [] : ["An Engine.IO message that is no Socket.IO packet: its receiver closes."];
  return toReading({ kind: "message", inner: [{ opcode: "text", text }], findings });
}

function readText(text: string, context: Context): Reading | undefined {
  const kind = ENGINE[/^[0-6]/.test(text) ? Number(text[0]) : -1];
  const rest = text.slice(1);
  if (kind === "open") return handshakeOf(text);
  if (kind === "message") return readMessage(rest, context);
  const isProbe = rest === "probe";
  if ((kind === "ping" || kind === "pong") && (rest === "" || isProbe))
    return toReading({
      kind,
      summary: isProbe ? `${kind} that probes the transport` : kind,
      heartbeat: kind,
    });
  return kind && rest === "" ? toReading({ kind, summary: kind }) : undefined;
}

/** Attachments follow the text that announces them, in order and without another packet between. */
function readAttachment(
  payload: InlinePayload & { opcode: "binary" },
  context: Context,
): Reading | undefined {
  let number = 1;
  let looked = 0;
  for (const earlier of context.before()) {
    looked += 1;
    if (looked > MAX_LOOK_BACK) return undefined;
    if (earlier.opcode === "binary") {
      number += 1;
      continue;
    }
    if (/^[23]$/.test(earlier.text)) continue; // Heartbeats may come at any time.
    const packet = earlier.text.startsWith("4") ? parsePacket(earlier.text.slice(1)) : undefined;
    if (!packet || packet.attachments < number) return undefined;
    const summary = `attachment ${number} of ${packet.attachments} of ${nameOf(packet)}`;
    const hasPrefix = queryValue(context.url, "EIO") === "3" && payload.bytes[0] === 4;
    const bytes = payload.bytes.subarray(hasPrefix ? 1 : 0);
    return toReading({ kind: "attachment", summary, inner: [{ opcode: "binary", bytes }] });
  }
  return undefined;
}

export const socketIo: Decoder = {
  name: "Socket.IO",
  recognise(opening) {
    const version = queryValue(opening.url, "EIO");
    const isNamed = /^[34]$/.test(version ?? "") && queryValue(opening.url, "transport") === "websocket";
    if (isNamed) return `The address says EIO=${version}, the protocol of Engine.IO.`;
    const [first = ""] = textsOf(opening, "received");
    return handshakeOf(first) ? "The first message is a handshake of Engine.IO." : undefined;
  },
  decode(payload, context) {
    if (!context.isChosen) return undefined;
    if (payload.opcode === "binary") return readAttachment(payload, context);
    return readText(payload.text, context) ?? misfit(payload, "Not an Engine.IO packet.");
  },
};
