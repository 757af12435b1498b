/**
 * World: all. ASP.NET Core SignalR, MessagePack hub protocol (dotnet/aspnetcore, src/SignalR/docs/specs/HubProtocol.md,
 * “MessagePack (MsgPack) encoding”): lists, each after its length, up to five bytes with seven bits each.
 */
import { brief } from "../binary/brief.ts";
import { type ByteReader, Malformed, wholly } from "../binary/byte-reader.ts";
import { readMessagePack } from "../binary/message-pack-value.ts";
import { strictUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Decoder, Exchange, Reading } from "./decoder.ts";
import { jsonSource } from "./json.ts";
import { oneLine } from "./one-line.ts";

const END = "\u001e";
const MAX_MESSAGES = 1000;

type Fields = readonly [type: number, ...unknown[]];

interface Kind {
  name: string;
  /** How many fields, the type among them. */
  lengths: readonly number[];
  say(fields: Fields): string;
  exchange?(fields: Fields): Exchange | undefined;
}

const asks: Kind["exchange"] = ([, , id]) =>
  typeof id === "string" && id !== "" ? { role: "request", id } : undefined;

const KINDS: Record<number, Kind> = {
  1: { name: "Invocation", lengths: [5, 6], say: call, exchange: asks },
  2: { name: "StreamItem", lengths: [4], say: ([, , id, item]) => `item of ${id}: ${brief(item)}` },
  3: {
    name: "Completion",
    lengths: [4, 5],
    say: completion,
    exchange: ([, , id]) => ({ role: "reply", id: String(id) }),
  },
  4: { name: "StreamInvocation", lengths: [5, 6], say: call, exchange: asks },
  5: { name: "CancelInvocation", lengths: [3], say: ([, , id]) => `cancels ${id}` },
  6: { name: "Ping", lengths: [1], say: () => "ping" },
  7: { name: "Close", lengths: [2, 3], say: ([, why]) => (why ? `closes: ${why}` : "closes") },
  8: { name: "Ack", lengths: [2], say: ([, sequence]) => `has received up to ${sequence}` },
  9: { name: "Sequence", lengths: [2], say: ([, sequence]) => `goes on from ${sequence}` },
};

function call([, , , target, given]: Fields): string {
  return `${target}(${Array.isArray(given) ? given.map(brief).join(", ") : ""})`;
}

/** Its fourth field: 1 for an error, 2 for no result, 3 for one. */
function completion([, , id, what, result]: Fields): string {
  if (what === 1) return `${id} failed: ${result}`;
  return what === 3 ? `result of ${id}: ${brief(result)}` : `${id} is done`;
}

function readMessages(reader: ByteReader): Fields[] {
  const messages: Fields[] = [];
  while (reader.left > 0) {
    if (messages.length === MAX_MESSAGES) throw new Malformed(`It holds more than ${MAX_MESSAGES} messages.`);
    const part = reader.take(readLength(reader));
    const { value, fault } = wholly(part, (inPart) => readMessagePack(inPart));
    if (fault !== undefined) throw new Malformed(fault);
    if (!isMessage(value)) throw new Malformed(`${brief(value)} is no message of SignalR.`);
    messages.push(value);
  }
  return messages;
}

function isMessage(value: unknown): value is Fields {
  if (!Array.isArray(value) || typeof value[0] !== "number") return false;
  const kind = KINDS[value[0]];
  return kind?.lengths.includes(value.length) ?? false;
}

function readLength(reader: ByteReader): number {
  let length = 0;
  for (let i = 0; i < 5; i++) {
    const byte = reader.u8();
    length += (byte & 0x7f) * 128 ** i;
    if (byte < 0x80) return length;
  }
  throw new Malformed("A length takes more than five bytes.");
}

/** The first message each way is JSON, whatever comes after it. */
function readHandshake(payload: InlinePayload): Reading | undefined {
  const source = jsonSource(payload);
  if (!source?.endsWith(END) || source.indexOf(END) !== source.length - 1) return undefined;
  try {
    const value: unknown = JSON.parse(source.slice(0, -1));
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const { protocol, version, error } = value as Record<string, unknown>;
    if (protocol !== undefined) return handshake("Handshake", `wants ${protocol} ${version}`, value);
    if (error === undefined) return handshake("HandshakeResponse", "handshake accepted", value);
    return {
      ...handshake("HandshakeResponse", oneLine(`handshake refused: ${error}`), value),
      findings: [{ message: `The server refuses: ${error}` }],
    };
  } catch {
    return undefined;
  }
}

function handshake(kind: string, summary: string, value: object): Reading {
  const exchange: Exchange = { role: kind === "Handshake" ? "request" : "reply", id: "handshake" };
  return { kind, summary: oneLine(summary), value, findings: [], exchange };
}

function readingOf(messages: readonly Fields[]): Reading {
  const kinds = messages.map(([type]) => KINDS[type]);
  const exchange = messages.map((fields, i) => kinds[i]?.exchange?.(fields)).find((each) => each);
  const failed = messages.filter(([type, , , what]) => type === 3 && what === 1);
  const isPing = messages.every(([type]) => type === 6);
  return {
    kind: kinds[0]?.name ?? "",
    summary: oneLine(messages.map((fields, i) => kinds[i]?.say(fields)).join("; ")),
    value: messages.length === 1 ? messages[0] : messages,
    findings: failed.map(([, , id, , error]) => ({ message: `Call ${id} failed: ${error}` })),
    ...(exchange && { exchange }),
    ...(isPing && { heartbeat: "ping" }),
  };
}

export const signalrMessagePack: Decoder = {
  name: "SignalR (MessagePack)",
  recognise({ messages }) {
    const [first] = messages.filter(({ direction }) => direction === "sent");
    const value = first && readHandshake(first.payload)?.value;
    return (value as { protocol?: unknown } | undefined)?.protocol === "messagepack"
      ? "The first message sent asks for SignalR's protocol “messagepack”."
      : undefined;
  },
  decode(payload, { isChosen }) {
    if (!isChosen) return undefined;
    const shaken = readHandshake(payload);
    if (shaken || payload.opcode === "text" || payload.bytes.length === 0) return shaken;
    const { value, fault } = wholly(payload.bytes, readMessages);
    if (fault === undefined) return readingOf(value);
    if (strictUtf8(payload.bytes) !== undefined) return undefined;
    const message = `Not a message of SignalR: ${fault}`;
    return { kind: "", summary: oneLine(message), value: undefined, findings: [{ message }] };
  },
};
