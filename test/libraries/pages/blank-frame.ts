/** World: page. Takes WebSocket from an empty frame of its own, as pages do that want it unpatched. */
import { peer, said, say, scenario } from "./transcript.ts";

type FrameWindow = Window & typeof globalThis;

function tell(name: string, socket: WebSocket): void {
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", () => say(name, "open", socket.readyState, socket.protocol));
  // The bytes are of the frame's realm, so that the page's `instanceof` does not know them.
  socket.onmessage = ({ data }) =>
    say(name, "message", typeof data === "string" ? data : new Uint8Array(data), data instanceof ArrayBuffer);
  socket.onerror = ({ type }) => say(name, type);
  socket.onclose = ({ code, reason, wasClean }) => say(name, "close", code, reason, wasClean);
}

scenario(async () => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const { WebSocket: Fresh, DOMException: FreshException } = frame.contentWindow as FrameWindow;
  const socket = new Fresh(peer, ["other", "echo"]);
  say("fresh", socket instanceof Fresh, socket instanceof WebSocket, Fresh === WebSocket);
  say("names", Fresh.name, Fresh.length, String(Fresh), String(Fresh.prototype.send));
  tell("fresh", socket);
  await said("fresh open 1 echo");
  socket.send("hello ✓");
  await said("fresh message hello ✓ false");
  Fresh.prototype.send.call(socket, new Uint8Array([0, 1, 255]));
  await said("fresh message bytes[0,1,255] false");
  try {
    new Fresh("ftp://127.0.0.1/");
  } catch (error) {
    const { name } = error as DOMException;
    say("refused", name, error instanceof DOMException, error instanceof FreshException);
  }
  for (const text of ["one", "two", "close 4000 enough"]) socket.send(text);
  await said("fresh close 4000 enough true");

  class Mine extends Fresh {
    override send(data: string): void {
      super.send(`mine: ${data}`);
    }
  }
  const mine = new Mine(peer, "echo");
  say("mine", mine instanceof Mine, mine instanceof Fresh, mine.constructor.name);
  tell("mine", mine);
  await said("mine open 1 echo");
  mine.send("hello");
  await said("mine message mine: hello false");
  Fresh.prototype.close.call(mine, 1000);
  await said("mine close 1000  true");
});
