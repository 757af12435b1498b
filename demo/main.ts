/** Starts the demo chat and stays up. Usage: npm run demo (PORT=8080 npm run demo takes another port) */
import { startChatServer } from "./chat-server.ts";

/** The port of MDN's sample server, so that clients written for it find ours. */
const samplePort = 6502;
const port = Number(process.env.PORT ?? samplePort);

async function startAtPort() {
  try {
    return await startChatServer({ port, keepLog: false });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    console.log(`Port ${port} is taken, so the chat is on another one.`);
    return startChatServer({ keepLog: false });
  }
}

const server = await startAtPort();
console.log(`Chat:    ${server.url}   (WebSocket: ${server.socketUrl}, subprotocol "json")`);
console.log("To see two users talk, open one window for each:");
console.log(`         ${server.url}?name=Ann`);
console.log(`         ${server.url}?name=Bob`);
console.log("Press Ctrl+C to stop.");
