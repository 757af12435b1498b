/** World: the page under test. ECMA-262 §10.1.13, WebIDL §3.7.1: subclasses and foreign `new.target`. */
import { section } from "../check.ts";
import { describe, outcome } from "../describe.ts";
import { everyTrap } from "../every-trap.ts";
import type { Wild } from "../wild.ts";

const check = section("new.target");
const Loose = WebSocket as Wild;

/** A function that is a constructor and whose `prototype` can be written. */
function plainFunction(): Wild {
  function Plain() {}
  return Plain;
}

check("a subclass with fields, methods, statics and super calls", async (t) => {
  class Chat extends WebSocket {
    static made = 0;
    field = "field";
    #secret = "secret";
    constructor(url: string) {
      super(url, ["chat"]);
      Chat.made += 1;
    }
    override send(data: Wild): void {
      super.send(`<${data}>`);
    }
    override get url(): string {
      return `sub:${super.url}`;
    }
    reveal(): string {
      return this.#secret;
    }
  }
  const socket = t.keep(new Chat(t.url()));
  await t.event(socket, "open");
  return [
    await t.echo(socket, "x"),
    socket.url,
    socket.reveal(),
    Reflect.ownKeys(socket),
    Chat.made,
    Chat.OPEN,
    Chat.name,
    Chat.length,
    socket instanceof Chat,
    socket.constructor === Chat,
    String(socket),
    Object.getPrototypeOf(Chat) === WebSocket,
    socket.protocol,
  ];
});
check("new.target in a derived constructor", (t) => {
  let target: Wild;
  class Derived extends WebSocket {
    constructor(url: string) {
      super(url);
      target = new.target;
    }
  }
  t.keep(new Derived(t.url()));
  return target === Derived;
});
check("a subclass without a constructor passes all arguments", (t) => {
  class Plain extends WebSocket {}
  return [
    outcome(() => new (Plain as Wild)()),
    t.keep(new Plain(t.url(), "a")).readyState,
    outcome(() => (Plain as Wild)("x")),
  ];
});
check("a subclass of a subclass", (t) => {
  class One extends WebSocket {
    one = 1;
  }
  class Two extends One {
    two = 2;
  }
  const socket = t.keep(new Two(t.url()));
  return [
    Reflect.ownKeys(socket),
    socket instanceof One,
    Object.getPrototypeOf(Object.getPrototypeOf(socket)) === One.prototype,
  ];
});
check("a subclass whose constructor throws after super", () => {
  class Broken extends WebSocket {
    constructor(url: string) {
      super(url);
      this.close();
      throw new RangeError("mine");
    }
  }
  return outcome(() => new Broken("ws://127.0.0.1:1/"));
});
check("an old-style subclass", (t) => {
  function Old(this: Wild, url: string) {
    return Reflect.construct(WebSocket, [url], Old);
  }
  Old.prototype = Object.create(WebSocket.prototype, { constructor: { value: Old } });
  Object.setPrototypeOf(Old, WebSocket);
  const socket = t.keep(new (Old as Wild)(t.url()));
  return [socket instanceof Old, socket.constructor === Old, outcome(() => Loose.call({}, t.url()))];
});
check("Reflect.construct with a function as new target", (t) => {
  const socket = t.keep(Reflect.construct(WebSocket, [t.url()], Array));
  return [
    Object.getPrototypeOf(socket) === Array.prototype,
    Array.isArray(socket),
    Loose.prototype.send === WebSocket.prototype.send,
    outcome(() => (WebSocket.prototype as Wild).close.call(socket)),
  ];
});
check("Reflect.construct with what is no constructor", (t) =>
  [undefined, {}, () => 1, Math.max, 1].map((target) =>
    outcome(() => Reflect.construct(WebSocket, [t.url()], target as Wild)),
  ),
);
check("a new target without a prototype falls back", (t) => {
  const Bare = plainFunction();
  return [null, undefined, 1, "x"].map((prototype) => {
    Bare.prototype = prototype;
    const socket = t.keep(Reflect.construct(WebSocket, [t.url()], Bare));
    return [Object.getPrototypeOf(socket) === WebSocket.prototype];
  });
});
check("a new target of another realm falls back to that realm", async (t) => {
  const realm = await t.realm();
  const Foreign = new realm.Function();
  Foreign.prototype = null;
  const socket = t.keep(Reflect.construct(WebSocket, [t.url()], Foreign));
  return [
    Object.getPrototypeOf(socket) === realm.WebSocket.prototype,
    Object.getPrototypeOf(socket) === WebSocket.prototype,
    socket.constructor === realm.WebSocket,
  ];
});
check("the other realm's constructor with a new target of this one", async (t) => {
  const realm = await t.realm();
  const Bare = plainFunction();
  Bare.prototype = null;
  const socket = t.keep(realm.Reflect.construct(realm.WebSocket, [t.url()], Bare));
  return [
    Object.getPrototypeOf(socket) === WebSocket.prototype,
    Object.getPrototypeOf(socket) === realm.WebSocket.prototype,
  ];
});
check("the other realm's WebSocket as new target", async (t) => {
  const realm = await t.realm();
  const socket = t.keep(Reflect.construct(WebSocket, [t.url()], realm.WebSocket));
  return [Object.getPrototypeOf(socket) === realm.WebSocket.prototype, socket.readyState];
});
check("the prototype is read once, and when", (t) => {
  const order: string[] = [];
  const Target = new Proxy(plainFunction(), {
    get(target, key, receiver) {
      order.push(`get ${String(key)}`);
      return Reflect.get(target, key, receiver);
    },
    getPrototypeOf: (target) => (order.push("getPrototypeOf"), Reflect.getPrototypeOf(target)),
    getOwnPropertyDescriptor: (target, key) => (
      order.push(`descriptor ${String(key)}`), Reflect.getOwnPropertyDescriptor(target, key)
    ),
    has: (target, key) => (order.push(`has ${String(key)}`), Reflect.has(target, key)),
  });
  const url = { toString: () => (order.push("url"), t.url()) };
  t.keep(
    Reflect.construct(WebSocket, [url as Wild, { toString: () => (order.push("protocol"), "p") }], Target),
  );
  return order;
});
check("the prototype is not read when called wrongly, or is", () => {
  const order: string[] = [];
  const Target = new Proxy(plainFunction(), {
    get: (_: unknown, key: PropertyKey) => void order.push(String(key)),
  });
  return [
    outcome(() => Reflect.construct(WebSocket, [], Target)),
    outcome(() => Reflect.construct(WebSocket, ["ftp://x/"], Target)),
    order,
  ];
});
check("a prototype getter that throws", (t) => {
  const Target = Object.defineProperty(plainFunction().bind(null), "prototype", {
    get() {
      throw new RangeError("mine");
    },
  });
  return outcome(() => Reflect.construct(WebSocket, [t.url()], Target));
});
check("a revoked Proxy as new target", (t) => {
  const { proxy, revoke } = Proxy.revocable(plainFunction(), {});
  revoke();
  return outcome(() => Reflect.construct(WebSocket, [t.url()], proxy));
});
check("a page's own Proxy of WebSocket", async (t) => {
  const traps: string[] = [];
  const Own = new Proxy(
    WebSocket,
    everyTrap(traps, (trap, first) => `${trap} ${trap === "construct" ? describe(first) : String(first)}`),
  );
  const socket = t.keep(new Own(t.url(), ["p"]));
  await t.event(socket, "open");
  return [traps, socket.constructor === WebSocket, socket instanceof Own, Own.OPEN, traps.length];
});
check("Object.setPrototypeOf on an instance", (t) => {
  const socket = t.socket();
  Object.setPrototypeOf(socket, {});
  const url = Object.getOwnPropertyDescriptor(WebSocket.prototype, "readyState")?.get;
  return [socket.send, url?.call(socket), outcome(() => WebSocket.prototype.close.call(socket))];
});
check("class fields on the instance come after the socket is made", (t) => {
  const order: string[] = [];
  class Ordered extends WebSocket {
    state = order.push(`field in state ${this.readyState}`);
  }
  t.keep(new Ordered({ toString: () => (order.push("url"), t.url()) } as Wild));
  return order;
});
