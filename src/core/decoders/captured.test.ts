/** What real clients put on the wire (`captured/`, written by scripts/capture.ts) is read as their own APIs read it. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Decoded, decode } from "../decode.ts";
import { adoptDecoders, type Dialect } from "../dialect.ts";
import type { Direction, InlinePayload } from "../protocol.ts";
import { protocolDecoders } from "./all.ts";

adoptDecoders(protocolDecoders);

interface Captured {
  url: string;
  protocol: string;
  delivered: string[];
  frames: { direction: Direction; text?: string; base64?: string }[];
}

interface Message {
  direction: Direction;
  payload: InlinePayload;
  decoded: Decoded;
}

function payloadOf({ text, base64 }: Captured["frames"][number]): InlinePayload {
  if (base64 === undefined) return { opcode: "text", text: text ?? "" };
  return { opcode: "binary", bytes: Uint8Array.from(Buffer.from(base64, "base64")) };
}

/** All that was captured, read as on a connection that began so; and the name of what it speaks. */
function readCaptured(name: string): {
  messages: Message[];
  delivered: string[];
  dialect: Dialect | undefined;
} {
  const path = new URL(`captured/${name}.json`, import.meta.url);
  const { url, protocol, frames, delivered }: Captured = JSON.parse(readFileSync(path, "utf8"));
  const known = frames.map((frame) => ({ direction: frame.direction, payload: payloadOf(frame) }));
  const opening = { url, protocol, messages: known.slice(0, 8) };
  const decoder = protocolDecoders.find((each) => each.recognise?.(opening) !== undefined);
  const dialect = decoder && { decoder, why: "", chosenFor: undefined };
  const messages = known.map(({ direction, payload }, index) => {
    const before = () =>
      known
        .slice(0, index)
        .filter((each) => each.direction === direction)
        .map((each) => each.payload)
        .reverse();
    return { direction, payload, decoded: decode(payload, { url, protocol, direction, before }, dialect) };
  });
  return { messages, delivered, dialect };
}

/** Ids of requests, each way, that nothing answered; and of answers that nothing asked for. */
function unpaired(messages: readonly Message[]): string[] {
  const open = new Set<string>();
  const stray: string[] = [];
  for (const { direction, decoded } of messages)
    for (const { role, id } of decoded.heartbeat ? [] : decoded.exchanges) {
      const asker = (role === "request") === (direction === "sent") ? "client" : "server";
      if (role === "request") open.add(`${asker} ${id}`);
      else if (!open.delete(`${asker} ${id}`)) stray.push(`answer to ${asker} ${id}`);
    }
  return [...open, ...stray];
}

function signsIn(messages: readonly Message[]): string[] {
  return messages.flatMap(({ direction, decoded: { heartbeat } }) =>
    heartbeat ? [`${direction} ${heartbeat}`] : [],
  );
}

/** What was received in the conversation of people, in the words of a capture. Libraries do not tell of rosters and notices. */
function heardIn(messages: readonly Message[]): string[] {
  return messages
    .filter(({ direction }) => direction === "received")
    .flatMap(({ decoded }) => decoded.chat)
    .filter(({ type }) => type !== "roster" && type !== "notice")
    .map(({ type, who, text = "" }) => `${type} ${who}: ${text}`);
}

/** What this client said. */
function saidIn(messages: readonly Message[]): string[] {
  return messages
    .filter(({ direction }) => direction === "sent")
    .flatMap(({ decoded }) => decoded.chat)
    .filter(({ type }) => type === "message")
    .map(({ text = "" }) => text);
}

/** Discord's server asks for a sign of life by sending one of its own. */
const DISCORDS = ["received ping", "sent ping", "received pong"];

test.each([
  { name: "discord", dialect: "Discord", said: [], signs: DISCORDS, unanswered: [] },
  { name: "discord-zlib", dialect: "Discord (zlib)", said: [], signs: DISCORDS, unanswered: [] },
  {
    name: "irc",
    dialect: "IRC",
    said: ["hi ✓"],
    signs: ["sent ping", "received pong", "sent ping", "received pong", "received ping", "sent pong"],
    unanswered: [],
  },
  {
    name: "slack",
    dialect: "Slack",
    said: ["hi ✓", "nobody hears"],
    signs: ["sent ping", "received pong"],
    // A sign of typing bears a number that the server does not answer.
    unanswered: ["client 2"],
  },
  {
    name: "rocket-chat",
    dialect: "DDP",
    said: ["hi ✓"],
    signs: ["received ping", "sent pong"],
    unanswered: [],
  },
  {
    name: "matrix",
    dialect: "Matrix",
    isToldByEach: true,
    said: ["hello ✓", "waves", "of a bot", "bold"],
    signs: [],
    unanswered: [],
  },
])("$name is read wholly", ({ name, dialect, isToldByEach, said, signs, unanswered }) => {
  const { messages, delivered, dialect: found } = readCaptured(name);

  expect(found?.decoder.name).toBe(isToldByEach ? undefined : dialect);
  for (const { decoded } of messages) {
    expect(decoded).toMatchObject({ format: dialect, findings: [] });
    expect(decoded.kind).not.toBe("");
    expect(decoded.value).toBeDefined();
  }
  expect(heardIn(messages)).toEqual(delivered);
  expect(saidIn(messages)).toEqual(said);
  expect(signsIn(messages)).toEqual(signs);
  expect(unpaired(messages)).toEqual(unanswered);
});
