/** World: Node. As much of Action Cable's server as its client needs: channels that confirm, reject, echo and hang up. */
import type { WebSocket } from "ws";
import { type Peer, speak } from "./peer.ts";

interface Command {
  command: string;
  identifier: string;
  data?: string;
}

function obey(send: (message: object) => void, { command, identifier, data = "{}" }: Command): void {
  const { channel } = JSON.parse(identifier) as { channel: string };
  if (command === "subscribe")
    send({ identifier, type: channel === "SecretChannel" ? "reject_subscription" : "confirm_subscription" });
  if (command !== "message") return;
  const { action, ...said } = JSON.parse(data) as { action: string };
  if (action === "leave") send({ type: "disconnect", reason: "remote", reconnect: false });
  else send({ identifier, message: { heard: action, ...said } });
}

export function startActionCable(): Promise<Peer> {
  return speak("/cable", ["actioncable-v1-json"], (socket: WebSocket) => {
    const send = (message: object) => socket.send(JSON.stringify(message));
    send({ type: "welcome" });
    send({ type: "ping", message: 1_795_355_000 });
    socket.on("message", (text) => obey(send, JSON.parse(String(text)) as Command));
  });
}
