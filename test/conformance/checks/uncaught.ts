/** World: the page under test. HTML §8.1.3.9: what `window.onerror` and `error` events say of an exception that nobody caught. */
import { section } from "../check.ts";
import { describe } from "../describe.ts";
import type { Trial } from "../trial.ts";
import type { Wild } from "../wild.ts";

const check = section("Uncaught", { onlyTop: true });

/** Runs a page's script and gives all that the window reported until `done`. */
async function reports(
  t: Trial,
  code: string,
  wait: (realm: Wild) => Promise<unknown> = () => t.pause(),
): Promise<unknown> {
  const realm = await t.realm();
  const seen: unknown[] = [];
  realm.onerror = (message: unknown, file: unknown, line: unknown, column: unknown, error: unknown) => {
    seen.push(["onerror", message, file, line, column, error]);
    return true;
  };
  realm.addEventListener("error", ({ message, filename, lineno, colno, error, isTrusted, target }: Wild) => {
    seen.push([
      "error event",
      message,
      filename,
      lineno,
      colno,
      error === realm.lastError || describe(error),
      isTrusted,
      target === realm,
    ]);
  });
  realm.addEventListener("unhandledrejection", (event: Wild) => {
    event.preventDefault();
    seen.push(["unhandledrejection", event.reason]);
  });
  t.script(realm, code);
  await wait(realm);
  await t.pause(100); // A report may come a task later.
  return seen;
}

const closed = (t: Trial) => (realm: Wild) =>
  Promise.all([t.event(realm.socket, "open"), t.event(realm.socket, "close")]);

check("new WebSocket() in a script", (t) => reports(t, "function page() { new WebSocket(); }\n page();"));
check("new WebSocket of a bad scheme in a script", (t) =>
  reports(t, "function page() {\n  new WebSocket('ftp://x/'); }\n page();"),
);
check("new WebSocket of a bad protocol in a script", (t) => reports(t, "new WebSocket(url, 'a b');"));
check("WebSocket without new in a script", (t) => reports(t, "WebSocket(url);"));
check("send while connecting in a script", (t) =>
  reports(t, "var socket = new WebSocket(url);\n socket.send('early');"),
);
check("send without arguments in a script", (t) =>
  reports(t, "var socket = new WebSocket(url);\n socket.send();"),
);
check("send of a wrong this in a script", (t) => reports(t, "WebSocket.prototype.send.call({}, 'x');"));
check("close with a bad code in a script", (t) =>
  reports(t, "var socket = new WebSocket(url);\n socket.close(1);"),
);
check("in a timer", (t) =>
  reports(t, "setTimeout(function later() { new WebSocket('ftp://x/'); });", () => t.pause(20)),
);
check("in a subclass", (t) =>
  reports(t, "class Chat extends WebSocket { constructor(u) {\n super(u); } }\n new Chat('ftp://x/');"),
);
check("in an async function", (t) =>
  reports(t, "(async () => { new WebSocket('ftp://x/'); })();", () => t.pause(20)),
);
check("in a promise", (t) =>
  reports(t, "Promise.resolve().then(() => new WebSocket(url).send('x'));", () => t.pause(20)),
);
check("toString of the url throws", (t) =>
  reports(t, "new WebSocket({ toString() { throw lastError = new RangeError('mine'); } });"),
);
check("toString of data throws", (t) =>
  reports(t, "new WebSocket(url).send({ toString() {\n throw lastError = new RangeError('mine'); } });"),
);
check("toString throws what is no Error", (t) =>
  reports(t, "new WebSocket(url).send({ toString() { throw 'text'; } });"),
);
check("a protocol that throws", (t) =>
  reports(t, "new WebSocket(url, [{ toString() { throw lastError = new RangeError('mine'); } }]);"),
);
check("the getter of new.target.prototype throws", (t) =>
  reports(
    t,
    "Reflect.construct(WebSocket, [url], Object.defineProperty(function () {}.bind(), 'prototype', { get() { throw lastError = new RangeError('mine'); } }));",
  ),
);
check("a listener throws, the next one runs", (t) =>
  reports(
    t,
    `var socket = new WebSocket(url), order = [];
     socket.addEventListener("open", function first() { order.push(1); throw lastError = new RangeError("in open"); });
     socket.addEventListener("open", function second() { order.push(2); socket.close(); throw order; });`,
    closed(t),
  ),
);
check("onmessage and onclose throw", (t) =>
  reports(
    t,
    `var socket = new WebSocket(url);
     socket.onopen = function () { socket.send("x"); };
     socket.onmessage = function onMessage() { socket.close(); throw lastError = new RangeError("in message"); };
     socket.onclose = function onClose() { throw "text"; };`,
    closed(t),
  ),
);
check("handleEvent is not callable", (t) =>
  reports(
    t,
    `var socket = new WebSocket(url);
     socket.addEventListener("open", { handleEvent: 5 });
     socket.addEventListener("open", { get handleEvent() { throw lastError = new RangeError("mine"); } });
     socket.addEventListener("open", function () { socket.close(); });`,
    closed(t),
  ),
);
check("send throws in a listener", (t) =>
  reports(
    t,
    `var socket = new WebSocket(url);
     socket.onopen = function onOpen() { socket.close(); socket.send(Symbol()); };`,
    closed(t),
  ),
);
check("a script of another origin says less", async (t) => {
  const realm = await t.realm();
  const seen: unknown[] = [];
  realm.onerror = (...args: unknown[]) => {
    seen.push(args);
    return true;
  };
  const script = realm.document.createElement("script");
  script.src = `data:text/javascript,${encodeURIComponent("new WebSocket('ftp://x/')")}`;
  const loaded = t.event(script, "load");
  realm.document.head.append(script);
  await loaded;
  await t.pause(100);
  return seen;
});
check("eval and new Function", (t) =>
  reports(
    t,
    "setTimeout(\"new WebSocket('ftp://x/')\");\n setTimeout(new Function(\"new WebSocket(url).send('x')\"));",
    () => t.pause(20),
  ),
);
check("reportError and a rethrown exception", (t) =>
  reports(
    t,
    "try { new WebSocket('ftp://x/'); } catch (error) { lastError = error; reportError(error); }\n throw lastError;",
  ),
);
