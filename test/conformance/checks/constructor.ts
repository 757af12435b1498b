/** World: the page under test. WebSockets §3.1: the constructor and the URLs that it takes. */
import { section } from "../check.ts";
import { describe, outcome } from "../describe.ts";
import type { Wild } from "../wild.ts";

const check = section("Constructor");
const Loose = WebSocket as Wild;

check("no argument", () => [outcome(() => new Loose()), outcome(() => Reflect.construct(Loose, []))]);
check("undefined and null as url", (t) =>
  [undefined, null].map((value) => {
    const made = outcome(() => new URL(t.keep(new Loose(value)).url).pathname);
    return made;
  }),
);
check("objects as url are converted", (t) => {
  const url = t.url();
  return [
    t.keep(new Loose(new URL(url))).url,
    t.keep(new Loose([url])).url,
    t.keep(new Loose(new String(url))).url,
    t.keep(new Loose({ toString: () => url })).url,
    t.keep(new Loose({ toString: undefined, valueOf: () => url })).url,
    t.keep(new Loose({ [Symbol.toPrimitive]: (hint: string) => `${url}?${hint}` })).url,
  ];
});
check("values that cannot be converted", () =>
  [
    Symbol("url"),
    Object.create(null),
    { toString: () => ({}), valueOf: () => ({}) },
    { [Symbol.toPrimitive]: 1 },
  ].map((url) => outcome(() => new Loose(url))),
);
check("an exception of the page's toString comes out as it is", () => {
  const own = { mine: true };
  try {
    new Loose({
      toString() {
        throw own;
      },
    });
  } catch (error) {
    return error === own;
  }
  return "did not throw";
});
check("url and protocols are converted in order, once", (t) => {
  const order: string[] = [];
  const url = { toString: () => (order.push("url"), t.url()) };
  const protocols = {
    get [Symbol.iterator]() {
      order.push("iterator");
      return function* () {
        order.push("start");
        yield { toString: () => (order.push("a"), "a") };
        yield { toString: () => (order.push("b"), "b") };
        order.push("end");
      };
    },
  };
  t.keep(new Loose(url, protocols));
  return order;
});
check("arguments beyond the second are not touched", (t) => {
  const third = new Proxy(
    {},
    {
      get: () => {
        throw new Error("touched");
      },
    },
  );
  return outcome(() => t.keep(new Loose(t.url(), [], third)));
});
check("bad urls", () =>
  ["", "http://", "ws://", "ws://a b/", "ws://[::1", "ws://x:99999/", "ws://%zz/", "wss://x:y/"].map(
    (url) => {
      const made = outcome(() => new WebSocket(url).close());
      return [url, made];
    },
  ),
);
check("schemes other than ws, wss, http and https", () =>
  ["ftp://x/", "javascript:1", "data:,x", "about:blank", "file:///x", "mailto:x", "blob:x", "wsx://x/"].map(
    (url) => outcome(() => new WebSocket(url)),
  ),
);
check("http and https become ws and wss", (t) => {
  const http = t.url().replace("ws:", "http:");
  return [
    t.keep(new WebSocket(http)).url,
    t.keep(new WebSocket("https://127.0.0.1:1/x")).url,
    t.keep(new WebSocket("HTTP://127.0.0.1:1/x")).url,
  ];
});
check("a fragment is refused", (t) =>
  ["#x", "#"].map((end) => outcome(() => t.keep(new WebSocket(t.url() + end)).url)),
);
check("relative urls have the base of the document", (t) =>
  ["", "x", "/x", "?x", "//127.0.0.1:1/x", "../../x"].map((url) =>
    outcome(() => t.keep(new WebSocket(url)).url),
  ),
);
check("a base element counts", async (t) => {
  const realm = await t.realm();
  const base = realm.document.createElement("base");
  base.href = "https://127.0.0.1:1/base/";
  realm.document.head.append(base);
  return t.keep(new realm.WebSocket("relative")).url;
});
check("credentials, default ports, upper case, dots, IDN", (t) =>
  [
    "ws://user:secret@127.0.0.1:1/x",
    "ws://127.0.0.1:80/x",
    "wss://127.0.0.1:443/",
    "WS://LOCALHOST:1/X",
    "ws://127.0.0.1:1/a/../b/./c",
    "ws://127.1:1/",
    "ws://b\u00fccher.localhost:1/\u00fc?\u00fc",
    "ws://127.0.0.1:1/ %20\ud83d\ude00",
    "\n ws://127.0.0.1:1/trim\t ",
    "ws://127.0.0.1:1/lone\ud800",
  ].map((url) => outcome(() => t.keep(new WebSocket(url)).url)),
);
check("ports that are blocked", async (t) => {
  const made = outcome(() => t.keep(new WebSocket("ws://127.0.0.1:25/")));
  return made;
});
check("a new socket", (t) => {
  const socket = t.socket();
  const names = ["url", "readyState", "bufferedAmount", "extensions", "protocol", "binaryType"];
  const handlers = ["onopen", "onmessage", "onerror", "onclose"];
  return [...names, ...handlers].map((name) => [name, socket[name]]);
});
check("exceptions are new objects each time", () => {
  const errors = [0, 1].map(() => {
    try {
      return new WebSocket("ftp://x/");
    } catch (error) {
      return error as Wild;
    }
  });
  return [
    errors[0] === errors[1],
    describe(errors[0]),
    errors[0] instanceof DOMException,
    errors[0] instanceof Error,
  ];
});
check("in the middle of another constructor", (t) => {
  let inner: Wild;
  const outer = t.keep(
    new Loose({
      toString() {
        inner = t.keep(new Loose(`${t.url()}?inner`));
        return t.url();
      },
    }),
  );
  return [inner.url, outer.url];
});
check("through Reflect, apply-likes and spread", (t) => {
  const made = [
    Reflect.construct(WebSocket, [t.url()]),
    new Loose(...[t.url(), ["a"]]),
    Reflect.construct(Loose, { length: 1, 0: t.url() } as Wild),
    new (Function.prototype.bind.call(Loose, null, t.url()))(),
  ];
  for (const socket of made) t.keep(socket);
  return made.map((socket) => [socket.url, Object.getPrototypeOf(socket) === WebSocket.prototype]);
});
