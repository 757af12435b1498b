/** World: Node. As much of a Phoenix channel server as its client needs: serializer 2.0.0, binary included. */
import type { WebSocket } from "ws";
import { type HearingPeer, speak } from "./peer.ts";

type Message = [joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown];

const PUSH = 0;
const REPLY = 1;
const BROADCAST = 2;

/** A binary push: kind, four lengths, the four texts, then the payload. */
function readPush(data: Buffer): { texts: string[]; payload: Buffer } {
  let offset = 5;
  const texts = [...data.subarray(1, 5)].map((length) => {
    offset += length;
    return data.toString("utf8", offset - length, offset);
  });
  return { texts, payload: data.subarray(offset) };
}

/** A binary reply or broadcast: kind, the lengths, the texts, then the payload. */
function binary(kind: typeof REPLY | typeof BROADCAST, texts: readonly string[], payload: Buffer): Buffer {
  const parts = texts.map((text) => Buffer.from(text));
  return Buffer.concat([Buffer.from([kind, ...parts.map(({ length }) => length)]), ...parts, payload]);
}

export async function startPhoenix(): Promise<HearingPeer> {
  const heard: string[] = [];
  const members = new Map<string, Map<WebSocket, string | null>>();

  function join(
    socket: WebSocket,
    topic: string,
    joinRef: string | null,
  ): { status: string; response: object } {
    if (topic === "room:secret") return { status: "error", response: { reason: "unauthorized" } };
    members.set(topic, (members.get(topic) ?? new Map()).set(socket, joinRef));
    return { status: "ok", response: { joined: topic } };
  }

  function broadcast(topic: string, event: string, payload: unknown): void {
    const message: Message = [null, null, topic, event, payload];
    for (const member of members.get(topic)?.keys() ?? []) member.send(JSON.stringify(message));
  }

  function obey(socket: WebSocket, [joinRef, ref, topic, event, payload]: Message): void {
    const send = (...message: Message) => socket.send(JSON.stringify(message));
    const reply = (answer: { status: string; response: object }) =>
      send(joinRef, ref, topic, "phx_reply", answer);
    if (event === "phx_join") reply(join(socket, topic, joinRef));
    else if (event === "shout") {
      heard.push((payload as { text: string }).text);
      broadcast(topic, "shouted", payload);
      reply({ status: "ok", response: { heard: payload } });
    } else if (event === "fail") reply({ status: "error", response: { reason: "as you wish" } });
    else if (event === "crash") send(joinRef, joinRef, topic, "phx_error", {});
    else reply({ status: "ok", response: {} });
    if (event === "phx_leave") {
      members.get(topic)?.delete(socket);
      send(joinRef, joinRef, topic, "phx_close", {});
    }
  }

  function obeyBinary(socket: WebSocket, data: Buffer): void {
    if (data[0] !== PUSH) return;
    const { texts, payload } = readPush(data);
    const [joinRef = "", ref = "", topic = ""] = texts;
    socket.send(binary(BROADCAST, [topic, "bytes"], payload));
    socket.send(binary(REPLY, [joinRef, ref, topic, "ok"], payload));
  }

  const peer = await speak("/socket", [], (socket) => {
    socket.on("message", (data, isBinary) => {
      if (isBinary) obeyBinary(socket, data as Buffer);
      else obey(socket, JSON.parse(String(data)) as Message);
    });
    socket.on("close", () => {
      for (const one of members.values()) one.delete(socket);
    });
  });
  return { ...peer, heard };
}
