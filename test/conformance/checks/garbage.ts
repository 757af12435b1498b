/** World: the page under test. WebSockets §7: a socket that is closed and dropped can be collected. Only where `gc` is exposed. */
import { section } from "../check.ts";
import { NotHere } from "../trial.ts";
import type { Wild } from "../wild.ts";

const check = section("Garbage", { onlyTop: true });

/** Whether an object goes when nobody holds it. */
async function isCollected(ref: WeakRef<object>): Promise<boolean> {
  const { gc } = globalThis as Wild;
  if (!gc) throw new NotHere("gc");
  for (let i = 0; i < 6 && ref.deref(); i++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    await gc({ execution: "async" });
  }
  return ref.deref() === undefined;
}

check("a closed socket", async (t) => {
  const make = async () => {
    const socket = new WebSocket(t.url());
    await t.event(socket, "open");
    await t.echo(socket, "x");
    const closed = t.event(socket, "close");
    socket.close();
    await closed;
    return new WeakRef(socket);
  };
  return isCollected(await make());
});
check("an open socket without listeners", async (t) => {
  const make = async () => {
    const socket = new WebSocket(t.url());
    await t.event(socket, "open");
    return new WeakRef(socket);
  };
  return isCollected(await make());
});
check("an open socket with a message listener stays", async (t) => {
  const make = async () => {
    const socket = new WebSocket(t.url("silent"));
    socket.onmessage = () => {};
    await t.event(socket, "open");
    return new WeakRef(socket);
  };
  return isCollected(await make());
});
check("data that was sent, and a url and protocols that were given", async (t) => {
  const make = () => {
    const data = new Uint8Array(1000);
    const blob = { toString: () => t.url() };
    const list = ["p"];
    const socket = t.keep(new WebSocket(blob as Wild, list));
    socket.onopen = () => socket.send(data);
    return [new WeakRef(blob), new WeakRef(list)];
  };
  return Promise.all(make().map((ref) => isCollected(ref)));
});
check("an exception that was thrown", async () => {
  const make = () => {
    try {
      return new WeakRef(new WebSocket("ftp://x/"));
    } catch (error) {
      return new WeakRef(error as object);
    }
  };
  return isCollected(make());
});
check("a refused socket", async (t) => {
  const make = async () => {
    const socket = new WebSocket(t.url("refuse"));
    await t.event(socket, "close");
    return new WeakRef(socket);
  };
  return isCollected(await make());
});
check("FinalizationRegistry is told", async (t) => {
  let told = false;
  const registry = new FinalizationRegistry(() => {
    told = true;
  });
  const make = async () => {
    const socket = new WebSocket(t.url());
    registry.register(socket, 1);
    await t.event(socket, "open");
    const closed = t.event(socket, "close");
    socket.close();
    await closed;
    return new WeakRef(socket);
  };
  await isCollected(await make());
  await t.pause(20);
  return told;
});
