/** World: page. Messages packed by @msgpack/msgpack and by cborg, and unpacked when they come back. */
import { decode as fromMessagePack, encode as toMessagePack } from "@msgpack/msgpack";
import { decode as fromCbor, encode as toCbor } from "cborg";
import { peer, say, scenario } from "./transcript.ts";

interface Codec {
  name: string;
  encode: (value: unknown) => Uint8Array;
  decode: (bytes: Uint8Array) => unknown;
}

const VALUES = [{ op: "hello", user: { id: 7, name: "Ann ✓" } }, [true, null, "three", { big: 2 ** 40 }]];

function exchange({ name, encode, decode }: Codec): Promise<void> {
  const socket = new WebSocket(peer);
  socket.binaryType = "arraybuffer";
  let left = VALUES.length;
  return new Promise((resolve) => {
    socket.onopen = () => {
      for (const value of VALUES) socket.send(encode(value) as Uint8Array<ArrayBuffer>);
    };
    socket.onmessage = ({ data }) => {
      say(name, JSON.stringify(decode(new Uint8Array(data as ArrayBuffer))));
      left -= 1;
      if (left > 0) return;
      socket.close();
      resolve();
    };
  });
}

scenario(async () => {
  await exchange({ name: "MessagePack", encode: toMessagePack, decode: fromMessagePack });
  await exchange({ name: "CBOR", encode: toCbor, decode: (bytes) => fromCbor(bytes) });
});
