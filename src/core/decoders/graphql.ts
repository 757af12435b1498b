/**
 * World: all. GraphQL over WebSocket: `graphql-transport-ws` (enisdenjo/graphql-ws, PROTOCOL.md) and the older `graphql-ws`
 * (apollographql/subscriptions-transport-ws, PROTOCOL.md), with AWS AppSync's `start_ack`.
 */
import type { Context, Decoder, Exchange } from "./decoder.ts";
import { brief, type JsonObject, objectOf, own, ownText } from "./json-shape.ts";
import { misfit, signOfLife, toReading } from "./to-reading.ts";

const SUBPROTOCOLS = new Set(["graphql-transport-ws", "graphql-ws"]);
/** The types that name an operation by its id. */
const OF_OPERATION = new Set([
  "subscribe",
  "start",
  "stop",
  "next",
  "data",
  "error",
  "complete",
  "start_ack",
]);
const OF_CONNECTION = new Set([
  "connection_init",
  "connection_ack",
  "connection_error",
  "connection_terminate",
  "ping",
  "pong",
  "ka",
]);

function findingOf(message: JsonObject): string | undefined {
  const type = ownText(message, "type");
  if (type === undefined) return "Field “type” is missing, or no string: the receiver closes the connection.";
  if (OF_CONNECTION.has(type)) return undefined;
  if (!OF_OPERATION.has(type)) return `Unknown type “${brief(type)}”: the receiver closes the connection.`;
  return ownText(message, "id") === undefined
    ? `Field “id” is missing: nobody can tell what this “${type}” is of.`
    : undefined;
}

/** A `complete` of the client ends what it asked for; that of the server answers it. */
function exchangeOf(
  type: string,
  id: string | undefined,
  direction: Context["direction"],
): Exchange | undefined {
  if (type === "connection_init") return { role: "request", id: "connection" };
  if (type === "connection_ack" || type === "connection_error") return { role: "reply", id: "connection" };
  if (id === undefined) return undefined;
  if (type === "subscribe" || type === "start") return { role: "request", id };
  const isReply = OF_OPERATION.has(type) && direction === "received";
  return isReply ? { role: "reply", id } : undefined;
}

function summaryOf(type: string, message: JsonObject): string {
  const payload = own(message, "payload");
  switch (type) {
    case "subscribe":
    case "start":
      return operation(payload) || `${type} ${brief(payload)}`;
    case "next":
    case "data": {
      const errors = errorsOf(own(payload, "errors"));
      const data = own(payload, "data");
      if (errors === "") return brief(data === undefined ? payload : data);
      return data ? `errors: ${errors}; ${brief(data)}` : `errors: ${errors}`;
    }
    case "error":
    case "connection_error":
      return `failed: ${errorsOf(payload) || brief(payload)}`;
    default:
      return payload === undefined
        ? type.replaceAll("_", " ")
        : `${type.replaceAll("_", " ")} ${brief(payload)}`;
  }
}

/** The operation's name, or the first line of its text that is no comment. */
function operation(payload: unknown): string {
  const query = ownText(payload, "query") ?? "";
  const line = /^[ \t]*(?!#)\S.*$/m.exec(query.slice(0, 2000))?.[0].trim() ?? "";
  const name = ownText(payload, "operationName") ?? "";
  if (name === "" || line.includes(name)) return line;
  return `${name}: ${line}`;
}

/** The legacy protocol sends one error where the newer sends a list. */
function errorsOf(errors: unknown): string {
  const list = Array.isArray(errors) ? errors.slice(0, 5) : [errors];
  return list.flatMap((each) => ownText(each, "message") ?? []).join("; ");
}

export const graphql: Decoder = {
  name: "GraphQL",
  recognise: ({ protocol }) =>
    SUBPROTOCOLS.has(protocol) ? `The subprotocol is “${protocol}”, that of GraphQL.` : undefined,
  decode(payload, { direction, isChosen }) {
    if (!isChosen) return undefined;
    const message = objectOf(payload);
    if (!message) return misfit(payload, "Not a JSON object: the receiver closes the connection.");
    const finding = findingOf(message);
    const type = ownText(message, "type");
    if (finding !== undefined || type === undefined)
      return toReading({
        kind: type,
        summary: brief(message),
        value: message,
        findings: finding ? [finding] : [],
      });
    return toReading({
      kind: type,
      summary: summaryOf(type, message),
      value: message,
      exchange: exchangeOf(type, ownText(message, "id"), direction),
      heartbeat: type === "ka" ? "ping" : signOfLife(type),
    });
  },
};
