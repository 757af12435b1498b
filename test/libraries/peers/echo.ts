/** World: Node. Says everything back, and leaves when it is told to. */
import { type Peer, speak } from "./peer.ts";

/** Text "terminate" drops the connection without a word; "close 4001 why" closes it with code and reason. */
export function startEcho(): Promise<Peer> {
  return speak("/", ["echo"], (socket) => {
    socket.on("message", (data, isBinary) => {
      const text = isBinary ? "" : String(data);
      const [, code, reason] = /^close (\d+) (.*)$/.exec(text) ?? [];
      if (text === "terminate") socket.terminate();
      else if (code) socket.close(Number(code), reason);
      else socket.send(data, { binary: isBinary });
    });
  });
}
