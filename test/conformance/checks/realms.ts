/** World: the page under test. Two windows of one origin: methods of one on sockets of the other, and whose exceptions come out. */
import { section } from "../check.ts";
import { outcome } from "../describe.ts";
import type { Trial } from "../trial.ts";
import type { Wild } from "../wild.ts";

const check = section("Realms");

/** The page's own window and another, of each kind. */
const kinds: [string, (t: Trial) => Promise<Wild> | Wild][] = [
  ["a loaded frame", (t) => t.realm()],
  ["a blank frame", (t) => t.frame().contentWindow],
];
for (const [kind, make] of kinds) {
  check(`${kind}: its send, close and getters on a socket of this window`, async (t) => {
    const realm = await make(t);
    const { prototype } = realm.WebSocket;
    const socket = await t.open();
    const heard = t.event(socket, "message");
    prototype.send.call(socket, "across");
    const get = (key: string) => (Object.getOwnPropertyDescriptor(prototype, key) as Wild).get.call(socket);
    return [
      (await heard).data,
      get("readyState"),
      get("url"),
      outcome(() => prototype.send.call(socket)),
      outcome(() => prototype.send.call(socket, Symbol("x"))),
      outcome(() => prototype.close.call(socket, 1)),
      outcome(() => prototype.close.call(socket, 4000, "across")),
      socket.readyState,
    ];
  });
  check(`${kind}: this window's methods on its sockets`, async (t) => {
    const realm = await make(t);
    const socket = await t.open("echo", [], realm);
    const heard = t.event(socket, "message");
    WebSocket.prototype.send.call(socket, "across");
    const message = await heard;
    return [
      message.origin,
      message.constructor === realm.MessageEvent,
      outcome(() => WebSocket.prototype.close.call(socket, 1)),
      outcome(() => WebSocket.prototype.close.call(socket, 4000)),
    ];
  });
  check(`${kind}: its exceptions are its own`, async (t) => {
    const realm = await make(t);
    const errors = ["ftp://x/", "http://", Symbol("x")].map((url) => {
      try {
        return new realm.WebSocket(url);
      } catch (error) {
        return error as Wild;
      }
    });
    return errors.map((error) => [
      error.name,
      error instanceof realm.Error,
      error instanceof Error,
      error.constructor === realm[error.constructor.name],
    ]);
  });
  check(`${kind}: exceptions of send while connecting`, async (t) => {
    const realm = await make(t);
    const ours = t.socket();
    const theirs = t.socket("echo", [], realm);
    const errors = [
      [realm, ours],
      [globalThis, theirs],
      [realm, theirs],
      [globalThis, ours],
    ].map(([global, socket]) => {
      try {
        return global.WebSocket.prototype.send.call(socket, "x");
      } catch (error) {
        return error as Wild;
      }
    });
    return errors.map((error) => [
      error.name,
      error.constructor === realm.DOMException,
      error.constructor === DOMException,
    ]);
  });
  check(`${kind}: TypeErrors of a wrong this`, async (t) => {
    const realm = await make(t);
    return ["send", "close"].map((key) => {
      try {
        return realm.WebSocket.prototype[key].call({}, "x");
      } catch (error) {
        return [(error as Wild).message, (error as Wild).constructor === realm.TypeError];
      }
    });
  });
  check(`${kind}: instanceof and prototypes`, async (t) => {
    const realm = await make(t);
    const theirs = t.socket("echo", [], realm);
    return [
      theirs instanceof WebSocket,
      theirs instanceof realm.WebSocket,
      realm.WebSocket === WebSocket,
      realm.WebSocket.prototype.send === WebSocket.prototype.send,
      Object.getPrototypeOf(realm.WebSocket) === realm.EventTarget,
      theirs.constructor === realm.WebSocket,
      Object.getPrototypeOf(realm.WebSocket.prototype.send) === realm.Function.prototype,
      realm.WebSocket.constructor === realm.Function,
    ];
  });
  check(`${kind}: own keys of everything`, async (t) => {
    const realm = await make(t);
    return [
      Reflect.ownKeys(realm.WebSocket),
      Reflect.ownKeys(realm.WebSocket.prototype),
      Reflect.ownKeys(realm.WebSocket.prototype.send),
    ];
  });
  check(`${kind}: a subclass across windows`, async (t) => {
    const realm = await make(t);
    class Chat extends realm.WebSocket {
      mine = 1;
    }
    const socket = t.keep(new (Chat as Wild)(t.url()));
    await t.event(socket, "open");
    return [
      await t.echo(socket, "x"),
      socket instanceof Chat,
      socket instanceof realm.WebSocket,
      socket.mine,
    ];
  });
  check(`${kind}: its Reflect.construct with this WebSocket`, async (t) => {
    const realm = await make(t);
    const socket = t.keep(realm.Reflect.construct(WebSocket, [t.url()]));
    return [
      socket.constructor === WebSocket,
      Reflect.ownKeys(socket),
      outcome(() => realm.Reflect.construct(WebSocket, ["ftp://x/"])),
    ];
  });
  check(`${kind}: its array as protocols, its objects as arguments`, async (t) => {
    const realm = await make(t);
    const socket = t.keep(new WebSocket(new realm.URL(t.url()), realm.Array.of("b", "a")));
    return [
      (await t.event(socket, "open")).target.protocol,
      outcome(() => new WebSocket(realm.Object.create(null))),
    ];
  });
  check(`${kind}: WebSocket put in place of this window's`, async (t) => {
    const [realm, other] = [await t.realm(), await make(t)];
    realm.WebSocket = other.WebSocket;
    const socket = await t.open("echo", [], realm);
    return [await t.echo(socket, "taken"), socket.constructor === other.WebSocket, String(realm.WebSocket)];
  });
  check(`${kind}: this prototype's methods replaced by its own`, async (t) => {
    const [realm, other] = [await t.realm(), await make(t)];
    realm.WebSocket.prototype.send = other.WebSocket.prototype.send;
    delete realm.WebSocket.prototype.close;
    realm.WebSocket.prototype.close = other.WebSocket.prototype.close;
    const socket = await t.open("echo", [], realm);
    const echoed = await t.echo(socket, "borrowed");
    const life = t.life(socket);
    socket.close(4000);
    return [echoed, await life, Reflect.ownKeys(realm.WebSocket.prototype)];
  });
}
