/** World: the page under test. Pages that replace, trap or freeze what a hook might use. Each in a window of its own. */
import { section } from "../check.ts";
import { describe, outcome } from "../describe.ts";
import { quietSession, tally, watchCalls } from "../watch-calls.ts";
import type { Wild } from "../wild.ts";

const check = section("Hostile page", { onlyTop: true });

check("every function replaced, then a session", async (t) => {
  const realm = await t.realm();
  const calls = watchCalls(realm);
  const heard = await quietSession(t, realm);
  await t.pause(40);
  return [tally(calls), heard];
});
check("every function replaced in a window that has been there for a while", async (t) => {
  const realm = await t.realm();
  await t.pause(500);
  const calls = watchCalls(realm);
  const heard = await quietSession(t, realm);
  await t.pause(40);
  return [tally(calls), heard];
});
check("every function replaced while a socket is open", async (t) => {
  const realm = await t.realm();
  const socket = await t.open("echo", [], realm);
  const calls = watchCalls(realm);
  const heard = await quietSession(t, realm, socket);
  await t.pause(40);
  return [tally(calls), heard];
});
check("every function replaced, then what throws", async (t) => {
  const realm = await t.realm();
  const calls = watchCalls(realm);
  const seen = [
    outcome(() => new realm.WebSocket()),
    outcome(() => new realm.WebSocket("ftp://x/")),
    outcome(() => t.keep(new realm.WebSocket(t.url())).send("early")),
    outcome(() => t.keep(new realm.WebSocket(t.url())).close(1)),
  ];
  return [tally(calls), seen];
});
check("every function replaced, data and protocols of all kinds", async (t) => {
  const realm = await t.realm();
  const socket = await t.open("echo", [], realm);
  const calls = watchCalls(realm);
  for (const data of [
    { toString: () => "x" },
    5,
    null,
    new Float64Array(2),
    new DataView(new ArrayBuffer(3)),
    new File(["x"], "n"),
    "x".repeat(300_000),
    new Uint8Array(300_000),
  ])
    socket.send(data);
  for (const protocols of [["a", "b"], new Set(["s"]), "x", { toString: () => "o" }])
    t.keep(new realm.WebSocket(t.url(), protocols));
  await t.pause(40);
  return tally(calls);
});
check("every function replaced, toString asked", async (t) => {
  const realm = await t.realm();
  const original = realm.Function.prototype.toString;
  const calls = watchCalls(realm);
  return [
    original.call(realm.WebSocket),
    original.call(original),
    outcome(() => original.call({})),
    tally(calls),
  ];
});
check("every function throws", async (t) => {
  const realm = await t.realm();
  for (const holder of [
    realm.Array,
    realm.Map,
    realm.WeakMap,
    realm.Set,
    realm.Promise,
    realm.Function,
    realm.EventTarget,
    realm.Event,
    realm.MessageEvent,
    realm.CustomEvent,
    realm.Blob,
    realm.URL,
    realm.Object,
    realm.String,
  ])
    for (const place of [holder, holder.prototype])
      for (const key of Reflect.ownKeys(place)) {
        const descriptor = Object.getOwnPropertyDescriptor(place, key) as Wild;
        if (!descriptor.configurable || key === "constructor") continue;
        const no = () => {
          throw new Error(String(key));
        };
        Object.defineProperty(
          place,
          key,
          descriptor.get
            ? { get: no, configurable: true }
            : { value: no, configurable: true, writable: true },
        );
      }
  const socket = t.keep(new realm.WebSocket(t.url()));
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  socket.send("x");
  const { data } = Object.getOwnPropertyDescriptors(MessageEvent.prototype) as Wild;
  return new Promise((resolve) => {
    socket.onmessage = (event: Event) => resolve(data.get.call(event));
  });
});

check("everything frozen", async (t) => {
  const realm = await t.realm();
  for (const name of [
    "Object",
    "Function",
    "Array",
    "WebSocket",
    "EventTarget",
    "Event",
    "MessageEvent",
    "CloseEvent",
    "Promise",
    "WeakMap",
    "Error",
    "Reflect",
  ]) {
    realm.Object.freeze(realm[name]);
    if (realm[name].prototype) realm.Object.freeze(realm[name].prototype);
  }
  return [
    await quietSession(t, realm),
    Object.isFrozen(realm.WebSocket),
    Object.isFrozen(realm.WebSocket.prototype),
    outcome(() => new realm.WebSocket("ftp://x/")),
    String(realm.WebSocket),
  ];
});
check("WebSocket deleted, shadowed, and restored", async (t) => {
  const realm = await t.realm();
  const { WebSocket: original } = realm;
  const seen = [delete realm.WebSocket, typeof realm.WebSocket, "WebSocket" in realm];
  realm.WebSocket = original;
  seen.push(
    t.script(realm, "{ let WebSocket = 5; result = typeof WebSocket; }"),
    Object.keys(realm).includes("WebSocket"),
  );
  return [seen, describe(await quietSession(t, realm))];
});
check("prototype methods read as properties of null-prototype copies", async (t) => {
  const realm = await t.realm();
  const copies = Object.getOwnPropertyDescriptors(realm.WebSocket.prototype);
  const Bare = realm.Object.create(null, copies);
  const socket = await t.open("echo", [], realm);
  Object.setPrototypeOf(socket, Bare);
  const heard = new Promise((resolve) => {
    socket.onmessage = resolve;
  });
  socket.send("x");
  return ((await heard) as MessageEvent).data;
});
check("a page that keeps natives from a frame before all", async (t) => {
  const realm = await t.realm();
  const { contentWindow: fresh } = t.frame() as Wild;
  const nativeGet = fresh.Object.getOwnPropertyDescriptor;
  return ["send", "close", "constructor", "url"].map((key) => {
    const [ours, theirs] = [realm, fresh].map((window) => nativeGet(window.WebSocket.prototype, key));
    return [
      Object.keys(ours).join() === Object.keys(theirs).join(),
      fresh.Function.prototype.toString.call(ours.value ?? ours.get) ===
        fresh.Function.prototype.toString.call(theirs.value ?? theirs.get),
    ];
  });
});
check("a blank frame's functions replaced, then a page loaded into it", async (t) => {
  const frame = t.frame();
  const early = frame.contentWindow as Wild;
  const calls = watchCalls(early);
  const loaded = t.event(frame, "load");
  frame.src = t.page("realm.html");
  await loaded;
  const heard = await quietSession(t, frame.contentWindow);
  return [tally(calls), heard];
});
