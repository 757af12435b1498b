/** World: page. @microsoft/signalr: calls, one that fails, a stream and a call of the server's, in JSON and in MessagePack. */
import {
  HttpTransportType,
  HubConnectionBuilder,
  type IHubProtocol,
  JsonHubProtocol,
} from "@microsoft/signalr";
import { MessagePackHubProtocol } from "@microsoft/signalr-protocol-msgpack";
import { peer, said, say, scenario } from "./transcript.ts";

async function converse(protocol: IHubProtocol): Promise<void> {
  const { name } = protocol;
  const connection = new HubConnectionBuilder()
    .withUrl(peer.replace(/^ws/, "http"), { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .withHubProtocol(protocol)
    .build();
  connection.on("greeted", (...values) => say(name, "greeted", ...values));
  connection.onclose((error) => say(name, "closed", error ?? "without error"));
  await connection.start();
  say(name, "sum", await connection.invoke("add", 1, 2));
  await connection.invoke("fail").catch((error: unknown) => say(name, error));
  await connection.send("greet", "Ann ✓", 7);
  await said(`${name} greeted Ann ✓ 7`);
  await new Promise<void>((resolve) => {
    connection.stream("count", 3).subscribe({
      next: (item) => say(name, "item", item),
      error: (error) => say(name, error),
      complete: resolve,
    });
  });
  await connection.stop();
}

scenario(async () => {
  await converse(new JsonHubProtocol());
  await converse(new MessagePackHubProtocol());
});
