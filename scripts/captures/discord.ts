/** World: Node. A shard of @discordjs/ws at a gateway as discord.com/developers/docs describes it, in both transports. */
import { constants, createDeflate } from "node:zlib";
import { type Capture, load, type Send, tap, versionOf } from "./wire.ts";

const PACKAGE = "@discordjs/ws";
const BOT = { id: "1", username: "earshot", global_name: null, discriminator: "0", avatar: null, bot: true };
const NELLY = { id: "2", username: "nelly", global_name: "Nelly ✓", discriminator: "0", avatar: null };

const DISPATCHES: [event: string, data: object][] = [
  ["READY", { v: 10, user: BOT, guilds: [{ id: "41", unavailable: true }], session_id: "s", resume_gateway_url: "", shard: [0, 1], application: { id: "1", flags: 0 } }], // biome-ignore format: one row
  ["GUILD_MEMBER_ADD", { guild_id: "41", user: NELLY, roles: [], joined_at: "2026-11-22T12:00:00+00:00" }],
  ["TYPING_START", { channel_id: "7", guild_id: "41", user_id: "2", timestamp: 1795348800, member: { user: NELLY, roles: [] } }], // biome-ignore format: one row
  ["MESSAGE_CREATE", { id: "9", channel_id: "7", guild_id: "41", author: NELLY, content: "hello, hello, hello ✓", timestamp: "2026-11-22T12:00:01.500000+00:00", edited_timestamp: null, tts: false, mentions: [], attachments: [], embeds: [], type: 0 }], // biome-ignore format: one row
  ["GUILD_MEMBER_REMOVE", { guild_id: "41", user: NELLY }],
];

interface Dispatch {
  t: string;
  d: { user?: typeof NELLY; author?: typeof NELLY; member?: { user: typeof NELLY }; content?: string };
}

interface Shards {
  WebSocketManager: new (
    options: object,
  ) => {
    on(event: "dispatch", listener: (payload: Dispatch) => void): void;
    on(event: "heartbeat", listener: () => void): void;
    connect(): Promise<void>;
    destroy(): Promise<void>;
  };
  CompressionMethod: { ZlibNative: number };
}

const TYPES: Record<string, string> = {
  READY: "self",
  GUILD_MEMBER_ADD: "joined",
  TYPING_START: "typing",
  MESSAGE_CREATE: "message",
  GUILD_MEMBER_REMOVE: "left",
};

/** One zlib stream for all messages, with a sync flush behind each. */
function compressing(send: Send): Send {
  const stream = createDeflate();
  const parts: Buffer[] = [];
  stream.on("data", (part: Buffer) => parts.push(part));
  return (data) => {
    stream.write(data);
    stream.flush(constants.Z_SYNC_FLUSH, () => send(Buffer.concat(parts.splice(0))));
  };
}

/** Says hello, asks for a sign of life, and lets in who identifies. */
function gateway(send: Send): (data: string) => void {
  const say = (op: number, d: unknown, s: number | null = null, t: string | null = null) =>
    send(JSON.stringify({ t, s, op, d }));
  say(10, { heartbeat_interval: 41_250, _trace: ['["gateway-prd-1",{"micros":0.0}]'] });
  return (data) => {
    const { op } = JSON.parse(data) as { op: number };
    if (op === 1) say(11, null);
    if (op !== 2) return;
    for (const [index, [event, d]] of DISPATCHES.entries()) say(0, d, index + 1, event);
    say(1, null);
  };
}

async function capture(isCompressed: boolean): Promise<Capture> {
  const { WebSocketManager, CompressionMethod } = await load<Shards>(PACKAGE);
  const wire = await tap([], (send) => gateway(isCompressed ? compressing(send) : send));
  const limits = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
  const manager = new WebSocketManager({
    token: "secret",
    intents: 0,
    shardCount: 1,
    rest: { get: async () => ({ url: wire.url, shards: 1, session_start_limit: limits }) },
    compression: isCompressed ? CompressionMethod.ZlibNative : null,
  });
  const delivered: string[] = [];
  manager.on("dispatch", ({ t, d }) => {
    const user = d.author ?? d.member?.user ?? d.user;
    const who = user?.global_name ?? user?.username ?? "";
    delivered.push(`${TYPES[t]} ${who}: ${d.content ?? ""}`);
  });
  const beat = new Promise<void>((resolve) => manager.on("heartbeat", resolve));
  await manager.connect();
  await beat;
  await manager.destroy();
  await wire.close();
  const url = `wss://gateway.discord.gg${wire.asked.path}`;
  return { library: versionOf(PACKAGE), url, protocol: "", frames: wire.frames, delivered };
}

export const captureDiscord = () => capture(false);
export const captureDiscordZlib = () => capture(true);
