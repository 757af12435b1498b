import { describe, expect, test } from "vitest";
import { socketIo } from "./socket-io.ts";
import { opening, payloadOf, reading, shown } from "./testing.ts";

/** Captured from socket.io 4.8.4 and socket.io-client 4.8.4; the rows of EIO=3 from the same server. */
const OPEN =
  '0{"sid":"cvxxgODfjPuld9ICAAAA","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":1000000}';
const EIO4 = "ws://127.0.0.1/socket.io/?EIO=4&transport=websocket";
const EIO3 = "ws://127.0.0.1/socket.io/?EIO=3&transport=websocket";

test.each([
  ["received", OPEN, "open", "session cvxxgODfjPuld9ICAAAA, a ping every 0.3 s"],
  ["sent", '40/admin,{"token":"t"}', "connect", '/admin connect {token: "t"}'],
  ["received", "40", "connect", "connect"],
  ["received", '42["hello",{"a":1},[1,2]]', "event", "hello {a: 1} [1, 2]"],
  ["received", '42/admin,0["ask",1]', "event", "/admin ask 1"],
  ["sent", "43/admin,0[2]", "ack", "/admin answer 2"],
  ["received", '430["ok","x"]', "ack", "answer ok x"],
  [
    "sent",
    '451-/admin,1["up",{"_placeholder":true,"num":0}]',
    "binary_event",
    "/admin up (attachment 1) (1 attachment to follow)",
  ],
  ["sent", "41/admin,", "disconnect", "/admin disconnect"],
  [
    "received",
    '44/none,{"message":"Invalid namespace"}',
    "connect_error",
    "/none refused: Invalid namespace",
  ],
  ["received", '44/locked,"no entry"', "connect_error", "/locked refused: no entry"],
  ["received", "2", "ping", "ping"],
  ["sent", "3", "pong", "pong"],
  ["sent", "2probe", "ping", "ping that probes the transport"],
  ["sent", "5", "upgrade", "upgrade"],
  ["received", "6", "noop", "noop"],
] as const)("%s %s is %s: %s", (direction, text, kind, summary) => {
  expect(reading(socketIo, text, { direction, url: EIO4 })).toMatchObject({ kind, summary, findings: [] });
});

test("a tree shows the packet's parts", () => {
  expect(reading(socketIo, '42/admin,0["ask",1]')?.value).toEqual({
    packet: "event",
    namespace: "/admin",
    id: 0,
    event: "ask",
    args: [1],
  });
});

test.each([
  ["sent", '42/admin,0["say","hi"]', { role: "request", id: "/admin 0" }],
  ["received", '43/admin,0["ok","hi"]', { role: "reply", id: "/admin 0" }],
  ["sent", '42["say"]', undefined],
  ["sent", "40/admin?x=1,", { role: "request", id: "connect /admin" }],
  ["received", "40/admin,", { role: "reply", id: "connect /admin" }],
  ["received", '44/admin,"no"', { role: "reply", id: "connect /admin" }],
] as const)("%s %s is part of the exchange %j", (direction, text, exchange) => {
  expect(reading(socketIo, text, { direction })?.exchange).toEqual(exchange);
});

test("heartbeats are told", () => {
  expect(reading(socketIo, "2")?.heartbeat).toBe("ping");
  expect(reading(socketIo, "3probe")?.heartbeat).toBe("pong");
});

describe("attachments", () => {
  const event = payloadOf('452-["bin",{"_placeholder":true,"num":0},{"x":{"_placeholder":true,"num":1}}]');
  const read = (bytes: number[], ...before: (string | number[])[]) =>
    reading(socketIo, bytes, { url: EIO3, before: () => [...before.map(payloadOf), event] });

  test("are counted from the text that announces them, without the prefix of Engine.IO 3", () => {
    expect(read([4, 1, 2, 3])).toMatchObject({
      kind: "attachment",
      summary: "attachment 1 of 2 of bin",
      inner: [payloadOf([1, 2, 3])],
    });
    expect(read([4, 4], [4, 1, 2, 3])).toMatchObject({
      summary: "attachment 2 of 2 of bin",
      inner: [payloadOf([4])],
    });
    expect(read([4, 4], "3", [4, 1, 2, 3])?.summary).toBe("attachment 2 of 2 of bin");
    expect(reading(socketIo, [4, 4], { url: EIO4, before: () => [event] })?.inner).toEqual([
      payloadOf([4, 4]),
    ]);
  });

  test("that nobody announced are left to other decoders", () => {
    expect(read([5], [4], [4])).toBeUndefined();
    expect(read([5], '42["text"]')).toBeUndefined();
    expect(reading(socketIo, [5])).toBeUndefined();
  });

  test("are not looked for without end", () => {
    let pulled = 0;
    const before = function* () {
      for (;;) {
        pulled += 1;
        yield payloadOf([1]);
      }
    };

    expect(reading(socketIo, [1], { before })).toBeUndefined();
    expect(pulled).toBeLessThan(1000);
  });
});

test.each(["hello", "", "7", "2x", "5x", "0", "0{}", "0[1]", "0{broken"])("%j is no packet", (text) => {
  expect(reading(socketIo, text)?.findings).toEqual([{ message: "Not an Engine.IO packet." }]);
});

test.each([
  "4hello",
  "42",
  "42{}",
  "42[]",
  '42[{"a":1}]',
  "43{}",
  "45[1]",
  '451["x"]',
  "40[1]",
  "41[1]",
  "42[broken",
])("%j is a message of Engine.IO that is no packet of Socket.IO", (text) => {
  const read = reading(socketIo, text);

  expect(read).toMatchObject({ kind: "message", inner: [payloadOf(text.slice(1))] });
  expect(read?.findings).toHaveLength(1);
});

test("Engine.IO by itself carries what it likes", () => {
  const url = "wss://example/engine.io/?EIO=4&transport=websocket";

  expect(shown(socketIo, '4{"a":1}', { url })).toMatchObject({ format: "Socket.IO › JSON", findings: [] });
});

test("an event may be named like a part of Object", () => {
  expect(reading(socketIo, '42["__proto__",{"__proto__":1}]')?.summary).toBe("__proto__ {__proto__: 1}");
  expect(reading(socketIo, '42["toString"]')?.summary).toBe("toString");
});

test("the address or the handshake tell it", () => {
  expect(socketIo.recognise?.(opening({ url: EIO3 }))).toContain("EIO=3");
  expect(socketIo.recognise?.(opening({ url: EIO4 }))).toContain("EIO=4");
  expect(socketIo.recognise?.(opening({}, OPEN))).toContain("handshake");
  expect(socketIo.recognise?.(opening({ url: "wss://example/?EIO=2&transport=websocket" }))).toBeUndefined();
  expect(socketIo.recognise?.(opening({ url: "wss://example/?EIO=4&transport=polling" }))).toBeUndefined();
  expect(socketIo.recognise?.(opening({}, "0", "40"))).toBeUndefined();
});

test("elsewhere nothing is its own", () => {
  for (const text of ["2", "42", '42["a"]', OPEN])
    expect(reading(socketIo, text, { isChosen: false })).toBeUndefined();
});
