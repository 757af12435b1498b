/** World: Node. As much of a Centrifugo server as its client needs, in the JSON protocol: one command or reply a line. */
import type { WebSocket } from "ws";
import { type Peer, speak } from "./peer.ts";

interface Command {
  id?: number;
  connect?: object;
  subscribe?: { channel: string };
  unsubscribe?: { channel: string };
  publish?: { channel: string; data: unknown };
  rpc?: { method: string; data: unknown };
}

export function startCentrifugo(): Promise<Peer> {
  const members = new Map<string, Set<WebSocket>>();

  function replyTo(socket: WebSocket, command: Command): object {
    const { connect, subscribe, unsubscribe, publish, rpc } = command;
    if (connect) return { connect: { client: "client-1", version: "0.0.0", ping: 25, pong: true } };
    if (subscribe?.channel === "secret") return { error: { code: 103, message: "permission denied" } };
    if (subscribe) {
      members.set(subscribe.channel, (members.get(subscribe.channel) ?? new Set()).add(socket));
      return { subscribe: {} };
    }
    if (unsubscribe) {
      members.get(unsubscribe.channel)?.delete(socket);
      return { unsubscribe: {} };
    }
    if (publish) {
      const push = JSON.stringify({ push: { channel: publish.channel, pub: { data: publish.data } } });
      for (const member of members.get(publish.channel) ?? []) member.send(push);
      return { publish: {} };
    }
    if (rpc?.method === "ping me") socket.send("{}");
    if (rpc) return { rpc: { data: { method: rpc.method, heard: rpc.data } } };
    return { error: { code: 107, message: "bad request" } };
  }

  return speak("/connection/websocket", [], (socket) => {
    socket.on("message", (data) => {
      const commands = String(data)
        .split("\n")
        .map((line) => JSON.parse(line) as Command);
      // An empty line is the pong that answers a ping.
      const replies = commands
        .filter(({ id }) => id !== undefined)
        .map((command) => JSON.stringify({ id: command.id, ...replyTo(socket, command) }));
      if (replies.length > 0) socket.send(replies.join("\n"));
    });
    socket.on("close", () => {
      for (const one of members.values()) one.delete(socket);
    });
  });
}
