/** World: Node. As much of a SignalR hub as its client needs, written with SignalR's own protocol packages: JSON and MessagePack. */
import {
  type CompletionMessage,
  type HubMessage,
  type IHubProtocol,
  type InvocationMessage,
  JsonHubProtocol,
  MessageType,
  type StreamItemMessage,
} from "@microsoft/signalr";
import { MessagePackHubProtocol } from "@microsoft/signalr-protocol-msgpack";
import { decode } from "@msgpack/msgpack";
import type { WebSocket } from "ws";
import { type Peer, speak } from "./peer.ts";

const END = "\u001e";

const completed = (invocationId: string, result: unknown): CompletionMessage => ({
  type: MessageType.Completion,
  invocationId,
  result,
});

interface Call {
  type: number;
  invocationId: string;
  target: string;
  args: unknown[];
}

/** A client's message. SignalR's own packages read what servers write only. */
function callOf(data: Buffer, isBinary: boolean): Call {
  if (isBinary) {
    const [type, , invocationId, target, args] = decode(data.subarray(1)) as [number, ...never[]];
    return { type, invocationId: invocationId ?? "", target: target ?? "", args: args ?? [] };
  }
  const call = JSON.parse(String(data).replace(END, "")) as Record<string, never>;
  const { type = 0, invocationId = "", target = "", arguments: args = [] } = call;
  return { type, invocationId, target, args };
}

/** What the hub says to one call. */
function answersTo({ type, invocationId, target, args }: Call): HubMessage[] {
  if (type === MessageType.StreamInvocation) {
    const items = [...Array(Number(args[0])).keys()].map(
      (item): StreamItemMessage => ({ type: MessageType.StreamItem, invocationId, item }),
    );
    return [...items, completed(invocationId, undefined)];
  }
  if (type !== MessageType.Invocation) return [];
  if (target === "add") return [completed(invocationId, Number(args[0]) + Number(args[1]))];
  if (target === "fail")
    return [{ type: MessageType.Completion, invocationId, error: "as you wish" } as CompletionMessage];
  const greeting: InvocationMessage = { type: MessageType.Invocation, target: "greeted", arguments: args };
  return [greeting];
}

export function startSignalR(): Promise<Peer> {
  return speak("/hub", [], (socket) => {
    socket.once("message", (handshake) => {
      const { protocol } = JSON.parse(String(handshake).replace(END, "")) as { protocol: string };
      socket.send(`{}${END}`);
      serve(socket, protocol === "json" ? new JsonHubProtocol() : new MessagePackHubProtocol());
    });
  });
}

function serve(socket: WebSocket, protocol: IHubProtocol): void {
  socket.on("message", (data: Buffer, isBinary) => {
    for (const answer of answersTo(callOf(data, isBinary))) socket.send(protocol.writeMessage(answer));
  });
}
