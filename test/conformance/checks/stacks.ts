/**
 * World: the page under test. Stacks of exceptions and inside the page's callbacks: none has a frame that the page did
 * not put there. The code runs as a page's own script, so that places are places in the page.
 */

import { section } from "../check.ts";
import { describe, stackLines } from "../describe.ts";
import type { Trial } from "../trial.ts";
import type { Wild } from "../wild.ts";

const check = section("Stack", { onlyTop: true });

/** A function of the page that throws; what its exception says of where. */
const throwing: [string, string][] = [
  ["new WebSocket without arguments", "new WebSocket()"],
  ["new WebSocket of a bad scheme", "new WebSocket('ftp://x/')"],
  ["new WebSocket of a bad url", "new WebSocket('http://')"],
  ["new WebSocket of a bad protocol", "new WebSocket(url, 'a b')"],
  ["new WebSocket of a symbol", "new WebSocket(Symbol())"],
  ["new WebSocket whose protocols are no iterable", "new WebSocket(url, { [Symbol.iterator]: 1 })"],
  ["WebSocket without new", "WebSocket(url)"],
  ["a subclass", "new (class Chat extends WebSocket { constructor(u) { super(u); } })('ftp://x/')"],
  ["Reflect.construct", "Reflect.construct(WebSocket, ['ftp://x/'])"],
  [
    "Reflect.construct with a foreign new target",
    "Reflect.construct(WebSocket, ['ftp://x/'], class Foreign {})",
  ],
  ["send while connecting", "socket.send('x')"],
  ["send without arguments", "socket.send()"],
  ["send of a symbol", "socket.send(Symbol())"],
  ["send.call of a wrong this", "WebSocket.prototype.send.call({}, 'x')"],
  ["Reflect.apply of send", "Reflect.apply(socket.send, socket, ['x'])"],
  ["bound send", "socket.send.bind(socket)('x')"],
  ["send through an array method", "['x'].forEach(socket.send, socket)"],
  ["close with a bad code", "socket.close(1)"],
  ["close with a long reason", "socket.close(1000, 'x'.repeat(124))"],
  ["close with a symbol", "socket.close(Symbol())"],
  ["close.call of a wrong this", "WebSocket.prototype.close.call(null)"],
  ["the getter of url", "Object.getOwnPropertyDescriptor(WebSocket.prototype, 'url').get.call({})"],
  ["Function.prototype.toString of an object", "Function.prototype.toString.call({})"],
  ["new send()", "new socket.send()"],
  ["new Function.prototype.toString()", "new Function.prototype.toString()"],
  ["class extends send", "class X extends socket.send {}"],
];

async function caught(t: Trial, code: string): Promise<Wild> {
  const realm = await t.sharedRealm();
  const error = t.script(
    realm,
    `${needs(code)}
     function inner() { ${code}; }
     function outer() { inner(); }
     try { outer(); result = "nothing was thrown"; } catch (error) { result = error; }`,
  );
  keepAll(t, realm);
  return error;
}

/** Closes what a script has made, so that not too many sockets wait for the server. */
function keepAll(t: Trial, realm: Wild): void {
  for (const socket of realm.made) t.keep(socket);
}

function needs(code: string): string {
  return code.includes("socket") ? "var made = [], socket = made[0] = new WebSocket(url);" : "var made = [];";
}

for (const [name, code] of throwing)
  check(`of ${name}`, async (t) => {
    const error = await caught(t, code);
    return [String(error), ...stackLines(error.stack)];
  });
for (const [name, code] of throwing.slice(0, 14))
  check(`place and own properties: ${name}`, async (t) => {
    const error = await caught(t, code);
    const { fileName, lineNumber, columnNumber, filename, line, column, result } = error;
    return [
      Reflect.ownKeys(error),
      describe({ fileName, lineNumber, columnNumber, filename, line, column, result }),
    ];
  });

/** Scripts that leave in `stacks` what the page's callbacks saw. */
const callbacks: [string, string][] = [
  [
    "toString of the url",
    "made[made.length] = new WebSocket({ toString: function toUrl() { note(); return url; } })",
  ],
  [
    "toPrimitive of the url",
    "made[made.length] = new WebSocket({ [Symbol.toPrimitive]: function toUrl() { note(); return url; } })",
  ],
  [
    "toString of a protocol",
    "made[made.length] = new WebSocket(url, [{ toString: function toProtocol() { note(); return 'p'; } }])",
  ],
  [
    "the iterator of protocols",
    "made[made.length] = new WebSocket(url, { [Symbol.iterator]: function iterate() { note(); return [][Symbol.iterator](); } })",
  ],
  [
    "next of protocols",
    "made[made.length] = new WebSocket(url, { [Symbol.iterator]: () => ({ next: function next() { note(); return { done: true }; } }) })",
  ],
  ["a generator of protocols", "made[made.length] = new WebSocket(url, (function* names() { note(); })())"],
  [
    "a getter of the list of protocols",
    "made[made.length] = new WebSocket(url, Object.defineProperty([], 0, { get: function first() { note(); return 'p'; }, enumerable: true }))",
  ],
  [
    "the getter of new.target.prototype",
    "made[made.length] = Reflect.construct(WebSocket, [url], Object.defineProperty(function () {}.bind(), 'prototype', { get: function prototype() { note(); return {}; } }))",
  ],
  ["toString of data", "socket.send({ toString: function toText() { note(); return 'x'; } })"],
  ["valueOf of a close code", "socket.close({ valueOf: function toCode() { note(); return 1; } })"],
  [
    "toString of a close reason",
    "socket.close(1, { toString: function toReason() { note(); return 'r'; } })",
  ],
  [
    "the trap of a page's Proxy",
    "made[made.length] = new (new Proxy(WebSocket, { construct: function construct(t, a, n) { note(); return Reflect.construct(t, a, n); } }))(url)",
  ],
];
for (const [name, code] of callbacks)
  check(`in ${name}`, async (t) => {
    const realm = await t.sharedRealm();
    const stack = t.script(
      realm,
      `${needs(code)} result = "never called";
         function note() { result = new Error().stack; }
         function page() { ${code}; }
         try { page(); } catch (error) {}`,
    );
    keepAll(t, realm);
    return stackLines(stack);
  });
check("in listeners", async (t) => {
  const realm = await t.realm();
  t.script(
    realm,
    `var stacks = [], socket = new WebSocket(url);
     socket.onopen = function onOpen() { stacks.push(new Error().stack); socket.send("x"); };
     socket.addEventListener("message", function onMessage() { stacks.push(new Error().stack); socket.close(); });
     socket.addEventListener("close", { handleEvent: function onClose() { stacks.push(new Error().stack); } });`,
  );
  await t.event(realm.socket, "close");
  return realm.stacks.map((stack: string) => stackLines(stack));
});
check("in a listener that the page dispatches to", async (t) => {
  const realm = await t.realm();
  return stackLines(
    t.script(
      realm,
      `var socket = new WebSocket(url);
       socket.onmessage = function onMessage() { result = new Error().stack; };
       function page() { socket.dispatchEvent(new Event("message")); }
       page();`,
    ),
  );
});
check("function.caller in sloppy callbacks", async (t) => {
  const realm = await t.realm();
  return t.script(
    realm,
    `var callers = [], socket = new WebSocket(url);
     function toText() { callers.push(toText.caller === null ? "null" : String(toText.caller).slice(0, 40)); return url; }
     function page() { new WebSocket({ toString: toText }); try { socket.send({ toString: toText }); } catch (error) {} }
     page();
     result = callers.join(" | ");`,
  );
});
check("arguments.callee.caller in sloppy callbacks", async (t) => {
  const realm = await t.realm();
  return t.script(
    realm,
    `var seen = "";
     function page() { new WebSocket({ toString: function () { var c = arguments.callee.caller; seen = String(c && c.name); return url; } }); }
     page();
     result = seen;`,
  );
});
