/** World: Node. A STOMP 1.2 broker as small as can be: subscriptions, receipts and errors, no heart-beats, no transactions. */
import type { WebSocket } from "ws";
import { type HearingPeer, speak } from "./peer.ts";

interface Frame {
  command: string;
  headers: Record<string, string>;
  body: Buffer;
}

interface Subscription {
  socket: WebSocket;
  id: string;
  destination: string;
}

/** One frame a message, as the JavaScript client sends them. */
function parse(data: Buffer): Frame {
  const end = data.indexOf("\n\n");
  const [command = "", ...lines] = data.toString("utf8", 0, end).split("\n");
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]),
  );
  return { command, headers, body: data.subarray(end + 2, data.lastIndexOf(0)) };
}

function write(
  socket: WebSocket,
  command: string,
  headers: Record<string, string>,
  body: Buffer = Buffer.alloc(0),
): void {
  const lines = Object.entries({ ...headers, "content-length": body.length }).map((pair) => pair.join(":"));
  const frame = Buffer.concat([Buffer.from([command, ...lines, "", ""].join("\n")), body, Buffer.from([0])]);
  socket.send(frame, { binary: headers["content-type"] === "application/octet-stream" });
}

export async function startStomp(): Promise<HearingPeer> {
  const heard: string[] = [];
  let subscriptions: Subscription[] = [];
  let lastMessage = 0;

  function publish({ headers, body }: Frame): void {
    const { destination = "", receipt: _, "content-length": __, ...rest } = headers;
    lastMessage += 1;
    for (const { socket, id } of subscriptions.filter((one) => one.destination === destination))
      write(
        socket,
        "MESSAGE",
        { ...rest, destination, subscription: id, "message-id": `${lastMessage}` },
        body,
      );
  }

  function obey(socket: WebSocket, frame: Frame): void {
    const { command, headers } = frame;
    const { id = "", destination = "", receipt } = headers;
    if (command === "CONNECT") write(socket, "CONNECTED", { version: "1.2", "heart-beat": "0,0" });
    else if (command === "SUBSCRIBE") subscriptions.push({ socket, id, destination });
    else if (command === "UNSUBSCRIBE")
      subscriptions = subscriptions.filter((one) => one.socket !== socket || one.id !== id);
    else if (command === "SEND" && destination.startsWith("/forbidden"))
      write(socket, "ERROR", { message: "not allowed" }, Buffer.from("This queue takes nothing."));
    else if (command === "SEND") {
      heard.push(String(frame.body));
      publish(frame);
    }
    if (receipt !== undefined) write(socket, "RECEIPT", { "receipt-id": receipt });
    if (command === "DISCONNECT") socket.close();
  }

  const peer = await speak("/", ["v12.stomp", "v11.stomp"], (socket) => {
    socket.on("message", (data) => obey(socket, parse(data as Buffer)));
    socket.on("close", () => {
      subscriptions = subscriptions.filter((one) => one.socket !== socket);
    });
  });
  return { ...peer, heard };
}
