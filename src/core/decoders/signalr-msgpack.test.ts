import { encode } from "@msgpack/msgpack";
import { describe, expect, test } from "vitest";
import { encodeUtf8, fromHex } from "../payload.ts";
import { signalrMessagePack } from "./signalr-msgpack.ts";
import { payloadOf, reading } from "./testing.ts";

const HELLO = '{"protocol":"messagepack","version":1}\u001e';

function framed(...messages: readonly unknown[]): number[] {
  return messages.flatMap((message) => {
    const bytes = [...encode(message)];
    const low = bytes.length < 128 ? [bytes.length] : [(bytes.length & 0x7f) | 0x80, bytes.length >> 7];
    return [...low, ...bytes];
  });
}

const read = (...messages: readonly unknown[]) => reading(signalrMessagePack, framed(...messages));

describe("messages", () => {
  test.each([
    [[1, {}, null, "Send", ["ann", { text: "hi" }], []], "Invocation", 'Send("ann", {"text":"hi"})'],
    [[1, {}, "7", "Add", [1, 2]], "Invocation", "Add(1, 2)"],
    [[2, {}, "7", 42], "StreamItem", "item of 7: 42"],
    [[3, {}, "7", 1, "No such method."], "Completion", "7 failed: No such method."],
    [[3, {}, "7", 2], "Completion", "7 is done"],
    [[3, {}, "7", 3, [1]], "Completion", "result of 7: [1]"],
    [[4, {}, "8", "Count", [5], []], "StreamInvocation", "Count(5)"],
    [[5, {}, "8"], "CancelInvocation", "cancels 8"],
    [[6], "Ping", "ping"],
    [[7, null, true], "Close", "closes"],
    [[7, "Too slow."], "Close", "closes: Too slow."],
    [[8, 12], "Ack", "has received up to 12"],
    [[9, 13], "Sequence", "goes on from 13"],
  ])("%j is %s: %s", (message, kind, summary) => {
    expect(read(message)).toMatchObject({ kind, summary, value: message });
  });

  test("the examples of the specification", () => {
    const bytes = fromHex("96 01 80 a3 78 79 7a a6 6d 65 74 68 6f 64 91 2a 90");

    expect(reading(signalrMessagePack, [bytes.length, ...bytes])).toMatchObject({
      summary: "method(42)",
      exchange: { role: "request", id: "xyz" },
    });
  });

  test("several in one, and long ones", () => {
    const long = [1, {}, null, "Send", ["x".repeat(300)], []];

    expect(read([6], long, [6])).toMatchObject({
      kind: "Ping",
      summary: expect.stringMatching(/^ping; Send\("x+"\); ping$/),
      value: [[6], long, [6]],
    });
    expect(read([6], long)?.heartbeat).toBeUndefined();
  });
});

test("a call is answered by its completion", () => {
  expect(read([1, {}, "7", "Add", [1, 2]])?.exchange).toEqual({ role: "request", id: "7" });
  expect(read([1, {}, null, "Add", [1, 2]])?.exchange).toBeUndefined();
  expect(read([4, {}, "8", "Count", [5], []])?.exchange).toEqual({ role: "request", id: "8" });
  expect(read([3, {}, "7", 2])?.exchange).toEqual({ role: "reply", id: "7" });
});

test("a ping is a heartbeat, a failure is a finding", () => {
  expect(read([6])?.heartbeat).toBe("ping");
  expect(read([3, {}, "7", 1, "No."])?.findings).toEqual([{ message: "Call 7 failed: No." }]);
});

test("the handshake, as text or bytes", () => {
  const request = { kind: "Handshake", exchange: { role: "request", id: "handshake" } };

  expect(reading(signalrMessagePack, HELLO)).toMatchObject(request);
  expect(reading(signalrMessagePack, encodeUtf8(HELLO))).toMatchObject(request);
  expect(reading(signalrMessagePack, encodeUtf8("{}\u001e"))).toMatchObject({
    kind: "HandshakeResponse",
    summary: "handshake accepted",
    findings: [],
  });
  expect(reading(signalrMessagePack, '{"error":"No such protocol."}\u001e')?.findings).toEqual([
    { message: "The server refuses: No such protocol." },
  ]);
});

test("what is no message is a finding", () => {
  expect(read([10])?.findings[0]?.message).toContain("[10] is no message of SignalR");
  expect(read([1, {}])?.findings).toHaveLength(1);
  expect(read({ a: "\u00fc\u00ff" })?.findings).toHaveLength(1);
  expect(
    reading(signalrMessagePack, framed([1, {}, "7", "Add", [1, 2]]).slice(0, -1))?.findings,
  ).toHaveLength(1);
  expect(reading(signalrMessagePack, [0xff, 0xff, 0xff, 0xff, 0xff, 1])?.findings).toHaveLength(1);
});

test("text, and other connections, are left to others", () => {
  for (const text of ["hello", "ok", "2", "{}"]) {
    expect(reading(signalrMessagePack, text)).toBeUndefined();
    expect(reading(signalrMessagePack, encodeUtf8(text))).toBeUndefined();
  }
  expect(reading(signalrMessagePack, framed([6]), { isChosen: false })).toBeUndefined();
});

test("the first message sent tells it", () => {
  const told = (text: string, direction: "sent" | "received" = "sent") =>
    signalrMessagePack.recognise?.({
      url: "wss://example/hub",
      protocol: "",
      messages: [{ direction, payload: payloadOf(text) }],
    });

  expect(told(HELLO)).toContain("“messagepack”");
  expect(told('{"protocol":"json","version":1}\u001e')).toBeUndefined();
  expect(told(HELLO, "received")).toBeUndefined();
  expect(told("hello")).toBeUndefined();
});
