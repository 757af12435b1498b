/** World: the page under test. WebSockets §3.1: `binaryType`, an enumeration that ignores what it does not know. */
import { section } from "../check.ts";
import { outcome } from "../describe.ts";

const check = section("binaryType", { onlyTop: true });

check("values it knows", (t) => {
  const socket = t.socket();
  return ["arraybuffer", "blob", "arraybuffer"].map((value) => {
    socket.binaryType = value;
    return socket.binaryType;
  });
});
check("values it does not know", (t) => {
  const socket = t.socket();
  return ["", "Blob", "ArrayBuffer", "text", null, undefined, 0, {}].map((value) => [
    outcome(() => {
      socket.binaryType = value;
    }),
    socket.binaryType,
  ]);
});
check("a symbol, and a conversion that throws", (t) => {
  const socket = t.socket();
  const bad = {
    toString() {
      throw new RangeError("mine");
    },
  };
  return [Symbol("x"), bad].map((value) => [
    outcome(() => {
      socket.binaryType = value;
    }),
    socket.binaryType,
  ]);
});
check("an object is converted once", (t) => {
  const socket = t.socket();
  let asked = 0;
  socket.binaryType = { toString: () => (asked++, "arraybuffer") };
  return [asked, socket.binaryType];
});
check("changed in a message handler, it counts for the next", async (t) => {
  const socket = await t.open();
  const seen: string[] = [];
  socket.addEventListener("message", ({ data }: MessageEvent) => {
    seen.push(Object.prototype.toString.call(data));
    socket.binaryType = "arraybuffer";
  });
  await t.echo(socket, new Uint8Array(1));
  await t.echo(socket, new Uint8Array(1));
  return seen;
});
check("can be set in every state", async (t) => {
  const socket = t.socket();
  const seen: unknown[] = [];
  const set = (value: string) => {
    socket.binaryType = value;
    seen.push([socket.readyState, socket.binaryType]);
  };
  set("arraybuffer");
  await t.event(socket, "open");
  set("blob");
  socket.close();
  set("arraybuffer");
  await t.event(socket, "close");
  set("blob");
  return seen;
});
check("text stays text", async (t) => {
  const socket = await t.open();
  socket.binaryType = "arraybuffer";
  return t.echo(socket, "text");
});
