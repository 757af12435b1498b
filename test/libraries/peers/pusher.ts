/** World: Node. As much of a Pusher server as its client needs: public and presence channels, client events, errors. */
import type { WebSocket } from "ws";
import { type Peer, speak } from "./peer.ts";

interface PusherEvent {
  event: string;
  channel?: string;
  data?: unknown;
}

/** The data of the server's own events is JSON within JSON. */
function tell(socket: WebSocket, event: string, data: unknown, channel?: string): void {
  socket.send(JSON.stringify({ event, ...(channel && { channel }), data: JSON.stringify(data) }));
}

function presence(channelData: string): object {
  const { user_id: id, user_info: info } = JSON.parse(channelData) as { user_id: string; user_info: unknown };
  return { presence: { count: 1, ids: [id], hash: { [id]: info } } };
}

export function startPusher(): Promise<Peer> {
  const members = new Map<string, Set<WebSocket>>();
  let sockets = 0;

  function subscribe(
    socket: WebSocket,
    data: { channel: string; auth?: string; channel_data?: string },
  ): void {
    const { channel, auth, channel_data: channelData } = data;
    if (channel.startsWith("private-") && auth !== "key:signature") {
      tell(
        socket,
        "pusher:subscription_error",
        { type: "AuthError", error: "bad signature", status: 401 },
        channel,
      );
      return;
    }
    members.set(channel, (members.get(channel) ?? new Set()).add(socket));
    tell(socket, "pusher_internal:subscription_succeeded", channelData ? presence(channelData) : {}, channel);
    tell(socket, "greeting", { text: `Welcome to ${channel}` }, channel);
  }

  function obey(socket: WebSocket, { event, channel = "", data }: PusherEvent): void {
    if (event === "pusher:ping") tell(socket, "pusher:pong", {});
    else if (event === "pusher:subscribe") subscribe(socket, data as { channel: string });
    else if (event === "pusher:unsubscribe")
      members.get((data as { channel: string }).channel)?.delete(socket);
    else if (event.startsWith("client-"))
      for (const other of members.get(channel) ?? []) tell(other, "relayed", { event, data }, channel);
    else
      socket.send(
        JSON.stringify({ event: "pusher:error", data: { code: 4301, message: `What is ${event}?` } }),
      );
  }

  return speak("/", [], (socket) => {
    sockets += 1;
    tell(socket, "pusher:connection_established", { socket_id: `1.${sockets}`, activity_timeout: 120 });
    socket.on("message", (data) => obey(socket, JSON.parse(String(data)) as PusherEvent));
    socket.on("close", () => {
      for (const one of members.values()) one.delete(socket);
    });
  });
}
