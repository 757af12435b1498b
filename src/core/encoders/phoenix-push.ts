/** World: all. A push on a channel of Phoenix: with the ref of its join, and the next ref of the socket. */
import { own, ownText } from "../decoders/json-shape.ts";
import { queryValue } from "../decoders/opening-parts.ts";
import { phoenix } from "../decoders/phoenix.ts";
import { type Encoder, jsonProblem, nextNumber, type Seen, textOf } from "./encoder.ts";

const sent = ({ messages }: Seen) =>
  messages.filter(({ direction }) => direction === "sent").map(({ value }) => value);

/** Of the newest join of the topic that was not left. */
function joinRefOf(seen: Seen, topic: string): string | undefined {
  for (const value of sent(seen)) {
    if (own(value, "topic") !== topic) continue;
    const event = own(value, "event");
    if (event === "phx_leave") return undefined;
    const ref = ownText(value, "join_ref") ?? (event === "phx_join" ? ownText(value, "ref") : undefined);
    if (ref !== undefined) return ref;
  }
  return undefined;
}

export const phoenixPush: Encoder = {
  title: "Phoenix push",
  format: phoenix.name,
  fields: [
    { id: "topic", label: "Topic", kind: "line" },
    { id: "event", label: "Event", kind: "line" },
    { id: "payload", label: "Payload", kind: "lines", placeholder: '{"a": 1}' },
    { id: "ref", label: "Ref", kind: "line", isCounted: true },
  ],
  propose(seen) {
    const topics = sent(seen).map((value) => ownText(value, "topic"));
    const topic = topics.find((each) => each !== undefined && each !== "phoenix") ?? "";
    const refs = sent(seen).map((value) => own(value, "ref"));
    return { topic, event: "", payload: "{}", ref: String(nextNumber(refs, 1)) };
  },
  encode({ topic = "", event = "", payload = "{}", ref = "" }, seen) {
    if (topic === "" || event === "") return { problem: "A push needs a topic and an event." };
    const given = payload.trim() === "" ? "{}" : payload.trim();
    const problem = jsonProblem("Payload", given);
    if (problem) return { problem };
    const joinRef = event === "phx_join" ? ref : joinRefOf(seen, topic);
    if (joinRef === undefined && topic !== "phoenix")
      return { problem: `“${topic}” is not joined on this connection: send its phx_join first.` };
    const [join, number, name, what] = [joinRef ?? null, ref, topic, event].map((each) =>
      JSON.stringify(each),
    );
    if (queryValue(seen.url, "vsn") === "2.0.0")
      return textOf(`[${join},${number},${name},${what},${given}]`);
    return textOf(`{"topic":${name},"event":${what},"payload":${given},"ref":${number},"join_ref":${join}}`);
  },
};
