/** World: all. What a client of MDN's sample chat says: with the id that the server gave it, and the time of sending. */
import { own } from "../decoders/json-shape.ts";
import { mdnChat } from "../decoders/mdn-chat.ts";
import { type Encoder, textOf } from "./encoder.ts";

export const chatMessage: Encoder = {
  title: "Chat message",
  format: mdnChat.name,
  fields: [
    { id: "type", label: "Type", kind: "choice", choices: ["message", "username"] },
    { id: "text", label: "Text", kind: "lines", placeholder: "what is said, or the name" },
    { id: "id", label: "Client id", kind: "line", isCounted: true },
  ],
  propose({ messages }) {
    const greeting = messages.find(
      ({ direction, value }) => direction === "received" && own(value, "type") === "id",
    );
    const anySent = messages.find(
      ({ direction, value }) => direction === "sent" && own(value, "id") !== undefined,
    );
    const id = own(greeting?.value ?? anySent?.value, "id");
    return { type: "message", text: "", id: id === undefined ? "" : String(id) };
  },
  encode({ type = "message", text = "", id = "" }) {
    if (!/^\d{1,15}$/.test(id))
      return { problem: "The client id is a number: the server gives it with “id”." };
    const said = `"${type === "message" ? "text" : "name"}":${JSON.stringify(text)}`;
    return textOf(`{${said},"type":${JSON.stringify(type)},"id":${id},"date":{{now}}}`);
  },
};
