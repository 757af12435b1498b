/**
 * World: Node. Writes what a real client puts on the wire to src/core/decoders/captured/NAME.json, for clients that run in Node
 * only or bring too much to be kept installed. Usage: npm install --no-save PACKAGE && npx tsx scripts/capture.ts NAME
 */
import { writeFileSync } from "node:fs";
import { captureDiscord, captureDiscordZlib } from "./captures/discord.ts";
import { captureIrc } from "./captures/irc.ts";
import { captureMatrix } from "./captures/matrix.ts";
import { captureRocketChat } from "./captures/rocket-chat.ts";
import { captureSlack } from "./captures/slack.ts";

const captures = new Map(
  Object.entries({
    discord: captureDiscord,
    "discord-zlib": captureDiscordZlib,
    irc: captureIrc,
    matrix: captureMatrix,
    "rocket-chat": captureRocketChat,
    slack: captureSlack,
  }),
);

const [name = ""] = process.argv.slice(2);
const run = captures.get(name);
if (!run)
  throw new Error(`There is no capture “${name}”. Choose one of: ${[...captures.keys()].join(", ")}.`);
const { library, frames, ...rest } = await run();
const path = `src/core/decoders/captured/${name}.json`;
writeFileSync(path, `${JSON.stringify({ library, ...rest, frames }, undefined, 2)}\n`);
console.log(`Wrote ${frames.length} messages of ${library} to ${path}`);
process.exit();
