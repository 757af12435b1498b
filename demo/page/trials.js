/** The buttons of "Try the protocol": each does one thing that a WebSocket can do or suffer. */
import { describeClose } from "./chat-client.js";

/** IANA keeps port 2 for a service that nobody runs, and browsers do not block it as they block port 1. */
const closedPortUrl = "ws://127.0.0.1:2/";

/** All trials by the name in a button's `data-try`. `onOutcome` gets what came of it, one line for each. */
export function createTrials({ chat, url, onOutcome }) {
  const at = (path) => new URL(path, url).href;

  /** A new socket, and one line about it when it has closed. */
  function tryNew(title, socketUrl, protocols = []) {
    const socket = new WebSocket(socketUrl, protocols);
    const seen = [];
    socket.addEventListener("open", () => seen.push("opened"));
    socket.addEventListener("error", () => seen.push("error event"));
    socket.addEventListener("close", (event) => {
      onOutcome(`${title}: ${[...seen, describeClose(event)].join(", ")}`);
    });
    return socket;
  }

  /** Something that throws, and one line with what it threw. */
  function tryThrowing(title, act) {
    try {
      act();
      onOutcome(`${title}: nothing was thrown`);
    } catch (error) {
      onOutcome(`${title}: ${error.name}: ${error.message}`);
    }
  }

  return {
    disconnect: () => chat.disconnect(),
    reconnect: () => chat.reconnect(),
    "send-blob": () => chat.sendBinary(new Blob(["A Blob: text that travels as binary."])),
    "send-array-buffer": () => chat.sendBinary(Uint8Array.from({ length: 256 }, (_, index) => index).buffer),
    "illegal-close": () => tryThrowing("Close with illegal code 1006", () => chat.disconnect(1006)),

    "wrong-subprotocol": () => tryNew("Wrong subprotocol", url, "no-such-protocol"),
    "closed-port": () => tryNew("Closed port", closedPortUrl),
    "invalid-url": () => tryThrowing("Invalid URL", () => new WebSocket("ws://[not-a-host/")),
    "early-send"() {
      const socket = new WebSocket(at("/echo"));
      socket.addEventListener("open", () => socket.close(1000, "Only tried to send early"));
      tryThrowing("Send before open", () => socket.send("Too early"));
    },
    "server-drop": () => tryNew("Server drops", at("/terminate")),
    "server-close": () => tryNew("Server closes", at("/close?code=4001&reason=You+asked+for+it")),
  };
}
