/** World: the page under test. Pages and libraries that put something of their own in the place of WebSocket. */
import { section } from "../check.ts";
import { describe, describeProperty } from "../describe.ts";
import type { Trial } from "../trial.ts";

const check = section("Wrappers", { onlyTop: true });

/** Runs a page's script that replaces WebSocket, then a session; gives what the page's wrapper has put into `seen`. */
async function wrapped(t: Trial, code: string): Promise<unknown> {
  const realm = await t.realm();
  t.script(realm, `var seen = [], Native = WebSocket;\n${code}`);
  const socket = t.keep(new realm.WebSocket(t.url(), ["p"]));
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  const heard = new Promise((resolve) => {
    socket.onmessage = resolve;
  });
  socket.send("text");
  const { data } = (await heard) as MessageEvent;
  const closed = new Promise((resolve) => {
    socket.onclose = resolve;
  });
  socket.close(4000, "bye");
  const { code: closeCode } = (await closed) as CloseEvent;
  await t.pause(20);
  return [
    [...realm.seen].map((item) => describe(item)),
    data,
    closeCode,
    describeProperty(realm, "WebSocket"),
    socket instanceof realm.WebSocket,
  ];
}

for (const [name, code] of [
  [
    "a subclass",
    "window.WebSocket = class extends Native { constructor(...args) { super(...args); seen.push('new ' + args); } send(...args) { seen.push('send ' + args); super.send(...args); } };",
  ],
  [
    "a function that makes a native one",
    "window.WebSocket = function (url, protocols) { seen.push(arguments.length); return new Native(url, protocols); }; WebSocket.prototype = Native.prototype;",
  ],
  [
    "a Proxy with a construct trap",
    "window.WebSocket = new Proxy(Native, { construct(target, args, newTarget) { seen.push('construct ' + args.length + (newTarget === WebSocket)); return Reflect.construct(target, args, newTarget); } });",
  ],
  [
    "a patched send on the prototype",
    "const { send } = Native.prototype; Native.prototype.send = function (...args) { seen.push('send ' + args.length + (this instanceof Native)); return send.apply(this, args); };",
  ],
  [
    "a patched close on the prototype",
    "const { close } = Native.prototype; Native.prototype.close = function () { seen.push('close ' + arguments.length); return close.apply(this, arguments); };",
  ],
  [
    "a patched onmessage",
    "const own = Object.getOwnPropertyDescriptor(Native.prototype, 'onmessage'); Object.defineProperty(Native.prototype, 'onmessage', { ...own, set(handler) { seen.push('set'); own.set.call(this, function (event) { seen.push('heard ' + event.data); return handler.call(this, event); }); } });",
  ],
  [
    "a patched addEventListener",
    "const { addEventListener } = EventTarget.prototype; EventTarget.prototype.addEventListener = function (type) { seen.push('listen ' + type); return addEventListener.apply(this, arguments); };",
  ],
  [
    "a patched dispatchEvent",
    "const { dispatchEvent } = EventTarget.prototype; EventTarget.prototype.dispatchEvent = function (event) { seen.push('dispatch ' + event.type); return dispatchEvent.apply(this, arguments); };",
  ],
  [
    "a patched getter of MessageEvent data",
    "const own = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data'); Object.defineProperty(MessageEvent.prototype, 'data', { ...own, get() { seen.push('read data'); return own.get.call(this); } });",
  ],
  [
    "a getter on window",
    "Object.defineProperty(window, 'WebSocket', { get() { seen.push('read'); return Native; }, configurable: true });",
  ],
  [
    "the property made read-only",
    "Object.defineProperty(window, 'WebSocket', { writable: false, configurable: false }); seen.push(Object.isFrozen(WebSocket));",
  ],
  [
    "own properties on each socket",
    "window.WebSocket = function (url, protocols) { const socket = new Native(url, protocols); const { send } = socket; socket.send = (data) => { seen.push('send ' + data); send.call(socket, data); }; return socket; }; WebSocket.prototype = Native.prototype;",
  ],
  [
    "zone-like patching of handlers",
    "for (const key of ['onopen', 'onclose', 'onmessage', 'onerror']) { const own = Object.getOwnPropertyDescriptor(Native.prototype, key); seen.push(key, own.get.name, own.set.name, own.enumerable); }",
  ],
  [
    "constants copied by for in",
    "window.WebSocket = function (url, protocols) { return new Native(url, protocols); }; for (const key in Native) { seen.push(key); WebSocket[key] = Native[key]; } WebSocket.prototype = Native.prototype;",
  ],
  [
    "a patched Function.prototype.call and apply",
    "for (const key of ['call', 'apply', 'bind']) { const native = Function.prototype[key]; Function.prototype[key] = function (...args) { seen.push(key); return Reflect.apply(native, this, args); }; }",
  ],
  [
    "a patched Function.prototype.toString",
    "const { toString } = Function.prototype; Function.prototype.toString = function () { seen.push('asked'); return toString.call(this); }; seen.push(String(WebSocket), String(Function.prototype.toString).length > 20);",
  ],
  [
    "patched Reflect",
    "for (const key of ['apply', 'construct', 'get', 'set']) { const native = Reflect[key]; Reflect[key] = function (...args) { seen.push(key); return native(...args); }; }",
  ],
  [
    "patched timers and clocks",
    "for (const [holder, key] of [[window, 'setTimeout'], [window, 'queueMicrotask'], [performance, 'now'], [Date, 'now']]) { const native = holder[key]; holder[key] = function (...args) { seen.push(key); return native.apply(this, args); }; }",
  ],
] as const)
  check(name, (t) => wrapped(t, code));
