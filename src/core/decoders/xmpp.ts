/**
 * World: all. XMPP over WebSocket (RFC 7395; stanzas of RFC 6120 and 6121; chat rooms XEP-0045, chat states XEP-0085, ping
 * XEP-0199, delayed delivery XEP-0203): one element a message.
 */
import type { ChatFact, Context, Decoder, Exchange, Reading } from "./decoder.ts";
import { textsOf } from "./opening-parts.ts";
import { misfit, toReading } from "./to-reading.ts";
import { attribute, child, elements, parseXml, textOf, type XmlElement } from "./xml.ts";

const FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";
const CHAT_STATES = "http://jabber.org/protocol/chatstates";
const ROOM_USER = "http://jabber.org/protocol/muc#user";

interface Jid {
  /** Without the resource. */
  bare: string;
  local: string;
  resource: string;
}

function jidOf(text: string): Jid {
  const slash = text.indexOf("/");
  const bare = slash === -1 ? text : text.slice(0, slash);
  const resource = slash === -1 ? "" : text.slice(slash + 1);
  return { bare, local: bare.split("@", 1)[0] ?? "", resource };
}

/** Only an iq must be answered. */
function exchangeOf(stanza: XmlElement): Exchange | undefined {
  const id = attribute(stanza, "id");
  const type = attribute(stanza, "type");
  if (stanza.name !== "iq" || id === undefined) return undefined;
  if (type === "get" || type === "set") return { role: "request", id: `iq ${id}` };
  return type === "result" || type === "error" ? { role: "reply", id: `iq ${id}` } : undefined;
}

function errorOf(stanza: XmlElement): string {
  const error = child(stanza, "error");
  const [condition] = error ? elements(error) : [];
  return `error: ${condition?.name ?? "unknown"} ${error ? textOf(child(error, "text")) : ""}`.trim();
}

function timeOf(stanza: XmlElement): number {
  const delay = child(stanza, "delay", "urn:xmpp:delay");
  return Date.parse((delay && attribute(delay, "stamp")) ?? "");
}

/** In a room the resource names the speaker, elsewhere the address does. What is sent is of this client. */
function speakerOf(stanza: XmlElement, direction: Context["direction"]): Pick<ChatFact, "who" | "room"> {
  const isRoom = attribute(stanza, "type") === "groupchat";
  const from = jidOf(attribute(stanza, "from") ?? "");
  const room = direction === "sent" ? jidOf(attribute(stanza, "to") ?? "").bare : from.bare;
  if (direction === "sent") return { who: "", room };
  return isRoom ? { who: from.resource, room } : { who: from.local || from.bare, room };
}

function messageFacts(stanza: XmlElement, direction: Context["direction"]): ChatFact[] {
  const speaker = speakerOf(stanza, direction);
  const body = child(stanza, "body");
  const id = attribute(stanza, "id");
  const time = timeOf(stanza);
  if (attribute(stanza, "type") === "error") return [];
  if (body) {
    const said = { ...speaker, text: textOf(body), ...(Number.isFinite(time) && { time }) };
    // A room sends each message to all who are in it, with its id (XEP-0045 §7.4).
    const isEchoed = direction === "sent" && attribute(stanza, "type") === "groupchat" && id !== undefined;
    return [{ type: "message", ...said, ...(id && { id }), ...(isEchoed && { isEchoed }) }];
  }
  if (child(stanza, "composing", CHAT_STATES)) return [{ type: "typing", ...speaker }];
  const subject = speaker.who === "" ? undefined : child(stanza, "subject");
  return subject ? [{ type: "notice", ...speaker, text: `subject: ${textOf(subject)}` }] : [];
}

function presenceFacts(stanza: XmlElement, direction: Context["direction"]): ChatFact[] {
  const type = attribute(stanza, "type");
  if (direction === "sent" || (type !== undefined && type !== "unavailable")) return [];
  const from = jidOf(attribute(stanza, "from") ?? "");
  const inRoom = child(stanza, "x", ROOM_USER) !== undefined;
  const who = inRoom ? from.resource : from.local || from.bare;
  const fact = type === "unavailable" ? "left" : "joined";
  return who === "" ? [] : [{ type: fact, who, ...(inRoom && { room: from.bare }) }];
}

function factsOf(stanza: XmlElement, direction: Context["direction"]): ChatFact[] {
  if (stanza.name === "message") return messageFacts(stanza, direction);
  if (stanza.name === "presence") return presenceFacts(stanza, direction);
  const bind = direction === "received" ? child(stanza, "bind") : undefined;
  const jid = bind && child(bind, "jid");
  return jid ? [{ type: "self", who: jidOf(textOf(jid)).local }] : [];
}

function summaryOf(stanza: XmlElement, direction: Context["direction"]): string {
  const { name } = stanza;
  const type = attribute(stanza, "type");
  const other = attribute(stanza, direction === "sent" ? "to" : "from") ?? "";
  const place = other === "" ? "" : ` ${direction === "sent" ? "to" : "from"} ${other}`;
  if (type === "error") return `${name}${place} ${errorOf(stanza)}`;
  const body = child(stanza, "body");
  if (name === "message" && body) return `${place.trim()}: ${textOf(body)}`;
  const about = elements(stanza)
    .slice(0, 5)
    .map((each) => each.name);
  return [`${name}${place}`, type ?? "", ...about].filter((part) => part !== "").join(" ");
}

function readStanza(stanza: XmlElement, direction: Context["direction"]): Reading {
  const isPing = stanza.name === "iq" && child(stanza, "ping", "urn:xmpp:ping") !== undefined;
  return toReading({
    kind: stanza.name,
    summary: summaryOf(stanza, direction),
    value: stanza,
    exchange: exchangeOf(stanza),
    heartbeat: isPing && attribute(stanza, "type") === "get" ? "ping" : undefined,
    chat: factsOf(stanza, direction),
  });
}

export const xmpp: Decoder = {
  name: "XMPP",
  recognise(opening) {
    if (opening.protocol === "xmpp") return "The subprotocol is “xmpp”.";
    const [first] = [...textsOf(opening, "sent"), ...textsOf(opening, "received")];
    const stanza = first?.startsWith("<open") ? parseXml(first) : undefined;
    return stanza && attribute(stanza, "xmlns") === FRAMING
      ? "The first message opens a stream of XMPP."
      : undefined;
  },
  decode(payload, { direction, isChosen }) {
    if (!isChosen || payload.opcode !== "text") return undefined;
    const stanza = parseXml(payload.text);
    if (stanza) return readStanza(stanza, direction);
    if (payload.text.trim() === "")
      return toReading({ kind: "white space", summary: "white space", heartbeat: "ping" });
    return misfit(payload, "Not one whole element of XML, as a message of XMPP must be (RFC 7395 §3.3).");
  },
};
