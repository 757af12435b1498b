/** World: the page under test. WebSockets §3.1: `send()`, what it takes, and `bufferedAmount`. */
import { section } from "../check.ts";
import { outcome } from "../describe.ts";
import { everyTrap } from "../every-trap.ts";
import type { Wild } from "../wild.ts";

const check = section("send");

check("no argument, in each state", async (t) => {
  const connecting = t.socket();
  const seen = [outcome(() => connecting.send())];
  await t.event(connecting, "open");
  seen.push(outcome(() => connecting.send()));
  connecting.close();
  seen.push(outcome(() => connecting.send()));
  await t.event(connecting, "close");
  return [...seen, outcome(() => connecting.send())];
});
check("while connecting", (t) => {
  const socket = t.socket();
  return ["x", "", new Uint8Array(1), new Blob(["x"]), undefined].map((data) => [
    outcome(() => socket.send(data)),
    socket.bufferedAmount,
  ]);
});
check("while connecting, data is converted before the state is looked at", (t) => {
  const socket = t.socket();
  let asked = 0;
  const data = { toString: () => `${++asked}` };
  return [outcome(() => socket.send(data)), asked];
});
check("what a string conversion throws comes out as it is", async (t) => {
  const socket = await t.open();
  const own = {};
  let caught: unknown;
  try {
    socket.send({
      toString() {
        throw own;
      },
    });
  } catch (error) {
    caught = error;
  }
  return [
    caught === own,
    outcome(() => socket.send(Symbol("x"))),
    outcome(() => socket.send(Object.create(null))),
    socket.bufferedAmount,
  ];
});
check("values become strings", async (t) => {
  const socket = await t.open();
  const values = [
    undefined,
    null,
    true,
    0,
    -0,
    Number.NaN,
    1e21,
    10n,
    {},
    [],
    [1, [2, 3]],
    () => 1,
    new Date(0).getTime(),
    new String("s"),
    /r/g,
    new URL("x:y"),
  ];
  return t.echo(socket, ...values);
});
check("conversion asks toPrimitive with a hint, toString, valueOf, once each", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  const first = { [Symbol.toPrimitive]: (hint: string) => (order.push(hint), "primitive") };
  const second = {
    toString: () => (order.push("toString"), {}),
    valueOf: () => (order.push("valueOf"), "value"),
  };
  return [await t.echo(socket, first, second), order];
});
check("a Proxy as data: which traps run", async (t) => {
  const socket = await t.open();
  const traps: string[] = [];
  const echoed = await t.echo(socket, new Proxy({}, everyTrap(traps)), new Proxy([1, 2], everyTrap(traps)));
  return [echoed, traps];
});
check("a Proxy of a buffer, and of a view", async (t) => {
  const socket = await t.open();
  return [
    outcome(() => socket.send(new Proxy(new ArrayBuffer(4), {}))),
    outcome(() => socket.send(new Proxy(new Uint8Array(4), {}))),
  ];
});
check("lone surrogates, NUL, BOM, and other characters", async (t) => {
  const socket = await t.open();
  return t.echo(
    socket,
    "\ud800",
    "a\udc00b",
    "\udc00\ud800",
    "\ud83d\ude00",
    "\0",
    "a\0b",
    "\ufeffbom",
    "\u202e",
    "\uffff\ufffe",
    "\r\n\t",
  );
});
check("empty messages are messages", async (t) => {
  const socket = await t.open();
  socket.binaryType = "arraybuffer";
  const heard = await t.echo(socket, "", new ArrayBuffer(0), new Blob([]), "end");
  return heard.map((data) => (typeof data === "string" ? data : (data as ArrayBuffer).byteLength));
});
check("long text", async (t) => {
  const socket = await t.open();
  const lengths = [125, 126, 65535, 65536, 300_000];
  const heard = await t.echo(socket, ...lengths.map((length) => "\u00e4".repeat(length)));
  return heard.map((data) => [(data as string).length, (data as string).at(-1)]);
});
check("conversion still happens when closed", async (t) => {
  const socket = await t.open();
  socket.close();
  await t.event(socket, "close");
  let asked = 0;
  return [
    outcome(() => socket.send({ toString: () => `${++asked}` })),
    asked,
    outcome(() => socket.send(Symbol("x"))),
  ];
});
check("gives undefined, and takes more arguments", async (t) => {
  const socket = await t.open();
  const third = {
    toString: () => {
      throw new Error("touched");
    },
  };
  return [outcome(() => socket.send("x", third)), await t.event(socket, "message").then(({ data }) => data)];
});
check("text, Blob, buffer and text arrive in order", async (t) => {
  const socket = await t.open();
  socket.binaryType = "arraybuffer";
  const text = (data: unknown) =>
    typeof data === "string" ? data : new TextDecoder().decode(data as ArrayBuffer);
  const heard = await t.echo(
    socket,
    "1",
    new Blob(["2", "2"]),
    new TextEncoder().encode("3"),
    "4",
    new Blob(["5".repeat(300_000)]),
    "6",
    new File(["7"], "n"),
    "8",
  );
  return heard.map(text).map((data) => data.slice(0, 4));
});
check("a Blob that is sliced and large", async (t) => {
  const socket = await t.open();
  const blob = new Blob(["a".repeat(200_000), "b".repeat(200_000)]).slice(199_998, 200_002);
  const [heard] = await t.echo(socket, blob);
  return (heard as Blob).text();
});
check("sending inside toString of what is being sent", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  socket.addEventListener("message", ({ data }: MessageEvent) => order.push(data));
  socket.send({
    toString() {
      socket.send("inner");
      return "outer";
    },
  });
  while (order.length < 2) await t.event(socket, "message");
  return order;
});
check("closing inside toString of what is being sent", async (t) => {
  const socket = await t.open();
  const seen = outcome(() =>
    socket.send({
      toString() {
        socket.close();
        return "four";
      },
    }),
  );
  return [seen, socket.readyState, socket.bufferedAmount];
});
check("two sockets do not mix", async (t) => {
  const [one, two] = [await t.open(), await t.open()];
  const heard: string[] = [];
  for (const [name, socket] of [
    ["one", one],
    ["two", two],
  ] as const)
    socket.addEventListener("message", ({ data, target }: Wild) =>
      heard.push(`${name} ${data} ${target === socket}`),
    );
  for (let i = 0; i < 3; i++) {
    one.send(`1-${i}`);
    two.send(`2-${i}`);
  }
  while (heard.length < 6) await Promise.any([t.event(one, "message"), t.event(two, "message")]);
  return heard.sort();
});
check("100 messages keep their order", async (t) => {
  const socket = await t.open();
  const heard = await t.echo(socket, ...Array.from({ length: 100 }, (_, i) => `${i}`));
  return heard.join();
});
