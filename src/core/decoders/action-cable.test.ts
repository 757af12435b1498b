import { expect, test } from "vitest";
import { actionCable } from "./action-cable.ts";
import { opening, reading } from "./testing.ts";

const identifier = '{"channel":"ChatChannel","room":"1"}';

test.each([
  ["received", { type: "welcome" }, "welcome", "welcome"],
  ["received", { type: "ping", message: 1700000000 }, "ping", "ping"],
  ["sent", { command: "subscribe", identifier }, "subscribe", 'subscribe ChatChannel {room: "1"}'],
  [
    "received",
    { type: "confirm_subscription", identifier },
    "confirm_subscription",
    'confirm subscription ChatChannel {room: "1"}',
  ],
  [
    "received",
    { type: "reject_subscription", identifier: '{"channel":"A"}' },
    "reject_subscription",
    "reject subscription A",
  ],
  [
    "sent",
    { command: "message", identifier: '{"channel":"A"}', data: '{"action":"speak","text":"hi"}' },
    "message",
    'A: {action: "speak", text: "hi"}',
  ],
  ["received", { identifier: '{"channel":"A"}', message: { text: "hi" } }, "message", 'A: {text: "hi"}'],
  [
    "received",
    { type: "disconnect", reason: "unauthorized", reconnect: false },
    "disconnect",
    "disconnect: unauthorized",
  ],
] as const)("%s %j is %s: %s", (direction, message, kind, summary) => {
  expect(reading(actionCable, JSON.stringify(message), { direction })).toMatchObject({
    kind,
    summary,
    findings: [],
  });
});

test("JSON in strings is shown as what it says", () => {
  const text = JSON.stringify({ command: "message", identifier, data: '{"action":"speak"}' });

  expect(reading(actionCable, text, { direction: "sent" })?.value).toEqual({
    command: "message",
    identifier: { channel: "ChatChannel", room: "1" },
    data: { action: "speak" },
  });
});

test("a subscription is confirmed or rejected by its identifier", () => {
  const exchange = (direction: "sent" | "received", message: object) =>
    reading(actionCable, JSON.stringify(message), { direction })?.exchange;

  expect(exchange("sent", { command: "subscribe", identifier })).toEqual({ role: "request", id: identifier });
  for (const type of ["confirm_subscription", "reject_subscription"])
    expect(exchange("received", { type, identifier })).toEqual({ role: "reply", id: identifier });
  expect(exchange("sent", { command: "unsubscribe", identifier })).toBeUndefined();
});

test("heartbeats are told", () => {
  expect(reading(actionCable, '{"type":"ping","message":1}')?.heartbeat).toBe("ping");
});

test.each(["hello", "[1]", "{}", '{"type":7}', '{"toString":1}'])("%s does not fit", (text) => {
  expect(reading(actionCable, text)?.findings).toHaveLength(1);
});

test("keys and identifiers may be anything", () => {
  const read = (message: object) => reading(actionCable, JSON.stringify(message), { direction: "sent" });

  expect(read({ command: "toString", identifier: '{"__proto__":1}' })?.summary).toBe(
    "toString {__proto__: 1}",
  );
  expect(read({ command: "subscribe", identifier: "{broken" })?.summary).toBe("subscribe {broken");
});

test("its subprotocol tells it, and nothing else", () => {
  expect(actionCable.recognise?.(opening({ protocol: "actioncable-v1-json" }))).toContain(
    "actioncable-v1-json",
  );
  expect(actionCable.recognise?.(opening({ url: "wss://example/cable" }))).toBeUndefined();
  expect(reading(actionCable, '{"type":"ping"}', { isChosen: false })).toBeUndefined();
});
