/** World: the page under test. WebIDL §3.2.20-25: `(DOMString or sequence<DOMString>) protocols`. */
import { section } from "../check.ts";
import { outcome } from "../describe.ts";
import { everyTrap } from "../every-trap.ts";
import type { Wild } from "../wild.ts";

const check = section("Protocols", { onlyTop: true });
const Loose = WebSocket as Wild;

check("nothing, undefined and an empty list", async (t) => {
  const sockets = [[], [undefined], [[]]].map((rest) => t.keep(new Loose(t.url(), ...rest)));
  return Promise.all(sockets.map(async (socket) => (await t.event(socket, "open")).target.protocol));
});
check("null, numbers, booleans and functions become strings", async (t) => {
  const sockets = [null, 5, true].map((value) => t.keep(new Loose(t.url(), value)));
  return Promise.all(sockets.map(async (socket) => (await t.event(socket, "open")).target.protocol));
});
check("an empty name, a name with a space, commas, controls", (t) =>
  ["", " ", "a b", "a,b", "a\n", "\u00e4", "a/b", "{a}", [""], ["a", ""], ["a b"]].map((value) =>
    outcome(() => t.keep(new Loose(t.url(), value))),
  ),
);
check("a name twice, in any case", (t) =>
  [["a", "a"], ["a", "A"], ["a", "b", "a"], new Set(["x", "x"])].map((value) =>
    outcome(() => t.keep(new Loose(t.url(), value))),
  ),
);
check("a symbol, or a symbol in the list", (t) =>
  [Symbol("x"), [Symbol("x")], ["a", Symbol("x")]].map((value) =>
    outcome(() => t.keep(new Loose(t.url(), value))),
  ),
);
check("an object without an iterator is a string", async (t) => {
  const object = { toString: () => "made-by-toString" };
  return [
    outcome(() => t.keep(new Loose(t.url(), {}))),
    (await t.event(t.keep(new Loose(t.url(), object)), "open")).target.protocol,
  ];
});
check("a String object is iterated", async (t) => {
  const socket = t.keep(new Loose(t.url(), new String("xyz")));
  return (await t.event(socket, "open")).target.protocol;
});
check("Set, Map keys, generator and typed array", async (t) => {
  const lists = [
    new Set(["set", "b"]),
    new Map([["map", 1]]).keys(),
    (function* () {
      yield "generator";
    })(),
    new Uint8Array([7, 8]),
  ];
  const sockets = lists.map((list) => t.keep(new Loose(t.url(), list)));
  return Promise.all(sockets.map(async (socket) => (await t.event(socket, "open")).target.protocol));
});
check("a generator is exhausted, once", (t) => {
  const seen: string[] = [];
  function* names() {
    try {
      seen.push("start");
      yield "a";
      yield "b";
      seen.push("end");
    } finally {
      seen.push("finally");
    }
  }
  const generator = names();
  t.keep(new Loose(t.url(), generator));
  return [seen, generator.next()];
});
check("an array subclass with its own iterator", async (t) => {
  let asked = 0;
  class Names extends Array<string> {
    override *[Symbol.iterator](): Wild {
      asked++;
      yield "from-iterator";
    }
  }
  const socket = t.keep(new Loose(t.url(), Names.of("in-array")));
  const { target } = await t.event(socket, "open");
  return [asked, target.protocol];
});
check("an array with own getters", (t) => {
  const order: string[] = [];
  const list: string[] = [];
  for (const index of [0, 1])
    Object.defineProperty(list, index, {
      get: () => (order.push(`get ${index}`), `p${index}`),
      enumerable: true,
    });
  t.keep(new Loose(t.url(), list));
  return order;
});
check("an array with holes", (t) => [
  // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested.
  outcome(() => t.keep(new Loose(t.url(), ["a", , "b"]))),
  outcome(() => t.keep(new Loose(t.url(), new Array(2)))),
]);
check("a Proxy of an array: which traps run, in order", (t) => {
  const traps: string[] = [];
  t.keep(new Loose(t.url(), new Proxy(["a", "b"], everyTrap(traps))));
  return traps;
});
check("iterators that go wrong", (t) => {
  const wrong = [
    { [Symbol.iterator]: 1 },
    { [Symbol.iterator]: null },
    { [Symbol.iterator]: () => 1 },
    { [Symbol.iterator]: () => ({}) },
    { [Symbol.iterator]: () => ({ next: () => 1 }) },
    {
      [Symbol.iterator]: () => ({
        next: () => ({
          get done() {
            throw new RangeError("done");
          },
        }),
      }),
    },
    {
      [Symbol.iterator]: () => ({
        next: () => ({
          done: false,
          get value() {
            throw new RangeError("value");
          },
        }),
      }),
    },
    {
      [Symbol.iterator]() {
        throw new RangeError("iterator");
      },
    },
  ];
  return wrong.map((list) => outcome(() => t.keep(new Loose(t.url(), list))));
});
check("next is read once and called until done", (t) => {
  const order: string[] = [];
  let left = 2;
  const iterator = {
    get next() {
      order.push("read next");
      return () => {
        order.push("next");
        return { done: left-- === 0, value: `p${left}` };
      };
    },
    get return() {
      order.push("read return");
      return undefined;
    },
  };
  t.keep(new Loose(t.url(), { [Symbol.iterator]: () => iterator }));
  return order;
});
check("return is not called when a name cannot be converted", (t) => {
  const order: string[] = [];
  const iterator = {
    next: () => ({ done: false, value: Symbol("x") }),
    return: () => (order.push("return"), {}),
  };
  return [outcome(() => t.keep(new Loose(t.url(), { [Symbol.iterator]: () => iterator }))), order];
});
check("names are checked after all are converted, and after the url", () => {
  const order: string[] = [];
  const name = (text: string) => ({ toString: () => (order.push(text), text) });
  return [outcome(() => new Loose("ftp://x/", [name("a"), name("a"), name("b c")])), order];
});
check("changing the list afterwards changes nothing", async (t) => {
  const list = ["first"];
  const socket = t.keep(new Loose(t.url(), list));
  list[0] = "second";
  return (await t.event(socket, "open")).target.protocol;
});
check("the server chooses one", async (t) => {
  const socket = await t.open("echo", ["x", "json", "y"]);
  return [socket.protocol, socket.extensions];
});
