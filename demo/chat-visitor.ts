import { once } from "node:events";
import { WebSocket } from "ws";
import { createLog } from "./log.ts";

/** A packet of the chat. Which fields it has depends on `type`: see README.md. */
export type Packet = Record<string, unknown> & { type: string };

/** A chat user without a browser, for tests and for a demo that nobody watches. */
type Visitor = {
  socket: WebSocket;
  /** What the server called this visitor in its first packet. */
  id: number;
  /** Every packet so far, in order. */
  packets: Packet[];
  /** Resolves with the first matching packet, whether here already or still to come. */
  heard(matches: (packet: Packet) => boolean): Promise<Packet>;
  say(text: string): void;
  rename(name: string): void;
  /** Closes with code 1000 and resolves when the server has answered. */
  leave(): Promise<void>;
};

/** Logs in under a name and resolves when the server has echoed that login, perhaps under another name. */
export async function visitChat(socketUrl: string, name: string): Promise<Visitor> {
  const socket = new WebSocket(socketUrl, "json");
  const heard = createLog<Packet>();
  socket.on("message", (data, isBinary) => {
    const packet = isBinary ? undefined : parsePacket(String(data));
    if (packet) heard.add(packet);
  });

  await once(socket, "open");
  const id = Number((await heard.until(({ type }) => type === "id")).id);
  const send = (packet: object) => socket.send(JSON.stringify(packet));
  const rename = (wanted: string) => send({ name: wanted, date: Date.now(), id, type: "username" });
  rename(name);
  await heard.until((packet) => packet.type === "username" && packet.id === id);

  return {
    socket,
    id,
    packets: heard.entries,
    heard: heard.until,
    rename,
    say: (text) => send({ text, type: "message", id, date: Date.now() }),
    async leave() {
      socket.close(1000);
      await once(socket, "close");
    },
  };
}

/** Tests make the server say anything at all: what is no JSON is no packet, and no reason to stop. */
function parsePacket(text: string): Packet | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
