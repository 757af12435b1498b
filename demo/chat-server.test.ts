import { once } from "node:events";
import { get } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type ChatServer, type LogEntry, startChatServer } from "./chat-server.ts";
import { type Packet, visitChat } from "./chat-visitor.ts";

let server: ChatServer;
beforeEach(async () => {
  server = await startChatServer();
});
afterEach(() => server.close());

const isMessage = ({ type }: Packet) => type === "message";
const rosterOf =
  (...names: string[]) =>
  ({ type, users }: Packet) =>
    type === "userlist" && JSON.stringify(users) === JSON.stringify(names);

test("two users hear each other and themselves", async () => {
  const ann = await visitChat(server.socketUrl, "Ann");
  const bob = await visitChat(server.socketUrl, "Bob");

  ann.say("Hello");

  const heard = { type: "message", text: "Hello", id: ann.id, name: "Ann", date: expect.any(Number) };
  expect(await ann.heard(isMessage)).toEqual(heard);
  expect(await bob.heard(isMessage)).toEqual(heard);
});

test("a login is answered as MDN's server answers it, field by field", async () => {
  const ann = await visitChat(server.socketUrl, "Ann");

  expect(ann.packets).toEqual([
    { type: "id", id: ann.id },
    { type: "userlist", users: ["Ann"] },
    { type: "username", name: "Ann", id: ann.id, date: expect.any(Number) },
  ]);
});

test("a name that is taken gets a number, and only its owner is told so", async () => {
  const first = await visitChat(server.socketUrl, "Ann");
  const second = await visitChat(server.socketUrl, "Ann");
  const third = await visitChat(server.socketUrl, "Ann");

  await first.heard(rosterOf("Ann", "Ann1", "Ann2"));

  expect(second.packets.slice(0, 4)).toEqual([
    { type: "id", id: second.id },
    { type: "rejectusername", id: second.id, name: "Ann1" },
    { type: "userlist", users: ["Ann", "Ann1"] },
    { type: "username", name: "Ann1", id: second.id, date: expect.any(Number) },
  ]);
  expect(third.packets).toContainEqual({ type: "rejectusername", id: third.id, name: "Ann2" });
  expect(first.packets.some(({ type }) => type === "rejectusername")).toBe(false);
});

test("a user may take another name, or the same one again", async () => {
  const ann = await visitChat(server.socketUrl, "Ann");

  ann.rename("Anna");
  await ann.heard(rosterOf("Anna"));
  ann.rename("Anna");
  ann.say("Still me");

  expect((await ann.heard(isMessage)).name).toBe("Anna");
});

test("tags are stripped from the text and not from the name", async () => {
  const eve = await visitChat(server.socketUrl, "<b>Eve</b>");

  eve.say("<img src=x onerror=alert(1)>Hi <i>all</i>, 1 < 2");

  expect(await eve.heard(isMessage)).toMatchObject({ text: "Hi all, 1 < 2", name: "<b>Eve</b>" });
});

test("who leaves is gone from the roster of the rest", async () => {
  const ann = await visitChat(server.socketUrl, "Ann");
  const bob = await visitChat(server.socketUrl, "Bob");
  const eve = await visitChat(server.socketUrl, "Eve");

  await ann.leave();

  expect(await bob.heard(rosterOf("Bob", "Eve"))).toEqual({ type: "userlist", users: ["Bob", "Eve"] });
  await eve.heard(rosterOf("Bob", "Eve"));
});

test.each([
  ["malformed JSON", "{broken"],
  ["no object", "null"],
  ["an unknown type", '{"type":"dance","id":ID}'],
  ["a field of the wrong type", '{"type":"message","id":ID,"text":42}'],
  ["a name of the wrong type", '{"type":"username","id":ID,"name":null}'],
  ["no id", '{"type":"message","text":"Hi"}'],
  ["the id of somebody else", '{"type":"message","id":1,"text":"Hi"}'],
])("a packet with %s gets no answer and does no harm", async (_what, text) => {
  const ann = await visitChat(server.socketUrl, "Ann");
  const before = ann.packets.length;

  ann.socket.send(text.replace("ID", String(ann.id)));
  ann.say("After that");
  await ann.heard(isMessage);

  expect(ann.packets.slice(before)).toMatchObject([{ type: "message", text: "After that" }]);
});

test("binary comes back to its sender only", async () => {
  const ann = await visitChat(server.socketUrl, "Ann");
  const bob = await visitChat(server.socketUrl, "Bob");
  await ann.heard(rosterOf("Ann", "Bob"));
  const bytes = Buffer.from([0, 1, 254, 255]);

  ann.socket.send(bytes);
  ann.say("That was binary");
  await bob.heard(isMessage);

  const binary = { type: "message", opcode: "binary", data: bytes };
  expect(server.log.filter((entry) => entry.type === "message" && entry.opcode === "binary")).toEqual([
    { ...binary, connection: 1, from: "client" },
    { ...binary, connection: 1, from: "server" },
  ]);
});

test("the server can be made to say anything on a connection", async () => {
  const ann = await visitChat(server.socketUrl, "Ann");

  server.send(1, "{broken");
  server.send(1, Buffer.from([1]));
  server.send(1, '{"type":"dance"}');

  await ann.heard(({ type }) => type === "dance");
  expect(server.log.slice(-3)).toMatchObject([{ data: "{broken" }, { opcode: "binary" }, { from: "server" }]);
  expect(() => server.send(99, "Hi")).toThrow("Connection 99 is not open");
});

test("the log tells the whole story in order", async () => {
  const ann = await visitChat(server.socketUrl, "Ann");
  ann.socket.send(Buffer.from([7]));
  ann.socket.close(4000, "Bye");
  await server.logged(({ type }) => type === "close");

  const story = server.log.map(line);

  expect(story).toEqual([
    "1 / [json] accepted json",
    "1 server: id",
    "1 client: username",
    "1 server: userlist",
    "1 server: username",
    "1 client: <07>",
    "1 server: <07>",
    "1 closed 4000 Bye",
  ]);
});

test("closing the server drops everybody and tells nobody that the others left", async () => {
  const own = await startChatServer();
  const ann = await visitChat(own.socketUrl, "Ann");
  const silent = new WebSocket(`${own.socketUrl}silent`);
  await once(silent, "open");
  const closed = once(ann.socket, "close");

  await own.close();

  expect((await closed)[0]).toBe(1006);
  expect(own.log.slice(-2)).toMatchObject([{ type: "close" }, { type: "close" }]);
  await expect(fetch(own.url)).rejects.toThrow();
});

test("a port that is taken is an error with Node's code", async () => {
  const port = Number(new URL(server.url).port);

  await expect(startChatServer({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test.each([
  ["/", 200, "text/html; charset=utf-8"],
  ["/index.html?name=Ann", 200, "text/html; charset=utf-8"],
  ["/iframe.html", 200, "text/html; charset=utf-8"],
  ["/chat.css", 200, "text/css; charset=utf-8"],
  ["/chat.js", 200, "text/javascript; charset=utf-8"],
  ["/icon.svg", 200, "image/svg+xml"],
  ["/missing.js", 404, "text/plain; charset=utf-8"],
  ["/../main.ts", 404, "text/plain; charset=utf-8"],
  ["/%2e%2e/main.ts", 404, "text/plain; charset=utf-8"],
  ["/..%2fmain.ts", 404, "text/plain; charset=utf-8"],
  ["//etc/passwd", 404, "text/plain; charset=utf-8"],
])("GET %s is %i %s", async (path, status, contentType) => {
  const { hostname, port } = new URL(server.url);
  // Not fetch: it would tidy up the dots before the server saw them.
  const [response] = await once(get({ hostname, port, path }), "response");
  response.resume();

  expect(response.statusCode).toBe(status);
  expect(response.headers).toMatchObject({ "content-type": contentType, "cache-control": "no-store" });
  expect(response.headers["content-security-policy"]).toContain("default-src 'self'");
});

function line(entry: LogEntry): string {
  if (entry.type === "handshake") {
    return `${entry.connection} ${entry.url} [${entry.protocols}] ${entry.outcome} ${entry.protocol}`;
  }
  if (entry.type === "close") return `${entry.connection} closed ${entry.code} ${entry.reason}`;
  const said = entry.opcode === "text" ? JSON.parse(entry.data).type : `<${entry.data.toString("hex")}>`;
  return `${entry.connection} ${entry.from}: ${said}`;
}
