/**
 * World: all. The chat of MDN's "Writing WebSocket client applications": JSON packets on subprotocol `json`.
 *
 * On that subprotocol every text is judged, and what the sample's client would stumble over becomes a finding.
 * Elsewhere only a packet that fits wholly is taken for chat.
 */

import type { Direction, InlinePayload } from "../protocol.ts";
import { exactJson } from "../tree/exact-json.ts";
import type { ChatFact, Context, Decoder, Exchange, Finding, Reading } from "./decoder.ts";
import { jsonSource, parsePayload } from "./json.ts";
import { oneLine } from "./one-line.ts";

/** `date` is in ms since the epoch. Which fields are there depends on `type` and direction. */
interface ChatPacket {
  type: string;
  id?: number;
  name?: string;
  text?: string;
  users?: (string | null)[];
  date?: number;
}

type FieldType = "number" | "string" | "string[]";
type Fields = Partial<Record<keyof ChatPacket, FieldType>>;

const PACKETS: Record<string, Record<Direction, Fields>> = {
  id: same({ id: "number" }),
  username: same({ name: "string", id: "number", date: "number" }),
  rejectusername: same({ name: "string", id: "number" }),
  userlist: same({ users: "string[]" }),
  message: {
    sent: { text: "string", id: "number", date: "number" },
    received: { text: "string", id: "number", date: "number", name: "string" },
  },
};

function same(fields: Fields): Record<Direction, Fields> {
  return { sent: fields, received: fields };
}

function fits(value: unknown, type: FieldType): boolean {
  if (type === "string[]") return Array.isArray(value) && value.every(isUser);
  return typeof value === type;
}

/** MDN's own server lists a user that has no name yet as null. */
function isUser(item: unknown): boolean {
  return typeof item === "string" || item === null;
}

function describe(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}

function fieldFindings(packet: Record<string, unknown>, fields: Fields): Finding[] {
  const findings: Finding[] = [];
  for (const [field, type] of Object.entries(fields)) {
    const value = packet[field];
    if (value === undefined) findings.push({ message: `Field “${field}” is missing.` });
    else if (!fits(value, type)) {
      const wanted = type === "string[]" ? "an array of strings" : `a ${type}`;
      findings.push({ message: `Field “${field}” should be ${wanted} and is ${describe(value)}.` });
    }
  }
  return findings;
}

const MARKUP = /<\/?[a-z!][^>]*>/i;

function markupFindings(packet: Record<string, unknown>): Finding[] {
  const { name, text, users } = packet;
  const texts = [name, text, ...(Array.isArray(users) ? users : [])];
  if (!texts.some((value) => typeof value === "string" && MARKUP.test(value))) return [];
  return [
    {
      message:
        "Holds markup. A page that writes it with innerHTML, as MDN's sample does, renders or runs it.",
    },
  ];
}

function summarize(packet: ChatPacket, direction: Direction): string {
  switch (packet.type) {
    case "id":
      return `this client is ${packet.id}`;
    case "username":
      return direction === "sent" ? `wants to be called ${packet.name}` : `${packet.name} is named`;
    case "rejectusername":
      return `the name was taken; it is ${packet.name} now`;
    case "userlist":
      return `${packet.users?.length} here: ${packet.users?.map((user) => user ?? "(no name yet)").join(", ")}`;
    default:
      return packet.name === undefined ? `${packet.text}` : `${packet.name}: ${packet.text}`;
  }
}

/** Reads a payload as a packet of the sample. It `isSound` when each of its fields is there and of its type; only then use it. */
function readChatPacket(
  payload: InlinePayload,
  direction: Direction,
): { packet: ChatPacket; isSound: boolean; findings: Finding[] } | undefined {
  const value = parsePayload(payload);
  if (value === undefined || Array.isArray(value)) return undefined;
  const packet = value as Record<string, unknown>;
  const { type } = packet;
  if (type === undefined) return bad(packet, "Field “type” is missing: the client cannot tell what this is.");
  if (typeof type !== "string")
    return bad(packet, `Field “type” should be a string and is ${describe(type)}.`);
  const fields = Object.hasOwn(PACKETS, type) ? PACKETS[type]?.[direction] : undefined;
  if (!fields) return bad(packet, `Unknown type “${oneLine(type)}”: the client ignores it.`);
  const faults = fieldFindings(packet, fields);
  const findings = [...faults, ...markupFindings(packet)];
  return { packet: knownFields(packet, fields), isSound: faults.length === 0, findings };
}

/** Only what was checked: a field that does not belong to the packet may hold anything. */
function knownFields(packet: Record<string, unknown>, fields: Fields): ChatPacket {
  const known = Object.keys(fields).map((field) => [field, packet[field]]);
  return Object.fromEntries([["type", packet.type], ...known]);
}

function bad(packet: Record<string, unknown>, message: string) {
  const type = typeof packet.type === "string" ? packet.type : "";
  return { packet: { type }, isSound: false, findings: [{ message }] };
}

function notJson(payload: InlinePayload): Reading | undefined {
  if (payload.opcode !== "text") return undefined;
  const message = "Not a JSON object: JSON.parse in the client throws, or finds no “type”.";
  return {
    kind: "",
    summary: oneLine(payload.text),
    value: undefined,
    findings: [{ message }],
  };
}

/** The server sends a client its own packet back. */
function exchangeOf({ type, id, date }: ChatPacket, direction: Direction): Exchange | undefined {
  const isEchoed = (type === "message" || type === "username") && date !== undefined;
  return isEchoed
    ? { role: direction === "sent" ? "request" : "reply", id: `${type} ${id} ${date}` }
    : undefined;
}

/** Joins, leaves and renames are told by the user lists alone. */
function factsOf(packet: ChatPacket, direction: Direction): ChatFact[] {
  const { type, name = "", text = "", id, date, users = [] } = packet;
  const from = id === undefined ? {} : { from: String(id) };
  const said = { ...from, text, id: `${id} ${date}`, ...(date !== undefined && { time: date }) };
  if (direction === "sent") {
    if (type === "message") return [{ type, who: "", isEchoed: true, ...said }];
    const wish = `This client asks to be called ${name}.`;
    return type === "username" ? [{ type: "notice", who: "", ...from, text: wish }] : [];
  }
  switch (type) {
    case "message":
      return [{ type, who: name, ...said }];
    case "id":
      return [{ type: "self", who: "", ...from }];
    case "username":
      return [{ type: "self", who: name, ...from }];
    case "rejectusername":
      return [
        { type: "self", who: name },
        { type: "notice", who: "", text: `The name was taken; the server chose ${name}.` },
      ];
    default:
      return [{ type: "roster", who: "", users: users.filter((user) => user !== null) }];
  }
}

export const mdnChat: Decoder = {
  name: "Chat",
  recognise: ({ protocol }) =>
    protocol === "json" ? "The subprotocol is “json”, as in MDN's sample chat." : undefined,
  standsAlone: true,
  decode(payload: InlinePayload, { direction, isChosen }: Context) {
    const read = readChatPacket(payload, direction);
    if (!read) return isChosen ? notJson(payload) : undefined;
    const { packet, isSound, findings } = read;
    if (!isSound && !isChosen) return undefined;
    const source = jsonSource(payload);
    const summary = oneLine(isSound ? summarize(packet, direction) : (source ?? ""));
    const exchange = isSound ? exchangeOf(packet, direction) : undefined;
    return {
      kind: packet.type,
      summary,
      value: exactJson(source ?? "", parsePayload(payload)),
      findings,
      ...(exchange && { exchange }),
      ...(isSound && { chat: factsOf(packet, direction) }),
    };
  },
};
