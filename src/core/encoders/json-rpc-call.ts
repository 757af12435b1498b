/** World: all. A call, or a notification, of JSON-RPC 2.0. */

import { jsonRpc } from "../decoders/json-rpc.ts";
import { own, ownText } from "../decoders/json-shape.ts";
import { type Encoder, jsonProblem, nextNumber, textOf } from "./encoder.ts";

export const jsonRpcCall: Encoder = {
  title: "JSON-RPC call",
  format: jsonRpc.name,
  fields: [
    { id: "method", label: "Method", kind: "line" },
    { id: "params", label: "Params", kind: "lines", placeholder: '["a", 1] or {"a": 1}; empty for none' },
    { id: "id", label: "Id", kind: "line", placeholder: "empty for a notification", isCounted: true },
  ],
  propose({ messages }) {
    const sent = messages.filter(({ direction }) => direction === "sent").map(({ value }) => value);
    const ids = sent.map((value) => own(value, "id"));
    const method = sent.map((value) => ownText(value, "method")).find((each) => each !== undefined);
    return { method: method ?? "", params: "", id: String(nextNumber(ids, 1)) };
  },
  encode({ method = "", params = "", id = "" }) {
    if (method === "") return { problem: "A call needs a method." };
    const given = params.trim();
    const problem = given === "" ? undefined : jsonProblem("Params", given);
    if (problem) return { problem };
    if (given !== "" && !/^[[{]/.test(given)) return { problem: "Params are a list or an object." };
    const parts = ['"jsonrpc":"2.0"', `"method":${JSON.stringify(method)}`];
    if (given !== "") parts.push(`"params":${given}`);
    if (id !== "") parts.push(`"id":${/^-?\d{1,15}$|^\{\{/.test(id) ? id : JSON.stringify(id)}`);
    return textOf(`{${parts.join(",")}}`);
  },
};
