/** World: the page under test. WebSockets §4: feedback from the protocol: who closes, how, and in what order a page hears it. */
import { section } from "../check.ts";
import { describeEvent } from "../describe.ts";
import type { Wild } from "../wild.ts";

const check = section("Feedback");

for (const path of [
  "close",
  "close?code=1000",
  "close?code=1000&reason=Bye",
  "close?code=1001",
  "close?code=1011&reason=%E2%82%AC",
  "close?code=3000",
  "close?code=4001&reason=Bye",
  "close?code=1005",
  "close?code=99",
  "refuse",
  "nowhere",
])
  check(`the server's ${path}`, (t) => t.life(t.socket(path)));
// Whether a drop right after the handshake leaves time for "open" is chance in Firefox.
check("the server's terminate", async (t) => (await t.life(t.socket("terminate"))).at(-1));
check("a port where nobody listens", (t) => t.life(t.keep(new WebSocket("ws://127.0.0.1:1/"))));
check("a server that speaks no WebSocket", (t) => t.life(t.keep(new WebSocket(t.page("/blank.html")))));
check("a server that speaks no TLS", (t) => t.life(t.keep(new WebSocket(t.url().replace("ws:", "wss:")))));
check("subprotocol: none offered, none chosen", async (t) => (await t.open("echo")).protocol);
check("subprotocol: the first is chosen", async (t) => (await t.open("echo", ["b", "a"])).protocol);
check("subprotocol: the chat refuses what is not json", (t) => t.life(t.socket("", ["xmpp"])));
check("extensions and url when open", async (t) => {
  const { extensions, url } = await t.open("echo?query=1");
  return [extensions, url];
});
check("readyState in each handler", async (t) => {
  const socket = t.socket("close?code=4000");
  const seen = [socket.readyState];
  const closed = t.event(socket, "close");
  socket.onopen = () => seen.push(socket.readyState);
  socket.onclose = () => seen.push(socket.readyState);
  await closed;
  return seen;
});
check("messages before a close are all heard, then the close", async (t) => {
  const socket = t.socket("flood?count=20&size=3");
  let left = 20;
  socket.onmessage = () => {
    left -= 1;
    if (left === 0) socket.close(4000, "enough");
  };
  return t.life(socket);
});
check("messages that come while closing", async (t) => {
  const socket = t.socket("flood?count=5&size=3");
  const states: number[] = [];
  socket.onmessage = () => {
    states.push(socket.readyState);
    if (states.length === 1) socket.close();
  };
  await t.event(socket, "close");
  return states[0];
});
check("error comes before close, and only once", async (t) => {
  const socket = t.socket("refuse");
  const order: string[] = [];
  for (const type of ["error", "close"])
    socket.addEventListener(type, (event: Wild) => order.push(`${type} ${event.constructor.name}`));
  await t.event(socket, "close");
  await t.pause(20);
  return order;
});
for (const [path, type] of [
  ["echo", "open"],
  ["flood?count=1&size=3", "message"],
  ["refuse", "error"],
  ["close?code=4001&reason=Bye", "close"],
  ["terminate", "close"],
] as const)
  check(`all attributes of the ${type} event of ${path}`, async (t) => {
    const socket = t.socket(path);
    const event = await new Promise<unknown>((resolve) => {
      socket.addEventListener(type, (event: Event) =>
        resolve([
          describeEvent(event, [[socket, "(the socket)"]]),
          event.composedPath().map((target) => target === socket),
        ]),
      );
    });
    return event;
  });
check("attributes of a message event afterwards", async (t) => {
  const socket = t.socket("flood?count=1&size=3");
  const event = await t.event(socket, "message");
  await t.pause();
  return [
    describeEvent(event, [[socket, "(the socket)"]]),
    event.composedPath().length,
    Reflect.ownKeys(event),
  ];
});
check("binary messages: type of data for each binaryType", async (t) => {
  const socket = await t.open();
  const seen = [];
  for (const binaryType of ["blob", "arraybuffer", "blob"]) {
    socket.binaryType = binaryType;
    const [data] = (await t.echo(socket, new Uint8Array([1, 2]))) as [Wild];
    seen.push([
      data,
      data.size,
      data.byteLength,
      data.type,
      data.constructor === (globalThis as Wild)[data.constructor.name],
    ]);
  }
  return seen;
});
check("each message has data of its own", async (t) => {
  const socket = await t.open();
  socket.binaryType = "arraybuffer";
  const [one, two] = (await t.echo(socket, new Uint8Array([1]), new Uint8Array([1]))) as [
    ArrayBuffer,
    ArrayBuffer,
  ];
  new Uint8Array(one)[0] = 9;
  return [
    one === two,
    new Uint8Array(two)[0],
    one.resizable,
    structuredClone(one, { transfer: [one] }).byteLength,
    one.byteLength,
  ];
});
check("a close event of a socket with unsent data", async (t) => {
  const socket = await t.open();
  socket.close();
  socket.send("lost");
  const event = await t.event(socket, "close");
  return [event.wasClean, event.code, socket.bufferedAmount];
});
check("the url keeps the query and the attributes stay after close", async (t) => {
  const socket = t.socket("close?code=4000", ["p"]);
  await t.event(socket, "close");
  return [socket.url, socket.protocol, socket.extensions, socket.readyState, socket.binaryType];
});
check("a frame that is removed closes its socket without events", async (t) => {
  const realm = await t.realm();
  const socket = await t.open("echo", [], realm);
  const heard: string[] = [];
  for (const type of ["error", "close", "message"]) socket.addEventListener(type, () => heard.push(type));
  const { frameElement } = realm;
  frameElement.remove();
  while (socket.readyState < 3) await t.pause(10);
  return heard;
});
check("a constructor of a frame that was removed", async (t) => {
  const realm = await t.realm();
  const { WebSocket: Orphan } = realm;
  realm.frameElement.remove();
  try {
    const socket = t.keep(new Orphan(t.url()));
    return [socket.readyState, socket.constructor === Orphan];
  } catch (error) {
    return [(error as Wild).name, (error as Wild).message];
  }
});
