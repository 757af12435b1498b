/** World: the page under test. DOM §2.7-2.9: listeners on a socket, their options and their order. */
import { section } from "../check.ts";
import { outcome } from "../describe.ts";
import type { Wild } from "../wild.ts";

const check = section("Listeners");

/** Lets the server say one thing, and waits until all listeners have heard it. */
async function oneMessage(socket: Wild): Promise<void> {
  socket.send("x");
  await new Promise((resolve) =>
    socket.addEventListener("message", () => setTimeout(resolve), { once: true }),
  );
}

check("run in the order in which they were added, onmessage at the place of its first setting", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  socket.addEventListener("message", () => order.push("one"));
  socket.onmessage = () => order.push("handler");
  socket.addEventListener("message", () => order.push("two"));
  socket.onmessage = () => order.push("replaced handler");
  await oneMessage(socket);
  return order;
});
check("a handler set to null and again goes to the end", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  socket.onmessage = () => order.push("handler");
  socket.addEventListener("message", () => order.push("one"));
  socket.onmessage = null;
  socket.onmessage = () => order.push("new handler");
  await oneMessage(socket);
  return order;
});
check("handlers: what is set and what is read back", (t) => {
  const socket = t.socket();
  return ["onopen", "onmessage", "onerror", "onclose"].map((key) =>
    [() => 1, {}, { handleEvent() {} }, [], 5, "x", null, undefined, Symbol("x"), true].map((value) => {
      const set = outcome(() => {
        socket[key] = value;
      });
      return [set, socket[key] === value, socket[key] === null];
    }),
  );
});
check("a handler that is an object without call does nothing", async (t) => {
  const socket = await t.open();
  let called = 0;
  socket.onmessage = { handleEvent: () => called++ };
  await oneMessage(socket);
  return called;
});
check("once, signal, capture, passive", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  const controller = new AbortController();
  socket.addEventListener("message", () => order.push("once"), { once: true });
  socket.addEventListener("message", () => order.push("signal"), { signal: controller.signal });
  socket.addEventListener("message", () => order.push("aborted"), { signal: AbortSignal.abort() });
  socket.addEventListener("message", () => order.push("bubble"));
  socket.addEventListener("message", (event: Event) => order.push(`capture ${event.eventPhase}`), true);
  socket.addEventListener(
    "message",
    (event: Event) => (event.preventDefault(), order.push(`passive ${event.defaultPrevented}`)),
    { passive: true },
  );
  await oneMessage(socket);
  controller.abort();
  await oneMessage(socket);
  return order;
});
check("the same listener twice is one; with capture it is two", async (t) => {
  const socket = await t.open();
  let called = 0;
  const listener = () => called++;
  socket.addEventListener("message", listener);
  socket.addEventListener("message", listener);
  socket.addEventListener("message", listener, true);
  await oneMessage(socket);
  return called;
});
check("handleEvent is looked up at each event, and this is the object", async (t) => {
  const socket = await t.open();
  let reads = 0;
  const seen: unknown[] = [];
  const listener = {
    get handleEvent() {
      reads++;
      return function (this: unknown, event: Event) {
        seen.push(this === listener, event.type);
      };
    },
  };
  socket.addEventListener("message", listener);
  await oneMessage(socket);
  await oneMessage(socket);
  return [reads, seen];
});
check("this and currentTarget are the socket", async (t) => {
  const socket = await t.open();
  const seen: unknown[] = [];
  socket.addEventListener("message", function (this: unknown, event: Event) {
    seen.push(
      this === socket,
      event.currentTarget === socket,
      event.target === socket,
      event.eventPhase,
      arguments.length,
    );
  });
  socket.onmessage = function (this: unknown, event: Event) {
    seen.push(this === socket, event.currentTarget === socket, arguments.length);
  };
  await oneMessage(socket);
  return seen;
});
check("stopImmediatePropagation stops the rest", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  socket.addEventListener("message", () => order.push("one"));
  socket.addEventListener("message", (event: Event) => event.stopImmediatePropagation());
  socket.addEventListener("message", () => order.push("never"));
  socket.send("x");
  while (order.length === 0) await t.pause(20);
  return order;
});
check("stopPropagation, cancelBubble, preventDefault and returnValue", async (t) => {
  const socket = await t.open();
  let seen: unknown;
  socket.addEventListener("message", (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    seen = [
      event.defaultPrevented,
      event.cancelable,
      event.cancelBubble,
      event.returnValue,
      event.bubbles,
      event.composed,
    ];
  });
  await oneMessage(socket);
  return seen;
});
check("a listener that removes itself, or the next, or adds one", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  const next = () => order.push("next");
  const self = () => {
    order.push("self");
    socket.removeEventListener("message", self);
    socket.removeEventListener("message", next);
    socket.addEventListener("message", () => order.push("added"));
  };
  socket.addEventListener("message", self);
  socket.addEventListener("message", next);
  await oneMessage(socket);
  order.push("|");
  await oneMessage(socket);
  return order;
});
check("microtasks run between listeners", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  for (const name of ["one", "two"])
    socket.addEventListener("message", () => {
      order.push(name);
      queueMicrotask(() => order.push(`microtask of ${name}`));
    });
  await oneMessage(socket);
  return order;
});
check("a returned value means nothing", async (t) => {
  const socket = await t.open();
  let prevented: unknown;
  socket.onmessage = () => false;
  socket.addEventListener("message", (event: Event) => {
    prevented = event.defaultPrevented;
  });
  await oneMessage(socket);
  return prevented;
});
check("addEventListener: bad arguments", (t) => {
  const socket = t.socket();
  return [
    [],
    ["message"],
    ["message", null],
    ["message", 5],
    ["message", "x"],
    ["message", {}],
    ["message", () => 1, { signal: 1 }],
    [Symbol("x"), () => 1],
  ].map((args) => outcome(() => socket.addEventListener(...args)));
});
check("addEventListener: options are read in which order", (t) => {
  const order: string[] = [];
  const options = new Proxy({}, { get: (_, key) => void order.push(String(key)) });
  t.socket().addEventListener("message", () => 1, options);
  return order;
});
check("methods of EventTarget are not the socket's own", (t) => {
  const socket = t.socket();
  return ["addEventListener", "removeEventListener", "dispatchEvent"].map((key) => [
    socket[key] === (EventTarget.prototype as Wild)[key],
    Object.hasOwn(WebSocket.prototype, key),
  ]);
});
