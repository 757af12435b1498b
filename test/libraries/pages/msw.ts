/** World: page. MSW puts a class of its own in the place of WebSocket: one address is mocked, one is passed on to the server. */
import { ws } from "msw";
import { setupWorker } from "msw/browser";
import { peer, said, say, scenario } from "./transcript.ts";

function connect(name: string, url: string): WebSocket {
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", (event) => say(name, event, socket.readyState));
  socket.onmessage = ({ data, origin }) => {
    say(name, "origin", origin);
    say(name, "message", data);
  };
  socket.onerror = (event) => say(name, event);
  // What a mocked socket dispatches is no CloseEvent of the browser's.
  socket.onclose = ({ type, code, reason, wasClean }) =>
    say(name, type, code, reason, wasClean, socket.readyState);
  return socket;
}

scenario(async () => {
  const mocked = ws.link(`${peer}mocked`);
  const real = ws.link(`${peer}real`);
  const worker = setupWorker(
    mocked.addEventListener("connection", ({ client }) => {
      client.addEventListener("message", ({ data }) => client.send(`mock of ${data}`));
    }),
    real.addEventListener("connection", ({ client, server }) => {
      server.connect();
      client.addEventListener("message", (event) => {
        if (event.data !== "kept back") return;
        event.preventDefault();
        server.send("instead");
      });
    }),
  );
  await worker.start({ quiet: true, onUnhandledRequest: "bypass" });

  const first = connect("mocked", `${peer}mocked`);
  await said("mocked Event open 1");
  first.send("never on the wire");
  await said("mocked message mock of never on the wire");
  first.close(4001, "mock over");
  await said("mocked close 4001 mock over true 3");

  const second = connect("real", `${peer}real`);
  await said("real Event open 1");
  second.send("on the wire ✓");
  await said("real message on the wire ✓");
  second.send(new Uint8Array([0, 1, 255]));
  await said("real message ArrayBuffer[0,1,255]");
  second.send("kept back");
  await said("real message instead");
  second.send("close 4002 as you wish");
  await said("real close 4002 as you wish true 3");

  worker.stop();
  const third = connect("native", peer);
  await said("native Event open 1");
  third.close(1000, "done");
  await said("native close 1000 done true 3");
});
