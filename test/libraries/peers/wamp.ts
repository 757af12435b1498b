/** World: Node. As much of a WAMP router as its client needs (wamp-proto.org), for one client, in each serialization. */
import { decode as fromMessagePack, encode as toMessagePack } from "@msgpack/msgpack";
import { decode as fromCbor, encode as toCbor } from "cborg";
import type { WebSocket } from "ws";
import { type Peer, speak } from "./peer.ts";

interface Format {
  read: (data: Buffer) => unknown;
  write: (message: unknown) => string | Uint8Array;
}

const FORMATS: Record<string, Format> = {
  "wamp.2.json": { read: (data) => JSON.parse(String(data)), write: (message) => JSON.stringify(message) },
  "wamp.2.msgpack": { read: fromMessagePack, write: toMessagePack },
  "wamp.2.cbor": { read: (data) => fromCbor(data), write: toCbor },
};

const ROLES = { broker: { features: {} }, dealer: { features: {} } };
/** The largest number that a session may have (2^53): it takes eight bytes. */
const SESSION = 2 ** 53;

type Message = [code: number, ...fields: unknown[]];

/** What a router that has one client says to it. */
class Router {
  #calls = 0;
  #asked = new Map<number, unknown>();
  #registered = false;

  answersTo([code, first, second, third, ...rest]: Message): Message[] {
    switch (code) {
      case 1:
        return [[2, SESSION, { roles: ROLES, authid: "ann" }]];
      case 6:
        return [[6, {}, "wamp.close.goodbye_and_out"]];
      case 16:
        return [
          [36, 7001, 9001, {}, ...rest],
          [17, first, 9001],
        ];
      case 32:
        return [[33, first, 7001]];
      case 34:
        return [[35, first]];
      case 48:
        return [this.#call(first, third, rest)];
      case 64:
        this.#registered = true;
        return [[65, first, 8001]];
      case 66:
        return [[67, first]];
      case 70:
        return [[50, this.#asked.get(Number(first)), {}, ...(third === undefined ? [] : [third]), ...rest]];
      default:
        return [[3, { message: `What is ${code}, ${second}?` }, "wamp.error.protocol_violation"]];
    }
  }

  #call(request: unknown, procedure: unknown, args: unknown[]): Message {
    if (procedure !== "com.example.add" || !this.#registered)
      return [8, 48, request, {}, "wamp.error.no_such_procedure", [`no ${procedure}`]];
    this.#calls += 1;
    this.#asked.set(this.#calls, request);
    return [68, this.#calls, 8001, {}, ...args];
  }
}

export function startWamp(): Promise<Peer> {
  return speak("/ws", Object.keys(FORMATS), (socket: WebSocket) => {
    const format = FORMATS[socket.protocol];
    const router = new Router();
    if (!format) return socket.close(1002);
    socket.on("message", (data: Buffer) => {
      for (const answer of router.answersTo(format.read(data) as Message)) socket.send(format.write(answer));
    });
  });
}
