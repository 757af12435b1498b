/** World: page. The Phoenix client that stays: pushes on a channel that it joins again by itself. */
import { Socket } from "phoenix";
import { RETRY_MS, talk } from "./talk.ts";
import { peer } from "./transcript.ts";

talk(({ connected, gone, heard }) => {
  const socket = new Socket(peer, { reconnectAfterMs: () => RETRY_MS });
  const lobby = socket.channel("room:lobby");
  socket.onClose(gone);
  socket.connect();
  lobby.join().receive("ok", connected);
  return (text) =>
    lobby
      .push("shout", { text })
      .receive("ok", (answer) => heard((answer as { heard: { text: string } }).heard.text));
});
