/** World: all. An event of Socket.IO, protocol 3 to 5, in a message of Engine.IO. */

import { own, ownText } from "../decoders/json-shape.ts";
import { socketIo } from "../decoders/socket-io.ts";
import { type Encoder, jsonProblem, nextNumber, type Seen, textOf } from "./encoder.ts";

const sentEvents = ({ messages }: Seen) =>
  messages.filter(({ direction, value }) => direction === "sent" && own(value, "packet") === "event");

function nextAckId(seen: Seen, namespace: string): string {
  const same = sentEvents(seen).filter(({ value }) => own(value, "namespace") === namespace);
  return String(
    nextNumber(
      same.map(({ value }) => own(value, "id")),
      0,
    ),
  );
}

export const socketIoEvent: Encoder = {
  title: "Socket.IO event",
  format: socketIo.name,
  fields: [
    { id: "namespace", label: "Namespace", kind: "line" },
    { id: "event", label: "Event", kind: "line" },
    { id: "args", label: "Arguments", kind: "lines", placeholder: '"text", {"a": 1}' },
    { id: "answer", label: "Answer", kind: "choice", choices: ["not wanted", "wanted"] },
    { id: "ackId", label: "Ack id", kind: "line", isCounted: true },
  ],
  propose(seen, written) {
    const last = sentEvents(seen)[0]?.value;
    const namespace = written.namespace ?? ownText(last, "namespace") ?? "/";
    return {
      namespace,
      event: ownText(last, "event") ?? "message",
      args: "",
      answer: "not wanted",
      ackId: nextAckId(seen, namespace),
    };
  },
  encode({ namespace = "/", event = "", args = "", answer, ackId = "" }) {
    const list = args.trim() === "" ? JSON.stringify([event]) : `[${JSON.stringify(event)},${args.trim()}]`;
    const problem = jsonProblem("Arguments", list);
    if (problem) return { problem };
    if (!/^\/[^,]*$/.test(namespace)) return { problem: "A namespace begins with / and has no comma." };
    if (answer === "wanted" && !/^\d{1,15}$/.test(ackId)) return { problem: "An ack id is a whole number." };
    const place = namespace === "/" ? "" : `${namespace},`;
    return textOf(`42${place}${answer === "wanted" ? ackId : ""}${list}`);
  },
};
