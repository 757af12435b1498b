/**
 * World: all. STOMP 1.0, 1.1 and 1.2 (stomp.github.io, "STOMP Frames", "Value Encoding", "Heart-beating").
 * A message holds whole frames; a frame that a client split over several messages is not put together.
 */
import { decodeUtf8, encodeUtf8, strictUtf8 } from "../payload.ts";
import type { InlinePayload } from "../protocol.ts";
import type { Context, Decoder, Exchange, Reading } from "./decoder.ts";
import { brief } from "./json-shape.ts";
import { textsOf } from "./opening-parts.ts";
import { misfit, together, toReading } from "./to-reading.ts";

const COMMANDS = new Set(
  (
    "CONNECT STOMP CONNECTED SEND SUBSCRIBE UNSUBSCRIBE ACK NACK BEGIN COMMIT ABORT DISCONNECT MESSAGE " +
    "RECEIPT ERROR"
  ).split(" "),
);
/** Their headers are never escaped, so that 1.0 can read them. */
const UNESCAPED = new Set(["CONNECT", "CONNECTED"]);
const VERSIONS = new Map([
  ["v10.stomp", "1.0"],
  ["v11.stomp", "1.1"],
  ["v12.stomp", "1.2"],
]);
const ESCAPES: Record<string, ReadonlyMap<string, string>> = {
  "1.0": new Map(),
  "1.1": new Map(Object.entries({ n: "\n", c: ":", "\\": "\\" })),
  "1.2": new Map(Object.entries({ n: "\n", c: ":", "\\": "\\", r: "\r" })),
};
const MAX_FRAMES = 64;
const NUL = 0;
const LF = 10;

interface Frame {
  command: string;
  headers: ReadonlyMap<string, string>;
  body: Uint8Array<ArrayBuffer>;
  findings: string[];
}

/** Reads one line; `undefined` when none ends. */
function lineAt(bytes: Uint8Array, start: number): { line: string; next: number } | undefined {
  const end = bytes.indexOf(LF, start);
  if (end === -1) return undefined;
  return { line: decodeUtf8(bytes.subarray(start, end)).replace(/\r$/, ""), next: end + 1 };
}

/** After a frame there may be ends of lines, which are heartbeats as well. */
function skipLines(bytes: Uint8Array, start: number): number {
  let next = start;
  while (bytes[next] === LF || (bytes[next] === 13 && bytes[next + 1] === LF)) next += 1;
  return next;
}

function unescaped(text: string, version: string, findings: string[]): string {
  if (version === "1.0") return text;
  return text.replace(/\\(.?)/gs, (whole, letter: string) => {
    const meant = ESCAPES[version]?.get(letter);
    if (meant === undefined)
      findings.push(`STOMP ${version} has no escape “${whole}”: receivers must refuse it.`);
    return meant ?? whole;
  });
}

/** The first of equal headers counts. */
function headersOf(lines: readonly string[], version: string, findings: string[]) {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1 || line.includes("\0")) return undefined;
    const name = unescaped(line.slice(0, colon), version, findings);
    const value = unescaped(line.slice(colon + 1), version, findings);
    if (!headers.has(name)) headers.set(name, value);
  }
  return headers;
}

function frameAt(
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
  version: string,
): { frame: Frame; next: number } | undefined {
  const first = lineAt(bytes, start);
  if (!first || !COMMANDS.has(first.line)) return undefined;
  const command = first.line;
  const lines: string[] = [];
  let at = lineAt(bytes, first.next);
  for (; at && at.line !== ""; at = lineAt(bytes, at.next)) lines.push(at.line);
  if (!at) return undefined;
  const findings: string[] = [];
  const headers = headersOf(lines, UNESCAPED.has(command) ? "1.0" : version, findings);
  if (!headers) return undefined;
  const stated = headers.get("content-length");
  let end = /^\d{1,9}$/.test(stated ?? "") ? at.next + Number(stated) : bytes.indexOf(NUL, at.next);
  if (bytes[end] !== NUL) {
    end = bytes.indexOf(NUL, at.next);
    findings.push(`The content-length of ${stated} is not where the frame ends.`);
  }
  if (end === -1) return undefined;
  return { frame: { command, headers, body: bytes.subarray(at.next, end), findings }, next: end + 1 };
}

function framesOf(bytes: Uint8Array<ArrayBuffer>, version: string): Frame[] | undefined {
  const frames: Frame[] = [];
  let next = skipLines(bytes, 0);
  while (next < bytes.length) {
    const read = frameAt(bytes, next, version);
    if (!read || frames.length === MAX_FRAMES) return undefined;
    frames.push(read.frame);
    next = skipLines(bytes, read.next);
  }
  return frames;
}

/** A receipt answers the frame that asks for it; a server answers CONNECT in any case. */
function exchangeOf({ command, headers }: Frame): Exchange | undefined {
  if (command === "CONNECT" || command === "STOMP") return { role: "request", id: "connect" };
  if (command === "CONNECTED") return { role: "reply", id: "connect" };
  const asked = headers.get("receipt");
  if (asked !== undefined) return { role: "request", id: `receipt ${asked}` };
  const answered = headers.get("receipt-id");
  return answered === undefined ? undefined : { role: "reply", id: `receipt ${answered}` };
}

function summaryOf({ command, headers }: Frame, body: string): string {
  const text = body === "" ? "" : `: ${brief(body)}`;
  const place = headers.get("destination") ?? "";
  switch (command) {
    case "SEND":
      return `to ${place}${text}`;
    case "MESSAGE":
      return `from ${place}${text}`;
    case "ERROR":
      return `error: ${headers.get("message") ?? ""}${text}`;
    case "CONNECTED":
      return `connected, STOMP ${headers.get("version") ?? "1.0"}`;
    case "RECEIPT":
      return `receipt of ${headers.get("receipt-id") ?? ""}`;
    default: {
      const subject = place || (headers.get("id") ?? headers.get("transaction") ?? headers.get("host") ?? "");
      return `${command.toLowerCase()} ${subject}`.trim();
    }
  }
}

function toFrameReading(frame: Frame): Reading {
  const { command, headers, body, findings } = frame;
  const text = strictUtf8(body);
  const inner: InlinePayload =
    text === undefined ? { opcode: "binary", bytes: body } : { opcode: "text", text };
  return toReading({
    kind: command,
    summary: summaryOf(frame, text ?? brief(body)),
    value: { command, headers: Object.fromEntries(headers), body: text ?? brief(body) },
    findings,
    inner: body.length === 0 ? [] : [inner],
    exchange: exchangeOf(frame),
  });
}

/** Cheap, since every message of every connection is asked about. */
function beginsAsFrame(payload: InlinePayload): boolean {
  const start =
    payload.opcode === "text" ? payload.text.slice(0, 20) : decodeUtf8(payload.bytes.slice(0, 20));
  return COMMANDS.has(/^[\r\n]*([A-Z]{3,12})\r?\n/.exec(start)?.[1] ?? "");
}

function isHeartbeat(payload: InlinePayload, { isChosen, carrier }: Context): boolean {
  const text = payload.opcode === "text" ? payload.text : decodeUtf8(payload.bytes.subarray(0, 3));
  return (isChosen || carrier === "SockJS") && (text === "\n" || text === "\r\n");
}

export const stomp: Decoder = {
  name: "STOMP",
  recognise(opening) {
    const { protocol } = opening;
    if (VERSIONS.has(protocol)) return `The subprotocol is “${protocol}”, that of STOMP.`;
    const [first = ""] = textsOf(opening, "sent");
    const [frame] = /^(?:CONNECT|STOMP)\r?\n/.test(first) ? (framesOf(encodeUtf8(first), "1.2") ?? []) : [];
    return frame && `The first message sent is the ${frame.command} frame of STOMP.`;
  },
  standsAlone: true,
  decode(payload, context) {
    if (isHeartbeat(payload, context))
      return toReading({ kind: "heartbeat", summary: "heartbeat", heartbeat: "ping" });
    const frames = beginsAsFrame(payload)
      ? framesOf(
          payload.opcode === "text" ? encodeUtf8(payload.text) : payload.bytes,
          VERSIONS.get(context.protocol) ?? "1.2",
        )
      : undefined;
    const reading = frames && together(frames.map(toFrameReading));
    if (reading) return reading;
    return context.isChosen
      ? misfit(payload, "Not a whole frame of STOMP, or a part of a split one.")
      : undefined;
  },
};
