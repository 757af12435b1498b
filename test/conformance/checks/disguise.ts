/** World: the page under test. Ways in which pages find out that a function is a Proxy or not the browser's own. Each in a fresh window. */
import { section } from "../check.ts";
import { describe, outcome } from "../describe.ts";
import type { Wild } from "../wild.ts";

const check = section("Disguise", { onlyTop: true });

const functions: [string, (realm: Wild) => Wild][] = [
  ["WebSocket", (realm) => realm.WebSocket],
  ["send", (realm) => realm.WebSocket.prototype.send],
  ["close", (realm) => realm.WebSocket.prototype.close],
  ["Function.prototype.toString", (realm) => realm.Function.prototype.toString],
];
for (const [name, get] of functions) {
  check(`${name}: a cycle of prototypes is refused`, async (t) => {
    const target = get(await t.realm());
    const parent = Object.getPrototypeOf(target);
    const seen = [
      outcome(() => Object.setPrototypeOf(target, target)),
      outcome(() => Object.setPrototypeOf(target, Object.create(target))),
      Reflect.setPrototypeOf(target, Object.create(target)),
    ];
    Object.setPrototypeOf(target, parent);
    return seen;
  });
  check(`${name}: a cycle made by __proto__`, async (t) => {
    const target = get(await t.realm());
    return outcome(() => {
      Reflect.set(target, "__proto__", Object.create(target));
      return "nothing" in target;
    });
  });
  check(`${name}: with another prototype, and with none`, async (t) => {
    const target = get(await t.realm());
    const seen: unknown[] = [];
    for (const prototype of [{ mine: 1 }, null]) {
      Object.setPrototypeOf(target, prototype);
      seen.push(
        target.mine,
        "toString" in target,
        Function.prototype.toString.call(target),
        outcome(() => `${target}`),
      );
    }
    return seen;
  });
  check(`${name}: an heir is no function`, async (t) => {
    const target = get(await t.realm());
    const heir = Object.create(target);
    return [
      typeof heir,
      outcome(() => heir()),
      outcome(() => heir.toString()),
      outcome(() => String(heir)),
      heir.name,
      heir.length,
    ];
  });
  check(`${name}: on the right of instanceof`, async (t) => {
    const target = get(await t.realm());
    return [outcome(() => ({}) instanceof target), outcome(() => target instanceof target)];
  });
  check(`${name}: caller and arguments, own and inherited`, async (t) => {
    const target = get(await t.realm());
    return ["caller", "arguments"].map((key) => [
      outcome(() => target[key]),
      outcome(() => {
        target[key] = 1;
      }),
      Reflect.getOwnPropertyDescriptor(target, key) === undefined,
    ]);
  });
  check(`${name}: frozen, sealed, not extensible`, async (t) => {
    const target = get(await t.realm());
    Object.freeze(target);
    return [
      Object.isFrozen(target),
      outcome(() => {
        target.x = 1;
      }),
      outcome(() => delete target.name),
      outcome(() => Object.defineProperty(target, "name", { value: "x" })),
      outcome(() => Object.setPrototypeOf(target, {})),
      Function.prototype.toString.call(target),
    ];
  });
  check(`${name}: cloned, sent, written as JSON, in a template`, async (t) => {
    const target = get(await t.realm());
    const { port1 } = new MessageChannel();
    return [
      outcome(() => structuredClone(target)),
      outcome(() => port1.postMessage(target)),
      outcome(() => JSON.stringify([target])),
      outcome(() => String.raw({ raw: [target] })),
    ];
  });
  check(`${name}: wrong calls, and their words`, async (t) => {
    const target = get(await t.realm());
    return [
      outcome(() => target.nothing()),
      outcome(() => target.name()),
      outcome(() => new target.nothing()),
      outcome(() => [...target]),
      outcome(() => Symbol.keyFor(target)),
      outcome(() => BigInt(target)),
      outcome(() => new WeakRef(target).deref() === target),
    ];
  });
  check(`${name}: as class, as tag, as comparator, as getter`, async (t) => {
    const realm = await t.realm();
    const target = get(realm);
    const holder = Object.defineProperty({}, "x", { get: target });
    return [
      outcome(() => target``),
      outcome(() => [2, 1].sort(target)),
      outcome(() => (holder as Wild).x),
      outcome(() => new Proxy(target, {})),
      outcome(() => Reflect.apply(target, null, [])),
    ];
  });
}
check("messages that name the class of a socket", async (t) => {
  const realm = await t.realm();
  const socket = t.socket("echo", [], realm);
  socket.self = socket;
  const frozen = Object.freeze(t.socket("echo", [], realm));
  return [
    outcome(() => JSON.stringify(socket)),
    outcome(() => socket.nothing()),
    outcome(() => {
      frozen.x = 1;
    }),
    outcome(() => {
      socket.OPEN = 5;
    }),
    outcome(() => {
      socket.readyState = 5;
    }),
    outcome(() => Object.defineProperty(frozen, "x", { value: 1 })),
    outcome(() => new socket()),
    outcome(() => socket()),
    outcome(() => [...socket]),
    outcome(() => socket instanceof socket),
    outcome(() => socket + 1n),
    outcome(() => structuredClone(socket)),
  ];
});
check("messages that name the class of the prototype", async (t) => {
  const { prototype } = (await t.realm()).WebSocket;
  return [
    outcome(() => prototype.url),
    outcome(() => prototype.send("x")),
    outcome(() => structuredClone(prototype)),
    outcome(() => {
      prototype.OPEN = 1;
    }),
    describe(Object.prototype.toString.call(prototype)),
  ];
});
check("data of a message is one object, however often it is read", async (t) => {
  const socket = await t.open();
  const seen: boolean[] = [];
  for (const binaryType of ["arraybuffer", "blob"]) {
    socket.binaryType = binaryType;
    const heard = t.event(socket, "message");
    socket.send(new Uint8Array(3));
    const event = await heard;
    const { data } = event;
    seen.push(data === event.data);
  }
  return seen;
});
