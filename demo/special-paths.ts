import type { Connection } from "./connection.ts";
import type { Answer } from "./handshake.ts";

/** Every path on which the server misbehaves, or behaves, on purpose. README.md says the same in words. */
export const specialPaths: Record<string, Answer> = {
  "/echo": { outcome: "accepted", begin: echo },

  "/close": {
    outcome: "accepted",
    begin({ socket }, query) {
      const code = query.get("code");
      if (code === null) socket.close();
      else socket.close(Number(code), query.get("reason") ?? "");
    },
  },

  "/terminate": {
    outcome: "accepted",
    begin({ socket }) {
      // A drop in the same breath as the handshake robs Firefox of "open": a pong proves that it was heard.
      socket.on("pong", () => socket.terminate());
      socket.ping();
    },
  },

  "/flood": {
    outcome: "accepted",
    begin(connection, query) {
      const count = Number(query.get("count") ?? 1000);
      const size = Number(query.get("size") ?? 32);
      for (let index = 1; index <= count; index++) connection.send(`${index} `.padEnd(size, "."));
      echo(connection);
    },
  },

  "/silent": {
    outcome: "accepted",
    begin({ socket }) {
      // `ws` answers a close frame by calling this method, and has no option for keeping quiet.
      socket.close = () => {};
    },
  },

  "/refuse": { outcome: "refused", status: 403, why: "This path refuses every WebSocket." },

  "/pending": { outcome: "unanswered" },
};

function echo(connection: Connection): void {
  connection.onMessage((data) => connection.send(data));
}
