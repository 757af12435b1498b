/** World: Node. A real SockJS server that echoes, and closes when it is told to. */
import { createServer } from "node:http";
import { createServer as createSockJs } from "sockjs";
import { listen, type Peer } from "./peer.ts";

export async function startSockJs(): Promise<Peer> {
  const http = createServer();
  const echo = createSockJs({ prefix: "/echo", log: () => {} });
  echo.on("connection", (connection) => {
    connection.on("data", (text) => {
      if (text === "close me") connection.close("4002", "as you wish");
      else connection.write(text);
    });
  });
  echo.installHandlers(http);
  return listen(http, "http:/echo");
}
