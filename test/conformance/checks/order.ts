/** World: the page under test. HTML §8.1.7: tasks and microtasks around sockets, and timers, which nobody else may set. */
import { section } from "../check.ts";
import type { Wild } from "../wild.ts";

const check = section("Order");

check("the constructor, send and close let no microtask run", async (t) => {
  const order: string[] = [];
  const socket = await t.open();
  queueMicrotask(() => order.push("microtask"));
  t.socket();
  order.push("made");
  socket.send("x");
  order.push("sent");
  socket.close();
  order.push("closed");
  await Promise.resolve();
  return order;
});
check("events come in tasks of their own, after microtasks", async (t) => {
  const order: string[] = [];
  const socket = t.socket();
  socket.onopen = () => {
    order.push("open");
    void Promise.resolve().then(() => order.push("microtask of open"));
    socket.send("x");
    order.push("after send");
  };
  socket.onmessage = () => {
    order.push("message");
    void Promise.resolve().then(() => order.push("microtask of message"));
    socket.close();
    order.push("after close");
  };
  socket.onclose = () => order.push("close");
  await t.event(socket, "close");
  return order;
});
check("two messages are two tasks", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  socket.addEventListener("message", async () => {
    order.push("message");
    await null;
    await null;
    await null;
    order.push("three microtasks later");
  });
  await t.echo(socket, "a", "b");
  return order;
});
check("a listener added in a microtask after the constructor hears open", async (t) => {
  const socket = t.socket();
  await Promise.resolve();
  return (await t.event(socket, "open")).type;
});
check("a listener added after a turn hears nothing of a message before", async (t) => {
  const socket = await t.open();
  await t.echo(socket, "x");
  const late: string[] = [];
  socket.addEventListener("message", () => late.push("late"));
  await t.pause(5);
  return late;
});
check("ids of timers follow each other while a socket lives", async (t) => {
  const realm = await t.realm();
  const take = () => {
    const id = realm.setTimeout(() => {});
    realm.clearTimeout(id);
    return id;
  };
  const first = take();
  const socket = await t.open("echo", [], realm);
  await t.echo(socket, "a", "b", "c");
  await t.pause(30);
  await t.echo(socket, "d");
  const life = t.life(socket);
  socket.close();
  await life;
  await t.pause(30);
  return take() - first;
});
check("the first ids of a window", async (t) => {
  const realm = await t.realm();
  return [
    realm.setTimeout(() => {}),
    realm.setInterval(() => {}, 1e6),
    realm.requestAnimationFrame(() => {}),
    realm.requestIdleCallback?.(() => {}),
  ];
});
check("ids of animation frames and idle callbacks follow each other", async (t) => {
  const realm = await t.realm();
  const take = () => [realm.requestAnimationFrame(() => {}), realm.requestIdleCallback?.(() => {})];
  const first = take();
  const socket = await t.open("echo", [], realm);
  await t.echo(socket, "a");
  await t.pause(30);
  const last = take();
  return last.map((id, i) => id - first[i]);
});
check("a synchronous loop in open delays what follows", async (t) => {
  const socket = t.socket("flood?count=2&size=4");
  const order: string[] = [];
  socket.onopen = () => {
    const end = performance.now() + 20;
    while (performance.now() < end);
    order.push("open");
  };
  let left = 2;
  await new Promise<void>((resolve) => {
    socket.onmessage = ({ data }: MessageEvent) => {
      order.push(data);
      if (--left === 0) resolve();
    };
  });
  return order;
});
check("events of one socket keep their order over Blob and text", async (t) => {
  const socket = await t.open();
  const kinds = (await t.echo(socket, "a", new Uint8Array(2), "b", new Blob(["xyz"]), "c")) as Wild[];
  return kinds.map((data) => (typeof data === "string" ? data : data.size));
});
check(
  "ids of timers of this window follow each other while a socket talks",
  async (t) => {
    const take = () => {
      const id = Number(setTimeout(() => {}));
      clearTimeout(id);
      return id;
    };
    const socket = await t.open();
    const first = take();
    await t.echo(socket, "a", "b");
    await t.pause(50);
    await t.echo(socket, "c");
    await t.pause(50);
    return take() - first;
  },
  { alone: true },
);
