/** World: all. An operation of GraphQL: `subscribe` of graphql-transport-ws, or `start` of the older graphql-ws. */
import { graphql } from "../decoders/graphql.ts";
import { own, ownText } from "../decoders/json-shape.ts";
import { type Encoder, jsonProblem, nextNumber, type Seen, textOf } from "./encoder.ts";

function operationsOf({ messages }: Seen) {
  return messages.filter(
    ({ direction, value }) =>
      direction === "sent" && /^(?:subscribe|start)$/.test(ownText(value, "type") ?? ""),
  );
}

/** As the page's own client names them: by numbers, or by chance. */
function nextId(seen: Seen): string {
  const ids = operationsOf(seen).map(({ value }) => own(value, "id"));
  const areNumbers = ids.length > 0 && ids.every((id) => /^\d{1,15}$/.test(String(id)));
  return areNumbers ? String(nextNumber(ids, 1)) : "{{uuid}}";
}

export const graphqlOperation: Encoder = {
  title: "GraphQL operation",
  format: graphql.name,
  fields: [
    { id: "query", label: "Operation", kind: "lines", placeholder: "subscription { … }" },
    { id: "variables", label: "Variables", kind: "lines", placeholder: '{"a": 1}; empty for none' },
    { id: "operationName", label: "Name", kind: "line", placeholder: "when there are several" },
    { id: "id", label: "Id", kind: "line", isCounted: true },
  ],
  propose(seen) {
    const last = own(operationsOf(seen)[0]?.value, "payload");
    return { query: ownText(last, "query") ?? "", variables: "", operationName: "", id: nextId(seen) };
  },
  encode({ query = "", variables = "", operationName = "", id = "" }, { protocol }) {
    if (query.trim() === "") return { problem: "Write an operation: query, mutation or subscription." };
    if (id === "") return { problem: "An operation needs an id: its answers name it." };
    const given = variables.trim();
    const problem = given === "" ? undefined : jsonProblem("Variables", given);
    if (problem) return { problem };
    const parts = [`"query":${JSON.stringify(query)}`];
    if (operationName !== "") parts.push(`"operationName":${JSON.stringify(operationName)}`);
    if (given !== "") parts.push(`"variables":${given}`);
    const type = protocol === "graphql-ws" ? "start" : "subscribe";
    return textOf(`{"id":${JSON.stringify(id)},"type":"${type}","payload":{${parts.join(",")}}}`);
  },
};
