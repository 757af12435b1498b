/**
 * World: all. What a row says, in the words of the list: marker, type, kind and one line.
 */
import { closeCodeName } from "./close-codes.ts";
import { type Decoded, decode } from "./decode.ts";
import { dialectOf } from "./dialect.ts";
import { formatBytes, plural } from "./format.ts";
import type { ConnectionEvent, Failure, Outcome, Stamp } from "./protocol.ts";
import type { ConnectionRow, RecorderEvent, Row } from "./row.ts";

/** `event` is a row of a connection's life; `problem` one that a person looks for. */
export type RowTone = "sent" | "received" | "event" | "problem";

export interface RowText {
  tone: RowTone;
  /** In words, for people who do not see the marker. */
  label: string;
  /** Type of the data, or of the event. */
  type: string;
  /** The message's own type. */
  kind: string;
  summary: string;
  hasFindings: boolean;
}

const NONE = (): [] => [];

/** The decoded payload of a row that has one. */
export function decodeRow(row: Row): Decoded | undefined {
  if (!row.connection || !("payload" in row.event) || !row.event.payload) return undefined;
  const { connection, event, before = NONE } = row;
  const { url, protocol, protocols } = connection;
  const direction = event.type === "message" ? event.direction : "sent";
  const context = { direction, url, protocol: protocol || (protocols[0] ?? ""), before };
  return decode(row.event.payload, context, dialectOf(connection));
}

/** What the list shows of a row. */
export function rowText(row: Row): RowText {
  if (!row.connection) return recorderText(row.event);
  const { event } = row;
  const byEarshot = "injected" in event && event.injected ? " by Earshot" : "";
  if (event.type !== "message") {
    const text = lifeText(event, row);
    return { ...text, label: text.label + byEarshot };
  }
  const decoded = decodeRow(row);
  const direction = event.direction === "sent" ? "Sent" : "Received";
  return {
    tone: event.direction,
    label: direction + byEarshot,
    type: event.dataType === "string" ? "text" : event.dataType,
    kind: decoded?.kind ?? "",
    summary: decoded?.summary ?? "",
    hasFindings: (decoded?.findings.length ?? 0) > 0,
  };
}

function line(type: string, summary: string, tone: RowTone = "event", label = "Event"): RowText {
  return { tone, label, type, kind: "", summary, hasFindings: false };
}

function recorderText(event: RecorderEvent): RowText {
  if (event.type === "navigated") {
    const late = event.isLate ? " (what it did before Earshot came is unknown: reload it)" : "";
    return line("navigated", event.url + late);
  }
  if (event.type === "intervened") return line("Earshot", event.what, "event", "Event by Earshot");
  if (event.type === "unsound")
    return line("not understood", `${plural(event.count, "event")} dropped`, "problem", "Problem");
  return line("mismatch", `The page speaks protocol ${event.theirs}. Reload the page.`, "problem", "Problem");
}

const thrown = ({ name, message }: Failure) => `${name}: ${message}`;

function offered(protocols: string[]): string {
  return protocols.length > 0 ? ` offering ${protocols.join(", ")}` : "";
}

function closeCall(code: number | undefined, reason: string | undefined): string {
  const args = [code, reason === undefined ? undefined : JSON.stringify(reason)];
  return `close(${args.filter((arg) => arg !== undefined).join(", ")})`;
}

function lifeText(event: Exclude<Stamp & ConnectionEvent, { type: "message" }>, row: ConnectionRow): RowText {
  const problem = (type: string, summary: string) => line(type, summary, "problem", "Problem");
  switch (event.type) {
    case "connection-created":
      return line("connecting", event.url + offered(event.protocols));
    case "connection-refused":
      return problem("new WebSocket threw", `${thrown(event.failure)} ${event.url}`);
    case "connection-opened":
      return line("open", openSummary(event, row));
    case "send-refused":
      return problem("send threw", thrown(event.failure));
    case "close-called": {
      const call = closeCall(event.code, event.reason);
      if (event.failure) return problem("close threw", `${call}: ${thrown(event.failure)}`);
      return line("closing", call);
    }
    case "connection-error":
      return problem("error", "The browser keeps the cause from the page. The close event follows.");
    case "connection-closed": {
      const reason = event.reason === "" ? "" : ` “${event.reason}”`;
      const clean = event.wasClean ? "clean" : "not clean";
      const summary = `${event.code} ${closeCodeName(event.code)}${reason}, ${clean}`;
      return event.wasClean ? line("closed", summary) : problem("closed", summary);
    }
    case "connection-left":
      return line("left", "The connection is gone; nothing tells how it ended.");
    case "settled":
      return settledText(event, row);
    case "gap":
      return problem("gap", `${plural(event.count, "message")} not kept (about ${formatBytes(event.bytes)})`);
  }
}

const OUTCOMES: Record<Outcome, string> = {
  passed: "let through",
  replaced: "replaced",
  dropped: "dropped",
  lost: "let go too late",
};

function settledText(
  { outcome, cause }: Extract<ConnectionEvent, { type: "settled" }>,
  row: ConnectionRow,
): RowText {
  const which = row.about === undefined ? "a message" : `message ${row.about}`;
  return line(OUTCOMES[outcome], [which, cause].filter(Boolean).join(": "), "event", "Event by Earshot");
}

function openSummary(
  { protocol, extensions, time }: Extract<Stamp & ConnectionEvent, { type: "connection-opened" }>,
  { connection }: ConnectionRow,
): string {
  const { connecting } = connection.times;
  const wait = connecting === undefined ? "" : ` after ${Math.max(0, Math.round(time - connecting))} ms`;
  const chosen = protocol === "" ? "no subprotocol" : `subprotocol ${protocol}`;
  return [chosen, extensions].filter(Boolean).join(", ") + wait;
}

/** What Earshot did to a message, in words; empty for one that it left alone. */
export function marks(row: Row): string {
  if (!row.connection) return "";
  const isInjected = "injected" in row.event && row.event.injected;
  const fate = row.fate === "passed" ? undefined : row.fate;
  return [isInjected ? "by Earshot" : undefined, fate].filter(Boolean).join(", ");
}

/** Name of a row for assistive technology: direction, type and summary. */
export function accessibleName(row: Row): string {
  const { label, type, kind, summary } = rowText(row);
  return [`${label} ${type}`, kind, summary].filter(Boolean).join(", ");
}
