/**
 * World: all. SockJS framing ("SockJS-protocol 0.3.3", sections on framing and on the WebSocket transport): frames of the
 * server begin with a letter, those of the client are JSON arrays of strings. What the strings say is read by others.
 */
import { plural } from "../format.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Decoder, Reading } from "./decoder.ts";
import { brief, parseValue } from "./json-shape.ts";
import { pathOf, textsOf } from "./opening-parts.ts";
import { misfit, toReading } from "./to-reading.ts";

/** Three digits for the server, then the session. */
const SESSION_PATH = /\/\d{3}\/[^/.]{4,64}\/websocket\/?$/;

function readFrame(text: string): Reading | undefined {
  if (text === "o") return toReading({ kind: "open", summary: "open" });
  if (text === "h") return toReading({ kind: "heartbeat", summary: "heartbeat", heartbeat: "ping" });
  const body = parseValue(text.slice(1))?.value;
  if (text.startsWith("a[")) return carried(body);
  if (text.startsWith('m"')) return carried([body]);
  return text.startsWith("c[") ? readClose(body) : undefined;
}

function readClose(body: unknown): Reading | undefined {
  if (!Array.isArray(body)) return undefined;
  const [code, reason] = body;
  // A server may hand on the code as it was given.
  if (!/^\d{4}$/.test(String(code)) || typeof reason !== "string") return undefined;
  return toReading({ kind: "close", summary: `close ${code} ${brief(reason)}`, value: { code, reason } });
}

/** One message speaks for itself. */
function carried(texts: unknown): Reading | undefined {
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === "string")) return undefined;
  const inner: InlinePayload[] = texts.map((text: string) => ({ opcode: "text", text }));
  const first = brief(texts[0] ?? "");
  const summary =
    texts.length === 1 ? "" : `${plural(texts.length, "message")}${first && `, the first: ${first}`}`;
  return toReading({ summary, value: texts, inner });
}

export const sockJs: Decoder = {
  name: "SockJS",
  recognise(opening) {
    const path = pathOf(opening.url);
    if (SESSION_PATH.test(path)) return "The address ends as one of SockJS: server, session, “websocket”.";
    const [first, ...others] = textsOf(opening, "received");
    const isFramed = /\/websocket\/?$/.test(path) || others.some((text) => text.startsWith('a["'));
    return first === "o" && isFramed ? "The first message is the open frame of SockJS." : undefined;
  },
  decode(payload, { direction, isChosen }) {
    if (!isChosen || payload.opcode !== "text") return undefined;
    if (direction === "received")
      return readFrame(payload.text) ?? misfit(payload, "Not a frame of SockJS: the client ignores it.");
    const value = parseValue(payload.text)?.value;
    const reading = carried(typeof value === "string" ? [value] : value);
    return reading ?? misfit(payload, "Not a JSON array of strings: the server closes the session.");
  },
};
