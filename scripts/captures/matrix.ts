/**
 * World: Node. Events of matrix-js-sdk, which speaks HTTP: it makes them whole while they are sent (the “local echo”), and a
 * WebSocket carries them as bridges do.
 */
import { once } from "node:events";
import { WebSocket } from "ws";
import { type Capture, load, tap, versionOf } from "./wire.ts";

const PACKAGE = "matrix-js-sdk";
const USER = "@ann:example.org";
const ROOM = "!lobby:example.org";

interface MatrixEvent {
  status: string;
  toJSON(): object;
  getSender(): string;
  getContent(): { body: string };
}

interface Client {
  store: { storeRoom(room: object): void };
  sendTextMessage(room: string, text: string): Promise<unknown>;
  sendEmoteMessage(room: string, text: string): Promise<unknown>;
  sendNotice(room: string, text: string): Promise<unknown>;
  sendHtmlMessage(room: string, text: string, html: string): Promise<unknown>;
}

interface Sdk {
  createClient(options: object): Client;
  MemoryStore: new () => object;
  Room: new (
    id: string,
    client: Client,
    user: string,
    options: object,
  ) => {
    on(event: "Room.localEchoUpdated", listener: (event: MatrixEvent) => void): void;
  };
}

export async function captureMatrix(): Promise<Capture> {
  const { createClient, MemoryStore, Room } = await load<Sdk>(PACKAGE);
  // The bridge, that echoes each event.
  const wire = await tap([], (send) => send);
  const socket = new WebSocket(wire.url);
  await once(socket, "open");

  let events = 0;
  const fetchFn = async () => {
    events += 1;
    const body = JSON.stringify({ event_id: `$${events}` });
    return new Response(body, { headers: { "content-type": "application/json" } });
  };
  const client = createClient({ baseUrl: "http://homeserver", userId: USER, accessToken: "secret", store: new MemoryStore(), fetchFn }); // biome-ignore format: one row
  const room = new Room(ROOM, client, USER, { pendingEventOrdering: "detached" });
  client.store.storeRoom(room);
  const delivered: string[] = [];
  room.on("Room.localEchoUpdated", (event) => {
    if (event.status !== "sent") return;
    delivered.push(`message ${event.getSender()}: ${event.getContent().body}`);
    socket.send(JSON.stringify(event.toJSON()));
  });
  await client.sendTextMessage(ROOM, "hello ✓");
  await client.sendEmoteMessage(ROOM, "waves");
  await client.sendNotice(ROOM, "of a bot");
  await client.sendHtmlMessage(ROOM, "bold", "<b>bold</b>");
  while (wire.frames.length < 8) await new Promise((resolve) => setTimeout(resolve, 50));
  const url = "wss://bridge.example/";
  return { library: versionOf(PACKAGE), url, protocol: "", frames: wire.frames, delivered };
}
