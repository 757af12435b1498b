/** World: the page under test. DOM §2: events that a page makes itself and sends to its socket, and event interfaces. */
import { section } from "../check.ts";
import { describeEvent, outcome } from "../describe.ts";
import type { Wild } from "../wild.ts";

const check = section("Events");

check("a page's own event reaches its listeners, untrusted", (t) => {
  const socket = t.socket();
  const seen: unknown[] = [];
  socket.onmessage = (event: MessageEvent) => seen.push(event.data, event.isTrusted, event.target === socket);
  socket.addEventListener("custom", (event: CustomEvent) => seen.push(event.detail));
  return [
    socket.dispatchEvent(new MessageEvent("message", { data: "mine" })),
    socket.dispatchEvent(new CustomEvent("custom", { detail: 1 })),
    seen,
  ];
});
check("a page's own close event does not close", async (t) => {
  const socket = await t.open();
  let heard = 0;
  socket.onclose = () => heard++;
  socket.dispatchEvent(new CloseEvent("close", { code: 4000 }));
  socket.dispatchEvent(new Event("open"));
  socket.dispatchEvent(new Event("error"));
  return [heard, socket.readyState, await t.echo(socket, "alive")];
});
check("own events with odd fields", (t) => {
  const socket = t.socket();
  const event = new MessageEvent("message", {
    data: {
      get x() {
        throw new Error("touched");
      },
    },
  });
  Object.defineProperty(event, "data", {
    get() {
      throw new Error("touched");
    },
  });
  Object.defineProperty(event, "type", {
    get() {
      throw new Error("touched");
    },
  });
  return [
    outcome(() => socket.dispatchEvent(event)),
    outcome(() => socket.dispatchEvent({})),
    outcome(() => socket.dispatchEvent()),
  ];
});
check("an event that is dispatched again while it is", (t) => {
  const socket = t.socket();
  const event = new Event("open");
  let seen = "";
  socket.onopen = () => {
    seen = outcome(() => socket.dispatchEvent(event));
  };
  socket.dispatchEvent(event);
  return seen;
});
check("a trusted message event, dispatched again by the page, is not trusted any more", async (t) => {
  const socket = await t.open();
  socket.send("x");
  const event = await t.event(socket, "message");
  const seen: unknown[] = [];
  socket.onmessage = ({ isTrusted, data }: MessageEvent) => seen.push(isTrusted, data);
  return [event.isTrusted, outcome(() => socket.dispatchEvent(event)), seen, event.isTrusted];
});
check("timeStamp rises and lies before performance.now()", async (t) => {
  const socket = await t.open();
  const stamps: number[] = [];
  socket.addEventListener("message", ({ timeStamp }: Event) => stamps.push(timeStamp, performance.now()));
  await t.echo(socket, "a");
  await t.echo(socket, "b");
  return stamps.every((stamp, i) => i === 0 || stamp >= (stamps[i - 1] ?? 0) - 1);
});
check("MessageEvent fields that a socket does not fill", async (t) => {
  const socket = await t.open();
  socket.send("x");
  const { ports, source, lastEventId, origin, data, userActivation } = await t.event(socket, "message");
  return { ports, frozen: Object.isFrozen(ports), source, lastEventId, origin, data, userActivation };
});
check("MessageEvent and CloseEvent can be constructed", () => [
  describeEvent(new MessageEvent("message", { data: 1, origin: "o", lastEventId: "l" })),
  describeEvent(new CloseEvent("close", { code: 1, reason: "r", wasClean: true })),
  outcome(() => new CloseEvent("close", { code: 70000 })),
  outcome(() => new (CloseEvent as Wild)()),
]);
for (const name of ["MessageEvent", "CloseEvent", "Event", "EventTarget", "CustomEvent"])
  check(`members of ${name}`, () => {
    const { prototype } = (globalThis as Wild)[name];
    return Reflect.ownKeys(prototype).map((key) => {
      const { get, set, value } = Object.getOwnPropertyDescriptor(prototype, key) as PropertyDescriptor;
      return [key, get, set, typeof value === "function" ? [value, String(value)] : value];
    });
  });
check("events are the classes of this realm", async (t) => {
  const socket = t.socket("flood?count=1&size=2");
  const open = await t.event(socket, "open");
  const message = await t.event(socket, "message");
  socket.close();
  const close = await t.event(socket, "close");
  return [
    Object.getPrototypeOf(open) === Event.prototype,
    Object.getPrototypeOf(message) === MessageEvent.prototype,
    Object.getPrototypeOf(close) === CloseEvent.prototype,
  ];
});
check("window.event during a listener", async (t) => {
  const socket = await t.open();
  const seen: unknown[] = [];
  socket.addEventListener("message", (event: Event) => seen.push((globalThis as Wild).event === event));
  await t.echo(socket, "x");
  return [seen, "event" in globalThis];
});
check("expandos on events are kept for the next listener", async (t) => {
  const socket = await t.open();
  const seen: unknown[] = [];
  socket.addEventListener("message", (event: Wild) => {
    event.mine = 1;
  });
  socket.addEventListener("message", (event: Wild) => seen.push(event.mine, Reflect.ownKeys(event)));
  await t.echo(socket, "x");
  return seen;
});
