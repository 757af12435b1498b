/** World: the page under test. ECMA-262 §20.2.3.5: what `Function.prototype.toString` says, asked in every way. */
import { section } from "../check.ts";
import { describeProperty, outcome } from "../describe.ts";
import type { Wild } from "../wild.ts";

const check = section("toString");
const functionToString = Function.prototype.toString;
const accessor = (key: string) => Object.getOwnPropertyDescriptor(WebSocket.prototype, key) as Wild;

const functions: [string, () => Wild][] = [
  ["WebSocket", () => WebSocket],
  ["send", () => WebSocket.prototype.send],
  ["close", () => WebSocket.prototype.close],
  ["WebSocket.prototype.constructor", () => WebSocket.prototype.constructor],
  ["Function.prototype.toString", () => Function.prototype.toString],
  ["addEventListener", () => EventTarget.prototype.addEventListener],
  ["dispatchEvent", () => EventTarget.prototype.dispatchEvent],
  ["setTimeout", () => setTimeout],
  [
    "the getter of MessageEvent data",
    () => Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data")?.get,
  ],
];
for (const key of [
  "url",
  "readyState",
  "bufferedAmount",
  "protocol",
  "extensions",
  "binaryType",
  "onopen",
  "onmessage",
  "onerror",
  "onclose",
])
  functions.push([`getter of ${key}`, () => accessor(key).get]);
for (const key of ["binaryType", "onopen", "onmessage", "onerror", "onclose"])
  functions.push([`setter of ${key}`, () => accessor(key).set]);

for (const [name, get] of functions) {
  check(`of ${name}`, () => {
    const value = get();
    return [
      functionToString.call(value),
      String(value),
      `${value}`,
      `${value}` === value.toString(),
      "".concat(value),
    ];
  });
  check(`of ${name}, asked by another realm`, async (t) => {
    const realm = await t.sharedRealm();
    return realm.Function.prototype.toString.call(get());
  });
}
check("of another realm's functions, asked by this one", async (t) => {
  const { WebSocket: Other, Function: OtherFunction } = await t.sharedRealm();
  return [Other, Other.prototype.send, Other.prototype.close, OtherFunction.prototype.toString].map((value) =>
    functionToString.call(value),
  );
});
check("of a fresh blank frame's functions", (t) => {
  const { contentWindow } = t.frame() as Wild;
  return [
    contentWindow.WebSocket,
    contentWindow.WebSocket.prototype.send,
    contentWindow.Function.prototype.toString,
  ].map((value) => functionToString.call(value));
});
check("asked by a fresh blank frame", (t) => {
  const { contentWindow } = t.frame() as Wild;
  return functions.map(([, get]) => contentWindow.Function.prototype.toString.call(get()));
});
check("asked by a frame of a frame, and by one that is gone", async (t) => {
  const realm = await t.realm();
  const inner = realm.document.createElement("iframe");
  realm.document.body.append(inner);
  const { toString: innerToString } = inner.contentWindow.Function.prototype;
  inner.remove();
  return [
    innerToString.call(WebSocket),
    innerToString.call(realm.WebSocket.prototype.send),
    innerToString.call(realm.WebSocket),
  ];
});
check("of bound functions", () => [
  String(WebSocket.bind(null)),
  String(WebSocket.prototype.send.bind(null)),
  functionToString.bind(WebSocket)(),
  String(functionToString.bind(WebSocket)),
]);
check("of a page's own Proxies", () => [
  String(new Proxy(WebSocket, {})),
  String(new Proxy(WebSocket.prototype.send, {})),
  String(new Proxy(() => 1, {})),
  String(new Proxy(class Mine {}, {})),
  outcome(() => functionToString.call(new Proxy({}, {}))),
]);
check("of a subclass and of methods of its", () => {
  class Chat extends WebSocket {
    override send(data: Wild): void {
      super.send(data);
    }
  }
  return [String(Chat), String(Chat.prototype.send)];
});
check("with a bad this", () =>
  [undefined, null, {}, 1, "x", Symbol.iterator, Object.create(WebSocket)].map((self) =>
    outcome(() => functionToString.call(self)),
  ),
);
check("Function.prototype.toString as an object", () => [
  describeProperty(Function.prototype, "toString"),
  Reflect.ownKeys(functionToString).toSorted(),
  describeProperty(functionToString, "name"),
  describeProperty(functionToString, "length"),
  Object.hasOwn(functionToString, "prototype"),
  outcome(() => new (functionToString as Wild)()),
  outcome(() => class extends (functionToString as Wild) {}),
  Object.getPrototypeOf(functionToString) === Function.prototype,
  Reflect.ownKeys(Function.prototype),
]);
check("own keys of the functions of an untouched window, in order", async (t) => {
  const realm = await t.realm();
  const { send, close } = realm.WebSocket.prototype;
  return [realm.Function.prototype.toString, send, close, realm.WebSocket].map((value) =>
    Reflect.ownKeys(value),
  );
});
check("Function.prototype.toString through call, apply and Reflect", () => [
  functionToString.call(functionToString),
  functionToString.apply(WebSocket, [] as Wild),
  Reflect.apply(functionToString, WebSocket, []),
  functionToString.call.call(functionToString, WebSocket),
  Function.prototype.call.bind(functionToString)(WebSocket),
]);
check("Object.prototype.toString and toLocaleString", () => [
  Object.prototype.toString.call(WebSocket.prototype.send),
  WebSocket.toLocaleString(),
  WebSocket.prototype.send.toLocaleString(),
]);
check("a deep recursion into toString", () => {
  const proxies = [WebSocket as Wild];
  for (let i = 0; i < 50; i++) proxies.push(new Proxy(proxies[i], {}));
  return String(proxies.at(-1));
});
