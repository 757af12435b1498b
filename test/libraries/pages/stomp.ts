/** World: page. @stomp/stompjs: subscriptions, text and bytes, receipts, an error of the broker. */
import { Client, type IFrame } from "@stomp/stompjs";
import { peer, said, say, scenario } from "./transcript.ts";

function newClient(name: string): Client {
  const client = new Client({
    brokerURL: peer,
    reconnectDelay: 0,
    heartbeatIncoming: 0,
    heartbeatOutgoing: 0,
    onConnect: ({ command, headers }) => say(name, command, headers.version, client.connected),
    onDisconnect: ({ command }) => say(name, "disconnected by", command),
    onStompError: ({ headers, body }: IFrame) => say(name, "error", headers.message, body),
    onWebSocketClose: (event) => say(name, event),
    onWebSocketError: (event) => say(name, event),
    onUnhandledReceipt: ({ headers }) => say(name, "unhandled receipt", headers["receipt-id"]),
    onChangeState: (state) => say(name, "state", state),
  });
  return client;
}

scenario(async () => {
  const client = newClient("client");
  client.activate();
  await said("client CONNECTED 1.2 true");

  const subscription = client.subscribe(
    "/queue/a",
    ({ body, binaryBody, headers: { "content-type": type } }) =>
      say("message", type, type === "text/plain" ? body : binaryBody),
  );
  client.publish({ destination: "/queue/a", body: "hello ✓", headers: { "content-type": "text/plain" } });
  await said("message text/plain hello ✓");
  client.publish({
    destination: "/queue/a",
    binaryBody: new Uint8Array([1, 0, 255]),
    headers: { "content-type": "application/octet-stream" },
  });
  await said("message application/octet-stream bytes[1,0,255]");
  client.watchForReceipt("receipt-1", () => say("receipt 1"));
  client.publish({ destination: "/queue/b", body: "nobody listens", headers: { receipt: "receipt-1" } });
  await said("receipt 1");
  subscription.unsubscribe();
  client.publish({ destination: "/queue/a", body: "too late", headers: { receipt: "receipt-2" } });
  await said("client unhandled receipt receipt-2");

  client.publish({ destination: "/forbidden", body: "?" });
  await said("client error not allowed This queue takes nothing.");
  await client.deactivate();
  say("deactivated", client.active, client.connected);
});
