/** World: Node. As much of Meteor's server as its client needs (DDP.md): a method, one that fails, a publication, a ping. */
import type { WebSocket } from "ws";
import { type Peer, speak } from "./peer.ts";

interface Message {
  msg: string;
  id: string;
  method?: string;
  params?: unknown[];
}

const collection = "messages";
const NOON = { $date: Date.UTC(2026, 10, 21, 12) };

function answersToMethod({ id, method, params = [] }: Message): object[] {
  const updated = { msg: "updated", methods: [id] };
  if (method === "add") {
    const [a, b] = params.map(Number);
    return [{ msg: "result", id, result: (a ?? 0) + (b ?? 0) }, updated];
  }
  if (method === "say")
    return [
      { msg: "changed", collection, id: "m1", fields: { text: params[0], at: NOON } },
      { msg: "result", id },
      updated,
    ];
  const error = { isClientSafe: true, error: 404, reason: `Method '${method}' not found`, errorType: "Meteor.Error" }; // biome-ignore format: one row
  return [{ msg: "result", id, error }, updated];
}

function answersTo(message: Message): object[] {
  const { msg, id } = message;
  if (msg === "connect") return [{ msg: "connected", session: "s1" }, { msg: "ping" }];
  if (msg === "method") return answersToMethod(message);
  if (msg === "unsub")
    return [
      { msg: "nosub", id },
      { msg: "removed", collection, id: "m1" },
    ];
  if (msg !== "sub") return [];
  return [
    { msg: "added", collection, id: "m1", fields: { text: "first ✓", at: NOON } },
    { msg: "ready", subs: [id] },
  ];
}

export function startDdp(): Promise<Peer> {
  return speak("/websocket", [], (socket: WebSocket) => {
    // Servers of Meteor begin so, for clients of the time before version 1.
    socket.send(JSON.stringify({ server_id: "0" }));
    socket.on("message", (text) => {
      for (const answer of answersTo(JSON.parse(String(text)) as Message))
        socket.send(JSON.stringify(answer));
    });
  });
}
