/** World: the page under test. WebIDL §3.2.26, WebSockets `send()`: buffers and views of every kind, and what is sent of them. */
import { section } from "../check.ts";
import { outcome } from "../describe.ts";
import type { Trial } from "../trial.ts";
import { NotHere } from "../trial.ts";
import type { Wild } from "../wild.ts";

const check = section("Buffers", { onlyTop: true });
const global = globalThis as Wild;

/** What comes back as numbers, for data made at the time of sending. `after` runs right after `send`. */
async function echoed(
  t: Trial,
  make: () => unknown,
  after: (data: Wild) => void = () => {},
): Promise<unknown> {
  const socket = await t.open();
  socket.binaryType = "arraybuffer";
  const heard = t.event(socket, "message");
  const data = make();
  const sent = outcome(() => socket.send(data));
  const { bufferedAmount } = socket;
  after(data);
  if (!sent.startsWith("returned")) return [sent, bufferedAmount];
  const { data: answer } = await heard;
  return [bufferedAmount, typeof answer === "string" ? answer : [...new Uint8Array(answer)]];
}

const bytes = () => new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);

check("ArrayBuffer", (t) => echoed(t, () => bytes().buffer));
for (const name of [
  "Int8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint32Array",
  "Float16Array",
  "Float32Array",
  "Float64Array",
  "BigInt64Array",
  "BigUint64Array",
])
  check(name, (t) => {
    if (!global[name]) throw new NotHere(name);
    return echoed(t, () => new global[name](bytes().buffer));
  });
check("DataView", (t) => echoed(t, () => new DataView(bytes().buffer, 2, 3)));
check("a part of a buffer", (t) => echoed(t, () => bytes().subarray(3, 6)));
check("an empty part at the end", (t) => echoed(t, () => bytes().subarray(8)));
check("a subclass of Uint8Array with own length and buffer", (t) =>
  echoed(t, () =>
    Object.defineProperties(bytes(), {
      length: { value: 1 },
      byteLength: { value: 1 },
      byteOffset: { value: 7 },
      buffer: { value: null },
    }),
  ),
);
check("a view with another prototype", (t) =>
  echoed(t, () => Object.setPrototypeOf(bytes(), { toString: () => "not asked" })),
);
check("a view with toString and an iterator of its own", (t) =>
  echoed(t, () =>
    Object.assign(bytes(), { toString: () => "not asked", [Symbol.iterator]: () => [][Symbol.iterator]() }),
  ),
);
check("an object that only looks like a view", (t) =>
  echoed(t, () => ({ buffer: new ArrayBuffer(1), byteLength: 1, byteOffset: 0, toString: () => "text" })),
);
check("changed right after send", (t) => echoed(t, bytes, (data) => data.fill(9)));
check("transferred right after send", (t) =>
  echoed(t, bytes, (data) => structuredClone(data.buffer, { transfer: [data.buffer] })),
);
check("still attached and unchanged after send", async (t) => {
  const socket = await t.open();
  const data = bytes();
  socket.send(data);
  socket.send(data.buffer);
  return [[...data], data.buffer.byteLength, outcome(() => data.buffer.transfer().byteLength)];
});
check("detached", (t) =>
  echoed(t, () => {
    const data = bytes().buffer;
    data.transfer();
    return data;
  }),
);
check("a view of a detached buffer", (t) =>
  echoed(t, () => {
    const data = bytes();
    data.buffer.transfer();
    return data;
  }),
);
check("a DataView of a detached buffer", (t) =>
  echoed(t, () => {
    const data = new DataView(bytes().buffer);
    data.buffer.transfer();
    return data;
  }),
);
check("a resizable buffer", (t) => echoed(t, () => new ArrayBuffer(4, { maxByteLength: 8 })));
check("a view of a resizable buffer", (t) =>
  echoed(t, () => new Uint8Array(new ArrayBuffer(4, { maxByteLength: 8 }))),
);
check("a view that follows a buffer that grew", (t) =>
  echoed(t, () => {
    const buffer = new ArrayBuffer(2, { maxByteLength: 8 });
    const view = new Uint8Array(buffer);
    buffer.resize(5);
    return view.fill(3);
  }),
);
check("a view beyond a buffer that shrank", (t) =>
  echoed(t, () => {
    const buffer = new ArrayBuffer(8, { maxByteLength: 8 });
    const view = new Uint8Array(buffer, 4, 4);
    buffer.resize(2);
    return view;
  }),
);
check("a DataView beyond a buffer that shrank", (t) =>
  echoed(t, () => {
    const buffer = new ArrayBuffer(8, { maxByteLength: 8 });
    const view = new DataView(buffer, 4, 4);
    buffer.resize(2);
    return view;
  }),
);
check("a shared buffer, and a view of one", async (t) => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  return [await echoed(t, () => new Uint8Array(memory.buffer, 0, 2)), await echoed(t, () => memory.buffer)];
});
check("memory of WebAssembly", (t) =>
  echoed(t, () => new Uint8Array(new WebAssembly.Memory({ initial: 1 }).buffer, 0, 2)),
);
check("an immutable buffer", (t) => {
  const { transferToImmutable } = ArrayBuffer.prototype as Wild;
  if (!transferToImmutable) throw new NotHere("ArrayBuffer.prototype.transferToImmutable");
  return echoed(t, () => transferToImmutable.call(bytes().buffer));
});
check("of another realm", async (t) => {
  const realm = await t.realm();
  return [
    await echoed(t, () => new realm.Uint8Array([1, 2])),
    await echoed(t, () => new realm.ArrayBuffer(2)),
    await echoed(t, () => new realm.DataView(new realm.ArrayBuffer(3), 1)),
    await echoed(t, () => new realm.Blob(["ab"])),
    await echoed(t, () => new realm.String("text")),
  ];
});
check("many views of one buffer that changes in between", async (t) => {
  const socket = await t.open();
  socket.binaryType = "arraybuffer";
  const view = new Uint8Array(3);
  const heard: number[][] = [];
  const done = new Promise<void>((resolve) => {
    socket.addEventListener("message", ({ data }: MessageEvent) => {
      if (heard.push([...new Uint8Array(data)]) === 4) resolve();
    });
  });
  for (let i = 0; i < 4; i++) socket.send(view.fill(i));
  await done;
  return heard;
});
check("300,000 bytes", async (t) => {
  const socket = await t.open();
  socket.binaryType = "arraybuffer";
  const data = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
  const heard = t.event(socket, "message");
  socket.send(data);
  data.fill(0);
  const answer = new Uint8Array((await heard).data);
  return [answer.length, answer.every((byte, i) => byte === i % 251)];
});
check("a Blob that is closed over by a File, by slices and by type", async (t) => {
  const socket = await t.open();
  const [heard] = (await t.echo(socket, new File(["file"], "name.txt", { type: "text/plain" }))) as [Blob];
  return [heard, heard.type, heard.size, await heard.text(), "name" in heard];
});
