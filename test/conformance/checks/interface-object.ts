/** World: the page under test. WebIDL §3.7: the interface object `WebSocket` and where it is to be found. */
import { section } from "../check.ts";
import { describe, describeProperty, outcome } from "../describe.ts";
import type { Wild } from "../wild.ts";

const check = section("Interface object");
const global = globalThis as Wild;

function propertiesOf(holder: object): string[] {
  return Reflect.ownKeys(holder).map((key) => `${String(key)}: ${describeProperty(holder, key)}`);
}

check("property of the global object", () => describeProperty(globalThis, "WebSocket"));
check("own properties in order", () => propertiesOf(WebSocket));
check("getOwnPropertyNames", () => Object.getOwnPropertyNames(WebSocket));
check("getOwnPropertyDescriptors", () => Object.keys(Object.getOwnPropertyDescriptors(WebSocket)));
check("own symbols", () => Object.getOwnPropertySymbols(WebSocket));
check("enumerable keys", () => Object.keys(WebSocket));
check("for in, in order", () => {
  const keys = [];
  for (const key in WebSocket) keys.push(key);
  return keys;
});
check("typeof", () => typeof WebSocket);
check("Object.prototype.toString", () => Object.prototype.toString.call(WebSocket));
check("prototype is EventTarget", () => Object.getPrototypeOf(WebSocket) === EventTarget);
check("is extensible, neither sealed nor frozen", () => [
  Object.isExtensible(WebSocket),
  Object.isSealed(WebSocket),
  Object.isFrozen(WebSocket),
]);
check("two reads give one object", () => Object.is(global.WebSocket, WebSocket));
check("prototype.constructor is it", () => WebSocket.prototype.constructor === WebSocket);
check("constructor of an instance is it", (t) => t.instance().constructor === WebSocket);
check("is a key of maps and weak maps", (t) => {
  const map = new WeakMap([[WebSocket, 1]]);
  return map.get(t.instance().constructor);
});
check("constants cannot be written", () => [
  outcome(() => {
    (WebSocket as Wild).OPEN = 5;
  }),
  WebSocket.OPEN,
  Reflect.set(WebSocket, "OPEN", 5),
  Reflect.deleteProperty(WebSocket, "OPEN"),
  outcome(() => Object.defineProperty(WebSocket, "OPEN", { value: 5 })),
]);
check("prototype cannot be replaced", () => [
  Reflect.set(WebSocket, "prototype", {}),
  Reflect.deleteProperty(WebSocket, "prototype"),
  outcome(() => Object.defineProperty(WebSocket, "prototype", { value: {} })),
]);
check("name can be redefined", async (t) => {
  const { WebSocket: Other } = await t.realm();
  Object.defineProperty(Other, "name", { value: "Renamed" });
  return [Other.name, String(Other), delete Other.name, Other.name, String(Other)];
});
check("takes and gives expandos", async (t) => {
  const { WebSocket: Other } = await t.realm();
  Other.expando = 1;
  return [Other.expando, Other.prototype.constructor.expando, Reflect.ownKeys(Other), delete Other.expando];
});
check("has no own call, apply, bind", () =>
  ["call", "apply", "bind", "arguments", "caller"].map((key) => Object.hasOwn(WebSocket, key)),
);
check("arguments and caller", () =>
  ["arguments", "caller"].map((key) => outcome(() => (WebSocket as Wild)[key])),
);
check("bound", () => {
  const Bound = WebSocket.bind(null) as Wild;
  return [
    Bound,
    outcome(() => Bound("x:")),
    outcome(() => new Bound("x:")),
    Object.getPrototypeOf(Bound) === EventTarget,
  ];
});
check("call without new", () => [
  outcome(() => global.WebSocket("ws://x/")),
  outcome(() => global.WebSocket()),
  outcome(() => global.WebSocket.call({}, "ws://x/")),
  outcome(() => Reflect.apply(global.WebSocket, undefined, ["ws://x/"])),
]);
check("instanceof", (t) => {
  const socket = t.instance();
  return [
    socket instanceof WebSocket,
    socket instanceof EventTarget,
    {} instanceof WebSocket,
    Object.create(WebSocket.prototype) instanceof WebSocket,
  ];
});
check(
  "Symbol.hasInstance is Function.prototype's",
  () => (WebSocket as Wild)[Symbol.hasInstance] === Function.prototype[Symbol.hasInstance],
);
check("Symbol.species and toStringTag are absent", () => [
  Symbol.species in WebSocket,
  Symbol.toStringTag in WebSocket,
]);
check("structuredClone", () => outcome(() => structuredClone(WebSocket)));
check("JSON.stringify", () => JSON.stringify({ WebSocket }));
check("Object.assign copies enumerable constants", () => Object.assign({}, WebSocket));
check("interfaces beside it", () =>
  [
    "MessageEvent",
    "CloseEvent",
    "EventTarget",
    "Event",
    "DOMException",
    "Blob",
    "Function",
    "Reflect",
    "Object",
  ].map((name) =>
    describe([name, describeProperty(globalThis, name), Reflect.ownKeys(global[name]).map(String)]),
  ),
);
