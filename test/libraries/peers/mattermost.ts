/** World: Node. As much of Mattermost's server as its client needs: numbered events, and answers to numbered requests. */
import type { WebSocket } from "ws";
import { type Peer, speak } from "./peer.ts";

interface Request {
  action: string;
  seq: number;
}

const BROADCAST = { omit_users: null, user_id: "", channel_id: "c1", team_id: "", connection_id: "", omit_connection_id: "" }; // biome-ignore format: one row

const POST = {
  id: "p1",
  create_at: 1_795_355_000_123,
  user_id: "u2",
  channel_id: "c1",
  message: "hello ✓",
  type: "",
  pending_post_id: "u2:1795355000100",
};

function answer(
  send: (message: object) => void,
  tell: (event: string, data: object) => void,
  { action, seq }: Request,
): void {
  const reply = (data?: object) => send({ status: "OK", ...(data && { data }), seq_reply: seq });
  if (action === "ping") {
    reply({ node_id: "", server_time: 1_795_355_000_000, text: "pong", version: "11.9.0" });
    tell("status_change", { status: "online", user_id: "u1" });
  } else if (action === "get_statuses") reply({ u1: "online", u2: "away" });
  else if (action === "user_typing") {
    reply();
    tell("typing", { parent_id: "", user_id: "u2" });
    tell("posted", {
      channel_display_name: "Lobby",
      channel_name: "lobby",
      channel_type: "O",
      mentions: '["u1"]',
      post: JSON.stringify(POST),
      sender_name: "@bob",
      set_online: true,
      team_id: "t1",
    });
  } else if (action === "authentication_challenge") reply();
  else
    send({
      status: "FAIL",
      error: {
        id: "api.web_socket_router.bad_action.app_error",
        message: "Unknown action.",
        detailed_error: "",
        status_code: 400,
      },
      seq_reply: seq,
    });
}

export function startMattermost(): Promise<Peer> {
  return speak("/api/v4/websocket", [], (socket: WebSocket) => {
    let sequence = 0;
    const send = (message: object) => socket.send(JSON.stringify(message));
    const tell = (event: string, data: object) => {
      send({ event, data, broadcast: BROADCAST, seq: sequence });
      sequence += 1;
    };
    tell("hello", { connection_id: "k1", server_version: "11.9.0", server_hostname: "host" });
    socket.on("message", (text) => answer(send, tell, JSON.parse(String(text)) as Request));
  });
}
