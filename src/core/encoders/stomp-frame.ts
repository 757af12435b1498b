/** World: all. A frame of STOMP 1.0, 1.1 or 1.2, with its headers escaped ("Value Encoding") and the NUL at its end. */
import { own, ownText } from "../decoders/json-shape.ts";
import { stomp } from "../decoders/stomp.ts";
import { utf8Length } from "../payload.ts";
import { type Encoder, nextNumber, type Seen, textOf } from "./encoder.ts";

const COMMANDS = [
  "SEND",
  "SUBSCRIBE",
  "UNSUBSCRIBE",
  "ACK",
  "NACK",
  "BEGIN",
  "COMMIT",
  "ABORT",
  "DISCONNECT",
];
const WITH_ID = new Set(["SUBSCRIBE", "UNSUBSCRIBE", "ACK", "NACK"]);
const WITH_DESTINATION = new Set(["SEND", "SUBSCRIBE"]);

function escaped(text: string, version: string): string {
  if (version === "v10.stomp") return text;
  const inner = text.replace(/\\/g, "\\\\").replace(/\n/g, "\\n").replace(/:/g, "\\c");
  return version === "v11.stomp" ? inner : inner.replace(/\r/g, "\\r");
}

function commandsOf({ messages }: Seen, command: string) {
  return messages.filter(({ direction, value }) => direction === "sent" && own(value, "command") === command);
}

/** The client's own prefix is kept: stompjs counts `sub-0`, `sub-1`. */
function nextSubscription(seen: Seen): string {
  const ids = commandsOf(seen, "SUBSCRIBE").map(({ value }) => ownText(value, "headers", "id") ?? "");
  const prefix = /^(.*?)\d+$/.exec(ids[0] ?? "sub-0")?.[1] ?? "sub-";
  const counts = ids.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
  return `${prefix}${nextNumber(counts, 0)}`;
}

export const stompFrame: Encoder = {
  title: "STOMP frame",
  format: stomp.name,
  fields: [
    { id: "command", label: "Command", kind: "choice", choices: COMMANDS },
    { id: "destination", label: "Destination", kind: "line", placeholder: "for SEND and SUBSCRIBE" },
    {
      id: "id",
      label: "Id",
      kind: "line",
      placeholder: "of a subscription or acknowledgement",
      isCounted: true,
    },
    { id: "headers", label: "More headers", kind: "lines", placeholder: "name:value, one a line" },
    { id: "body", label: "Body", kind: "lines" },
  ],
  propose(seen) {
    const last = commandsOf(seen, "SEND")[0]?.value;
    return {
      command: "SEND",
      destination: ownText(last, "headers", "destination") ?? "",
      id: nextSubscription(seen),
      headers: "",
      body: "",
    };
  },
  encode({ command = "SEND", destination = "", id = "", headers = "", body = "" }, { protocol }) {
    const pairs: [string, string][] = [];
    if (WITH_DESTINATION.has(command)) pairs.push(["destination", destination]);
    if (WITH_ID.has(command)) pairs.push(["id", id]);
    if (pairs.some(([, value]) => value === ""))
      return { problem: `${command} needs a ${pairs.find(([, value]) => value === "")?.[0]}.` };
    for (const line of headers.split("\n").filter((each) => each.trim() !== "")) {
      const colon = line.indexOf(":");
      if (colon < 1) return { problem: `“${line}” is no header: write name:value.` };
      pairs.push([line.slice(0, colon), line.slice(colon + 1)]);
    }
    if (/\0/.test(pairs.flat().join(""))) return { problem: "A header cannot hold NUL." };
    // What variables become is not counted yet; without a length a body goes up to its NUL.
    if (body !== "" && !body.includes("{{")) pairs.push(["content-length", String(utf8Length(body))]);
    const lines = pairs.map((pair) => pair.map((part) => escaped(part, protocol)).join(":"));
    return textOf(`${[command, ...lines].join("\n")}\n\n${body}\0`);
  },
};
