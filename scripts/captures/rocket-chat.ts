/**
 * World: Node. @rocket.chat/ddp-client at a server as developer.rocket.chat, "Realtime API" describes it. To install it, package.json
 * needs `"overrides": { "typia": "9.7.2" }` for the time being: its types depend on a patch that npm cannot read.
 */
import { WebSocket } from "ws";
import { type Capture, load, type Send, tap, versionOf } from "./wire.ts";

const PACKAGE = "@rocket.chat/ddp-client";
const ROOM = "GENERAL";
const TIME = { $date: Date.UTC(2026, 10, 22, 12) };

interface ChatMessage {
  msg: string;
  t?: string;
  u: { username: string };
}

interface Sdk {
  DDPSDK: {
    createAndConnect(url: string): Promise<{
      account: { loginWithToken(token: string): Promise<unknown> };
      stream(name: "room-messages", room: string, hear: (message: ChatMessage) => void): void;
      stream(name: "notify-room", key: string, hear: (who: string, does: string[]) => void): void;
      call(method: string, ...params: unknown[]): Promise<unknown>;
    }>;
  };
}

const said = (id: string, username: string, msg: string, t?: string) => ({
  msg: "changed",
  collection: "stream-room-messages",
  id: "id",
  fields: {
    eventName: ROOM,
    args: [{ _id: id, rid: ROOM, msg, ts: TIME, u: { _id: username, username, name: username }, _updatedAt: TIME, mentions: [], channels: [], ...(t && { t }) }], // biome-ignore format: one row
  },
});

const typing = {
  msg: "changed",
  collection: "stream-notify-room",
  id: "id",
  fields: { eventName: `${ROOM}/user-activity`, args: ["bob", ["user-typing"], {}] },
};

function answersTo(message: {
  msg: string;
  id: string;
  method: string;
  params: { _id: string; msg: string }[];
}): object[] {
  const { msg, id, method, params } = message;
  if (msg === "connect") return [{ msg: "connected", session: "s1" }, { msg: "ping" }];
  if (msg === "sub") return [{ msg: "ready", subs: [id] }];
  if (msg !== "method") return [];
  const done = { msg: "updated", methods: [id] };
  if (method === "login") {
    const result = { id: "ann", token: "secret", tokenExpires: TIME, type: "resume" };
    return [{ msg: "added", collection: "users", id: "ann", fields: { username: "ann" } }, { msg: "result", id, result }, done]; // biome-ignore format: one row
  }
  const [own] = params;
  if (method !== "sendMessage" || !own)
    return [{ msg: "result", id, error: { error: 404, reason: `Method '${method}' not found` } }, done];
  return [
    said(own._id, "ann", own.msg),
    { msg: "result", id, result: { _id: own._id } },
    done,
    said("m1", "bob", "bob", "uj"),
    typing,
    said("m2", "bob", "hello ✓"),
    said("m3", "bob", "bob", "ul"),
  ];
}

function server(send: Send): (data: string) => void {
  return (data) => {
    for (const answer of answersTo(JSON.parse(data))) send(JSON.stringify(answer));
  };
}

const TYPES: Record<string, string> = { uj: "joined", ul: "left" };

export async function captureRocketChat(): Promise<Capture> {
  const { DDPSDK } = await load<Sdk>(PACKAGE);
  Object.assign(globalThis, { WebSocket });
  const wire = await tap([], server);
  const sdk = await DDPSDK.createAndConnect(wire.url);
  await sdk.account.loginWithToken("secret");
  const delivered: string[] = [];
  const left = new Promise<void>((resolve) => {
    sdk.stream("room-messages", ROOM, ({ t = "", u, msg }) => {
      delivered.push(`${TYPES[t] ?? "message"} ${u.username}: ${msg}`);
      if (t === "ul") resolve();
    });
  });
  sdk.stream("notify-room", `${ROOM}/user-activity`, (who, [does]) => {
    if (does === "user-typing") delivered.push(`typing ${who}: `);
  });
  await sdk.call("sendMessage", { _id: "a1", rid: ROOM, msg: "hi ✓" });
  await left;
  await sdk.call("nothing").catch(() => {});
  const url = "wss://open.rocket.chat/websocket";
  return { library: versionOf(PACKAGE), url, protocol: "", frames: wire.frames, delivered };
}
