/** World: the page under test. WebIDL §3.7.3: the interface prototype object, its attributes, functions and constants. */
import { section } from "../check.ts";
import { describeProperty, outcome } from "../describe.ts";
import type { Wild } from "../wild.ts";

const check = section("Interface prototype object");
const prototype = WebSocket.prototype as Wild;
const ATTRIBUTES = ["url", "readyState", "bufferedAmount", "extensions", "protocol", "binaryType"];
const HANDLERS = ["onopen", "onerror", "onclose", "onmessage"];
const CONSTANTS = ["CONNECTING", "OPEN", "CLOSING", "CLOSED"];

function accessor(key: string): Wild {
  return Object.getOwnPropertyDescriptor(prototype, key);
}

check("own keys in order", () => Reflect.ownKeys(prototype));
check("enumerable keys in order", () => Object.keys(prototype));
check("for in over an instance", (t) => {
  const keys = [];
  for (const key in t.instance()) keys.push(key);
  return keys;
});
check("prototype", () => Object.getPrototypeOf(prototype) === EventTarget.prototype);
check("toStringTag", () => [
  describeProperty(prototype, Symbol.toStringTag),
  Object.prototype.toString.call(prototype),
]);
check("extensible, sealed, frozen", () => [
  Object.isExtensible(prototype),
  Object.isSealed(prototype),
  Object.isFrozen(prototype),
]);
for (const key of [...ATTRIBUTES, ...HANDLERS, ...CONSTANTS, "send", "close", "constructor"])
  check(`descriptor of ${key}`, () => describeProperty(prototype, key));

for (const key of [...ATTRIBUTES, ...HANDLERS])
  check(`getter of ${key} checks its this`, (t) => {
    const { get } = accessor(key);
    const wrong = [
      {},
      null,
      undefined,
      1,
      prototype,
      Object.create(t.instance()),
      new Proxy(t.instance(), {}),
      globalThis,
    ];
    return wrong.map((self) => outcome(() => get.call(self)));
  });

for (const key of ["binaryType", ...HANDLERS])
  check(`setter of ${key} checks its this`, () => {
    const { set } = accessor(key);
    return [
      ...[{}, prototype, undefined].map((self) => outcome(() => set.call(self, null))),
      outcome(() => set.call({})),
    ];
  });

check("read-only attributes ignore writes in sloppy mode", (t) => {
  const socket = t.instance();
  return ATTRIBUTES.slice(0, 5).map((key) => [
    Reflect.set(socket, key, "x"),
    outcome(() => {
      socket[key] = "x";
    }),
  ]);
});
for (const key of ["send", "close"]) {
  check(`${key} checks its this`, (t) => {
    const method = prototype[key];
    const wrong = [
      {},
      null,
      undefined,
      1,
      "",
      prototype,
      Object.create(prototype),
      Object.create(t.instance()),
      new Proxy(t.instance(), {}),
      globalThis,
    ];
    return wrong.map((self) => outcome(() => method.call(self, "x")));
  });
  check(`${key} checks its this before its arguments`, () => {
    let asked = 0;
    const argument = { toString: () => String(++asked), valueOf: () => ++asked };
    return [outcome(() => prototype[key].call({}, argument, argument)), asked];
  });
  check(`${key} is no constructor`, () => [
    outcome(() => new prototype[key]()),
    outcome(() => Reflect.construct(Object, [], prototype[key])),
    outcome(() => class extends prototype[key] {}),
    Object.hasOwn(prototype[key], "prototype"),
  ]);
  check(`own properties of ${key}`, () => [
    Reflect.ownKeys(prototype[key]),
    describeProperty(prototype[key], "name"),
    describeProperty(prototype[key], "length"),
    Object.getPrototypeOf(prototype[key]) === Function.prototype,
    Object.isExtensible(prototype[key]),
  ]);
  check(`${key} is one object, and instances have none`, (t) => {
    const socket = t.instance();
    return [socket[key] === prototype[key], Object.hasOwn(socket, key)];
  });
  check(`${key} bound, called by call, apply and Reflect`, (t) => {
    const socket = t.socket("silent");
    const bound = prototype[key].bind(socket);
    return [
      bound,
      outcome(() => Reflect.apply(prototype[key], socket, [])),
      outcome(() => prototype[key].apply(socket, { length: 0 })),
    ];
  });
  check(`${key} has neither arguments nor caller`, () =>
    ["arguments", "caller"].map((name) => [name in prototype[key], outcome(() => prototype[key][name])]),
  );
  check(`${key} can be replaced, deleted and restored`, async (t) => {
    const realm = await t.realm();
    const target = realm.WebSocket.prototype;
    const original = target[key];
    target[key] = () => "replaced";
    const socket = t.socket("echo", [], realm);
    const seen = [
      socket[key]("x"),
      describeProperty(target, key),
      delete target[key],
      describeProperty(target, key),
    ];
    target[key] = original;
    return [...seen, describeProperty(target, key), target[key] === original];
  });
}
check("an instance has no own properties", (t) => Reflect.ownKeys(t.instance()));
check("an instance that is open and has talked has no own properties", async (t) => {
  const socket = await t.open();
  await t.echo(socket, "x");
  return [Reflect.ownKeys(socket), Object.isExtensible(socket), Object.getPrototypeOf(socket) === prototype];
});
check("an instance may be frozen and goes on", async (t) => {
  const socket = Object.freeze(t.socket());
  await t.event(socket, "open");
  return [await t.echo(socket, "frozen"), Object.isFrozen(socket)];
});
check("an instance cannot be cloned, and says nothing of itself", (t) => {
  const socket = t.instance();
  return [
    outcome(() => structuredClone(socket)),
    outcome(() => structuredClone(new MessageChannel().port1, { transfer: [socket] })),
    JSON.stringify(socket),
    JSON.stringify({ ...socket }),
    Object.assign({}, socket),
    Object.entries(socket),
    String(socket),
  ];
});
