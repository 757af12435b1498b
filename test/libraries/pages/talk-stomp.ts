/** World: page. @stomp/stompjs that stays: what it sends comes back by its subscription. */
import { Client } from "@stomp/stompjs";
import { RETRY_MS, talk } from "./talk.ts";
import { peer } from "./transcript.ts";

talk(({ connected, gone, heard }) => {
  const destination = "/queue/a";
  const client = new Client({
    brokerURL: peer,
    reconnectDelay: RETRY_MS,
    heartbeatIncoming: 0,
    heartbeatOutgoing: 0,
    onConnect() {
      client.subscribe(destination, ({ body }) => heard(body));
      connected();
    },
    onWebSocketClose: gone,
  });
  client.activate();
  return (body) => client.publish({ destination, body });
});
