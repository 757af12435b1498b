import { expect, test } from "vitest";
import { signalR } from "./signalr.ts";
import { opening, payloadOf, reading } from "./testing.ts";

const END = "\u001e";
const HANDSHAKE = `{"protocol":"json","version":1}${END}`;

/** The examples of HubProtocol.md. */
test.each([
  [
    '{"type":1,"invocationId":"123","target":"Send","arguments":[42,"Test Message"]}',
    "Invocation",
    "Send 42 Test Message",
  ],
  ['{"type":1,"target":"Send","arguments":[42]}', "Invocation", "Send 42"],
  ['{"type":2,"invocationId":"123","item":42}', "StreamItem", "item of 123: 42"],
  ['{"type":3,"invocationId":"123"}', "Completion", "done"],
  ['{"type":3,"invocationId":"123","result":42}', "Completion", "result 42"],
  ['{"type":3,"invocationId":"123","error":"It didn\'t work!"}', "Completion", "failed: It didn't work!"],
  ['{"type":4,"invocationId":"123","target":"Counter","arguments":[5]}', "StreamInvocation", "Counter 5"],
  ['{"type":5,"invocationId":"123"}', "CancelInvocation", "cancel 123"],
  ['{"type":6}', "Ping", "ping"],
  ['{"type":7}', "Close", "close"],
  [
    '{"type":7,"error":"Connection closed because of an error!"}',
    "Close",
    "close: Connection closed because of an error!",
  ],
  ['{"type":8,"sequenceId":1394}', "Ack", "ack 1394"],
  ['{"type":9,"sequenceId":1394}', "Sequence", "sequence 1394"],
  ['{"protocol":"json","version":1}', "Handshake", "handshake: json, version 1"],
])("%s is a %s: %s", (record, kind, summary) => {
  expect(reading(signalR, record + END, { isChosen: false })).toMatchObject({ kind, summary, findings: [] });
});

test("the answer to the handshake is told only where it is spoken", () => {
  expect(reading(signalR, `{}${END}`)).toMatchObject({ kind: "Handshake", summary: "handshake accepted" });
  expect(reading(signalR, `{"error":"no"}${END}`)?.summary).toBe("handshake refused: no");
  expect(reading(signalR, `{}${END}`, { isChosen: false })).toBeUndefined();
});

test.each([
  ["sent", '{"type":1,"invocationId":"1","target":"a","arguments":[]}', { role: "request", id: "1" }],
  ["sent", '{"type":4,"invocationId":"1","target":"a","arguments":[]}', { role: "request", id: "1" }],
  ["received", '{"type":2,"invocationId":"1","item":0}', { role: "reply", id: "1" }],
  ["received", '{"type":3,"invocationId":"1"}', { role: "reply", id: "1" }],
  ["sent", '{"type":2,"invocationId":"1","item":0}', undefined],
  ["sent", '{"type":5,"invocationId":"1"}', undefined],
  ["sent", '{"protocol":"json","version":1}', { role: "request", id: "handshake" }],
  ["received", "{}", { role: "reply", id: "handshake" }],
] as const)("%s %s is part of the exchange %j", (direction, record, exchange) => {
  expect(reading(signalR, record + END, { direction })?.exchange).toEqual(exchange);
});

test("several records come in one message", () => {
  const read = reading(signalR, `{"type":6}${END}{"type":1,"target":"a","arguments":[]}${END}`);

  expect(read).toMatchObject({ kind: "Ping", summary: "ping · a", value: [{ type: 6 }, { target: "a" }] });
  expect(read?.heartbeat).toBeUndefined();
  expect(reading(signalR, `{"type":6}${END}`)?.heartbeat).toBe("ping");
});

test.each([
  "hello",
  END,
  '{"type":6}',
  `{"type":6}${END}rest`,
  `{"type":1}${END}`,
  `{"type":99}${END}`,
  `{"type":"6"}${END}`,
  `{"type":2}${END}`,
  `[1]${END}`,
  `hello${END}`,
  `{"toString":1}${END}`,
])("%j is declined, or found on a connection of SignalR", (text) => {
  expect(reading(signalR, text, { isChosen: false })).toBeUndefined();
  expect(reading(signalR, text)?.findings).toHaveLength(1);
});

test("the handshake that is sent tells it", () => {
  const sent = (text: string) => ({
    ...opening({}),
    messages: [{ direction: "sent" as const, payload: payloadOf(text) }],
  });

  expect(signalR.recognise?.(sent(HANDSHAKE))).toContain("handshake");
  expect(signalR.recognise?.(sent(`${HANDSHAKE}{"type":6}${END}`))).toContain("handshake");
  expect(signalR.recognise?.(sent(HANDSHAKE.replace("json", "messagepack")))).toBeUndefined();
  expect(signalR.recognise?.(sent('{"protocol":"json","version":1}'))).toBeUndefined();
  expect(signalR.recognise?.(opening({}, HANDSHAKE))).toBeUndefined();
});
