/** World: page. socket.io-client that stays: acknowledged events. */
import { io } from "socket.io-client";
import { RETRY_MS, talk } from "./talk.ts";
import { peer } from "./transcript.ts";

talk(({ connected, gone, heard }) => {
  const socket = io(peer, {
    transports: ["websocket"],
    reconnectionDelay: RETRY_MS,
    reconnectionDelayMax: RETRY_MS,
  });
  socket.on("connect", connected);
  socket.on("disconnect", gone);
  return (word) => socket.emit("echo", word, heard);
});
