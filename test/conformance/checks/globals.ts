/** World: the page under test. What a page sees of its window and document: no name, node, event, request or mark too many. */
import { section } from "../check.ts";
import { describeProperty } from "../describe.ts";
import type { Trial } from "../trial.ts";
import { NotHere } from "../trial.ts";
import type { Wild } from "../wild.ts";

const check = section("Globals");
const keysAtStart = Reflect.ownKeys(globalThis).map(String);

/** A session in a window: open, talk, close. */
async function session(t: Trial, realm: Wild): Promise<void> {
  const socket = await t.open("echo", ["p"], realm);
  await t.echo(socket, "text", new Uint8Array([1]), new Blob(["x"]));
  const closed = t.event(socket, "close");
  socket.close(4000, "bye");
  await closed;
  await t.pause(30);
}

check("names on the global object at the first script", () => keysAtStart.toSorted());
// Firefox makes many of them when they are first asked for, and this is their order.
check("names on the global object at the first script, in order", () => keysAtStart);
check("names that for in finds", () => {
  const keys = [];
  for (const key in globalThis) keys.push(key);
  // Frames of other checks have numbers.
  return keys.filter((key) => !/^\d+$/.test(key));
});
check("names on the chain of prototypes", () => {
  const names = [];
  for (
    let holder = Object.getPrototypeOf(globalThis);
    holder && holder !== Object.prototype;
    holder = Object.getPrototypeOf(holder)
  )
    names.push([Object.prototype.toString.call(holder), Reflect.ownKeys(holder).map(String)]);
  return names;
});
for (const name of ["Object", "Function", "Array", "Error", "Reflect", "Proxy", "Promise", "WeakMap", "JSON"])
  check(`members of ${name}`, () => {
    const value = (globalThis as Wild)[name];
    const holders = [value, value.prototype].filter((holder) => holder);
    return holders.map((holder) =>
      Reflect.ownKeys(holder).map((key) => [key, describeProperty(holder, key)]),
    );
  });
check("names of a window after a session", async (t) => {
  const realm = await t.realm();
  const before = Reflect.ownKeys(realm);
  await session(t, realm);
  const after = Reflect.ownKeys(realm);
  return [
    after.filter((key) => !before.includes(key)),
    before.filter((key) => !after.includes(key)),
    after.length === before.length,
  ];
});
check("the document after a session", async (t) => {
  const realm = await t.realm();
  await session(t, realm);
  const { document: page } = realm;
  return [
    page.documentElement.outerHTML,
    page.scripts.length,
    page.styleSheets.length,
    page.adoptedStyleSheets?.length,
    page.childNodes.length,
    page.currentScript,
  ];
});
check("no record for a MutationObserver", async (t) => {
  const realm = await t.realm();
  const seen: string[] = [];
  const observer = new realm.MutationObserver((records: Wild[]) =>
    seen.push(...records.map(({ type }) => type)),
  );
  observer.observe(realm.document, { subtree: true, childList: true, attributes: true, characterData: true });
  await session(t, realm);
  return [seen, observer.takeRecords().length];
});
check("performance entries", async (t) => {
  const realm = await t.realm();
  await session(t, realm);
  const { performance: clock } = realm;
  return ["resource", "mark", "measure", "navigation"].map((type) => [
    type,
    clock.getEntriesByType(type).map(({ name }: Wild) => name),
  ]);
});
check("storage, cookies, registrations, history", async (t) => {
  const realm = await t.realm();
  await session(t, realm);
  const {
    localStorage: local,
    sessionStorage: perTab,
    document: page,
    history: past,
    location: here,
  } = realm;
  return [
    local.length,
    perTab.length,
    page.cookie,
    past.state,
    here.href,
    realm.name,
    realm.length,
    page.title,
    page.readyState,
  ];
});
check("a page that watches from its first script on", async (t) => {
  const realm = await t.realm("observed.html");
  await session(t, realm);
  return realm.seen;
});
check("events on the window and document during a session", async (t) => {
  const realm = await t.realm();
  const seen: string[] = [];
  const types = [
    "message",
    "messageerror",
    "mouseover",
    "mouseout",
    "mousemove",
    "error",
    "storage",
    "focus",
    "blur",
    "visibilitychange",
    "earshot",
    "earshot-hello",
    "earshot-bridge",
    "up",
    "down",
    "securitypolicyviolation",
    "unhandledrejection",
    "rejectionhandled",
    "custom",
    "click",
    "DOMNodeInserted",
    "readystatechange",
  ];
  for (const target of [realm, realm.document, realm.document.documentElement])
    for (const type of types) target.addEventListener(type, (event: Event) => seen.push(event.type), true);
  await session(t, realm);
  return seen;
});
check(
  "messages that this window gets while the checks run",
  () => {
    if (typeof document === "undefined") throw new NotHere("no window");
    return messages;
  },
  { alone: true },
);
check("a strict content security policy reports nothing", async (t) => {
  const realm = await t.realm("strict.html");
  const seen: string[] = [];
  realm.document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }: Wild) =>
    seen.push(`${violatedDirective} ${blockedURI}`),
  );
  await session(t, realm);
  return [seen, typeof realm.WebSocket, String(realm.WebSocket)];
});
check("a broadcast channel and a storage listener hear nothing", async (t) => {
  const realm = await t.realm();
  const seen: string[] = [];
  const channel = new realm.BroadcastChannel("earshot");
  channel.onmessage = () => seen.push("broadcast");
  realm.onstorage = () => seen.push("storage");
  await session(t, realm);
  channel.close();
  return seen;
});
check("the console is the browser's", () =>
  ["log", "error", "debug", "warn"].map((key) => [
    describeProperty(console, key),
    String((console as Wild)[key]),
  ]),
);

const messages: string[] = [];
if (typeof document !== "undefined")
  addEventListener("message", ({ data }: Wild) => {
    if (data?.suite !== "conformance") messages.push(typeof data);
  });
