/** World: Node. @slack/rtm-api at a server as docs.slack.dev, "Legacy: RTM API" describes it. */
import { createServer } from "node:http";
import { listen } from "../../test/libraries/peers/peer.ts";
import { type Capture, load, type Send, tap, versionOf } from "./wire.ts";

const PACKAGE = "@slack/rtm-api";

interface Event {
  user: string;
  text?: string;
}

interface Rtm {
  RTMClient: new (
    token: string,
    options: object,
  ) => {
    on(event: string, listener: (event: Event) => void): void;
    start(): Promise<unknown>;
    sendMessage(text: string, channel: string): Promise<unknown>;
    sendTyping(channel: string): Promise<unknown>;
  };
}

const TYPES: Record<string, string> = {
  member_joined_channel: "joined",
  user_typing: "typing",
  message: "message",
  member_left_channel: "left",
};

/** Greets, answers by number, and lets a colleague come, type, speak and go. */
function server(send: Send): (data: string) => void {
  const say = (message: object) => send(JSON.stringify(message));
  say({ type: "hello", fast_reconnect: false, region: "eu-central-1", start: true, host_id: "gs-1" });
  return (data) => {
    const { type, id, text, channel } = JSON.parse(data) as Record<string, string>;
    if (type === "ping") say({ type: "pong", reply_to: id });
    if (type !== "message") return;
    if (channel === "C0") {
      say({ ok: false, reply_to: id, error: { code: 2, msg: "channel not found" } });
      return;
    }
    say({ ok: true, reply_to: id, ts: "1795348800.000100", text });
    say({ type: "member_joined_channel", user: "U2", channel, channel_type: "C", team: "T1", event_ts: "1795348800.000200", ts: "1795348800.000200" }); // biome-ignore format: one row
    say({ type: "user_typing", channel, id: 1, user: "U2" });
    say({ type: "message", channel, user: "U2", text: "hello &amp; ✓", ts: "1795348801.000300", team: "T1", client_msg_id: "m", source_team: "T1", event_ts: "1795348801.000300" }); // biome-ignore format: one row
    say({ type: "member_left_channel", user: "U2", channel, channel_type: "C", team: "T1", event_ts: "1795348802.000400" }); // biome-ignore format: one row
  };
}

/** The Web API's one answer: where to connect. */
function startWebApi(url: string) {
  const answer = JSON.stringify({ ok: true, url, self: { id: "U1", name: "ann" }, team: { id: "T1", name: "t", domain: "t" } }); // biome-ignore format: one row
  return listen(
    createServer((_, response) => response.setHeader("content-type", "application/json").end(answer)),
    "http:/api/",
  );
}

export async function captureSlack(): Promise<Capture> {
  const { RTMClient } = await load<Rtm>(PACKAGE);
  const wire = await tap([], server);
  const { url: slackApiUrl } = await startWebApi(wire.url);
  const client = new RTMClient("xoxb-secret", { slackApiUrl, autoReconnect: false, clientPingTimeout: 300, serverPongTimeout: 200 }); // biome-ignore format: one row
  const delivered: string[] = [];
  for (const [event, type] of Object.entries(TYPES))
    client.on(event, ({ user, text = "" }) => delivered.push(`${type} ${user}: ${text}`));
  const greeted = new Promise<unknown>((resolve) => client.on("ready", resolve));
  await client.start();
  await greeted;
  await client.sendTyping("C1");
  await client.sendMessage("hi ✓", "C1");
  await client.sendMessage("nobody hears", "C0").catch(() => {});
  while (!wire.frames.some(({ text }) => text?.includes('"pong"')))
    await new Promise((resolve) => setTimeout(resolve, 50));
  // It is not told to disconnect: 7.0.4 then cancels replies that it never waited for. The process ends.
  const url = "wss://wss-primary.slack.com/websocket/token";
  return { library: versionOf(PACKAGE), url, protocol: "", frames: wire.frames, delivered };
}
