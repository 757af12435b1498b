/**
 * World: all. What an encoder is: the fields of a form in, a message out that its decoder reads. Ids are the next that are
 * free on the connection, as far as its messages are here. What is text may hold variables.
 */
import type { Direction, InlinePayload } from "../protocol.ts";

export interface EncoderField {
  id: string;
  label: string;
  /** `lines` is a larger field. */
  kind: "line" | "lines" | "choice";
  choices?: readonly string[];
  placeholder?: string;
  /** The next of its kind is proposed after each message. */
  isCounted?: boolean;
}

export type Values = Readonly<Record<string, string>>;

/** A message of the connection, as its outermost format reads it. */
export interface SeenMessage {
  direction: Direction;
  format: string;
  value: unknown;
}

/** What is known of the connection. */
export interface Seen {
  url: string;
  protocol: string;
  /** Newest first, the newest of them only. */
  messages: readonly SeenMessage[];
}

export type Encoded = { payload: InlinePayload } | { problem: string };

export interface Encoder {
  /** What it writes, for people. */
  title: string;
  /** Name of the decoder that reads it. */
  format: string;
  fields: readonly EncoderField[];
  /** What the fields hold that nobody has written into; `written` are the others. */
  propose(seen: Seen, written: Values): Values;
  encode(values: Values, seen: Seen): Encoded;
}

export function textOf(text: string): Encoded {
  return { payload: { opcode: "text", text } };
}

/** The next whole number after all that were found. */
export function nextNumber(found: readonly unknown[], first: number): number {
  const numbers = found
    .map((each) => (typeof each === "string" && /^\d{1,15}$/.test(each) ? Number(each) : each))
    .filter((each) => typeof each === "number" && Number.isSafeInteger(each));
  return Math.max(first - 1, ...(numbers as number[])) + 1;
}

/** Why a field is no JSON; with variables in it that shows only when it is sent. */
export function jsonProblem(label: string, text: string): string | undefined {
  if (text.includes("{{")) return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `${label}: no JSON (${(error as Error).message}).`;
  }
}
