import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type ChatServer, startChatServer } from "./chat-server.ts";

let server: ChatServer;
beforeEach(async () => {
  server = await startChatServer();
});
afterEach(() => server.close());

const connect = (path: string, protocols: string[] = []) =>
  new WebSocket(new URL(path, server.socketUrl), protocols);

/** Collects messages from the start: the server may speak before a test could wait for the first. */
function listen(socket: WebSocket, count: number): Promise<(string | Buffer)[]> {
  const heard: (string | Buffer)[] = [];
  return new Promise((resolve) => {
    socket.on("message", (data: Buffer, isBinary) => {
      heard.push(isBinary ? data : data.toString());
      if (heard.length === count) resolve(heard);
    });
  });
}

/** Not `once`, which would reject with an error that comes before the close. */
function closeOf(socket: WebSocket): Promise<{ code: number; reason: string }> {
  return new Promise((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
  });
}

test.each([
  ["/", ["no-such-protocol"], 400],
  ["/", [], 400],
  ["/refuse", ["json"], 403],
  ["/no-such-path", ["json"], 404],
])("%s with subprotocols %j is refused with %i", async (path, protocols, status) => {
  const socket = connect(path, protocols);
  socket.on("error", () => {});

  const [, response] = await once(socket, "unexpected-response");

  expect(response.statusCode).toBe(status);
  expect(server.log).toEqual([
    { type: "handshake", connection: 1, url: path, protocols, outcome: "refused", protocol: "" },
  ]);
});

test.each([
  ["/", ["other", "json"], "json"],
  ["/echo", [], ""],
  ["/echo", ["mqtt", "wamp"], "mqtt"],
])("%s with subprotocols %j speaks %j", async (path, protocols, protocol) => {
  const socket = connect(path, protocols);
  await once(socket, "open");

  expect(socket.protocol).toBe(protocol);
  expect(server.log[0]).toEqual({
    type: "handshake",
    connection: 1,
    url: path,
    protocols,
    outcome: "accepted",
    protocol,
  });
});

test("/echo returns text as text and binary as binary, in order", async () => {
  const socket = connect("/echo");
  const heard = listen(socket, 3);
  await once(socket, "open");

  socket.send("Grüße");
  socket.send(Buffer.from([1, 2]));
  socket.send("");

  expect(await heard).toEqual(["Grüße", Buffer.from([1, 2]), ""]);
});

test.each([
  ["/close?code=4001&reason=Over%20and+out", { code: 4001, reason: "Over and out" }],
  ["/close?code=1001", { code: 1001, reason: "" }],
  ["/close", { code: 1005, reason: "" }],
])("%s closes with %j", async (path, expected) => {
  const socket = connect(path);

  expect(await closeOf(socket)).toEqual(expected);
  await server.logged((entry) => entry.type === "close" && entry.code === expected.code);
});

test("/close with a code that nobody may send says so", async () => {
  const { code, reason } = await closeOf(connect("/close?code=1005"));

  expect(code).toBe(1011);
  expect(reason).toContain("valid error code");
});

test("/terminate opens and then drops the line", async () => {
  const socket = connect("/terminate");
  const opened = once(socket, "open");

  expect(await closeOf(socket)).toEqual({ code: 1006, reason: "" });
  await opened;
});

test("/flood pushes numbered messages of one size and then echoes", async () => {
  const socket = connect("/flood?count=500&size=20");
  const heard = listen(socket, 501);
  await once(socket, "open");

  socket.send("Enough");

  const messages = await heard;
  expect(messages.slice(0, 2)).toEqual(["1 ..................", "2 .................."]);
  expect(messages[499]).toBe("500 ................");
  expect(messages[500]).toBe("Enough");
});

test("/silent hears everything and answers nothing, not even a close", async () => {
  const { hostname, port } = new URL(server.url);
  const stream = connectTcp(Number(port), hostname).setEncoding("latin1");
  let answer = "";
  stream.on("data", (data) => {
    answer += data;
  });

  // Bytes rather than a client: only the end of the stream proves that nothing more was said.
  stream.write(
    "GET /silent HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
  );
  await once(stream, "data");
  const maskedHi = [0x81, 0x82, 0, 0, 0, 0, 0x48, 0x69];
  const maskedClose1000 = [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8];
  stream.end(Buffer.from([...maskedHi, ...maskedClose1000]));
  await once(stream, "close");

  expect(answer).toMatch(/^HTTP\/1.1 101 [\s\S]*\r\n\r\n$/);
  expect(server.log.slice(1)).toEqual([
    { type: "message", connection: 1, from: "client", opcode: "text", data: "Hi" },
    { type: "close", connection: 1, code: 1000, reason: "" },
  ]);
});

test("/pending never answers the handshake", async () => {
  const socket = connect("/pending");
  socket.on("error", () => {});
  await server.logged((entry) => entry.type === "handshake" && entry.outcome === "unanswered");

  expect(socket.readyState).toBe(WebSocket.CONNECTING);
  socket.terminate();
  expect((await closeOf(socket)).code).toBe(1006);
});
