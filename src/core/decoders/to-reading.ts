/** World: all. Readings made of parts, without those that are missing. */
import type { InlinePayload } from "../protocol.ts";
import type { ChatFact, Exchange, Reading } from "./decoder.ts";
import { parsePayload } from "./json.ts";
import { oneLine } from "./one-line.ts";

export interface Parts {
  kind?: string | undefined;
  summary?: string | undefined;
  value?: unknown;
  /** Sentences for the user. */
  findings?: readonly string[] | undefined;
  inner?: readonly InlinePayload[] | undefined;
  exchange?: Exchange | undefined;
  moreExchanges?: readonly Exchange[] | undefined;
  heartbeat?: "ping" | "pong" | undefined;
  chat?: readonly ChatFact[] | undefined;
}

export function toReading(parts: Parts): Reading {
  const { kind = "", summary = "", value, findings = [], inner, heartbeat, chat } = parts;
  const { exchange, moreExchanges } = parts;
  return {
    kind: oneLine(kind),
    summary: oneLine(summary),
    value,
    findings: findings.map((message) => ({ message })),
    ...(inner && inner.length > 0 && { inner }),
    ...(exchange && { exchange }),
    ...(moreExchanges && moreExchanges.length > 0 && { moreExchanges }),
    ...(heartbeat && { heartbeat }),
    ...(chat && chat.length > 0 && { chat }),
  };
}

/** A text that does not fit the protocol of its connection. Bytes are left to other decoders. */
export function misfit(payload: InlinePayload, finding: string): Reading | undefined {
  if (payload.opcode !== "text") return undefined;
  const { text } = payload;
  return toReading({
    summary: text === "" ? "(empty)" : text,
    value: parsePayload(payload),
    findings: [finding],
  });
}

/** Of protocols that call their signs of life so. */
export function signOfLife(kind: string): "ping" | "pong" | undefined {
  return kind === "ping" || kind === "pong" ? kind : undefined;
}

/** Several messages in one payload: what the first is, and all that they say. */
export function together(readings: readonly Reading[]): Reading | undefined {
  const [first] = readings;
  if (!first || readings.length === 1) return first;
  const [exchange, ...moreExchanges] = readings.flatMap((reading) => reading.exchange ?? []);
  return toReading({
    kind: first.kind,
    summary: readings.map(({ summary }) => summary).join(" · "),
    value: readings.map(({ value }) => value),
    findings: readings.flatMap(({ findings }) => findings.map(({ message }) => message)),
    inner: readings.flatMap(({ inner }) => inner ?? []),
    exchange,
    moreExchanges,
    heartbeat: readings.every(({ heartbeat }) => heartbeat) ? first.heartbeat : undefined,
    chat: readings.flatMap(({ chat }) => chat ?? []),
  });
}
