/** World: page. rpc-websockets that stays: a call for each word. */
import { Client } from "rpc-websockets";
import { RETRY_MS, talk } from "./talk.ts";
import { peer } from "./transcript.ts";

talk(({ connected, gone, heard }) => {
  const client = new Client(peer, { reconnect_interval: RETRY_MS, max_reconnects: 0 });
  client.on("open", connected);
  client.on("close", gone);
  return (word) => client.call("echo", [word]).then((answer) => heard(answer as string));
});
