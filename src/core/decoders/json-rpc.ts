/**
 * World: all. JSON-RPC 2.0 (jsonrpc.org/specification): each message says "jsonrpc": "2.0", so it is told anywhere.
 */
import type { Decoder, Exchange, Reading } from "./decoder.ts";
import { parsePayload } from "./json.ts";
import { asObject, brief, type JsonObject, own, ownText } from "./json-shape.ts";
import { together, toReading } from "./to-reading.ts";

const MAX_BATCH = 256;

/** `1` and `"1"` are two ids. An error may have the id null, when the request could not be read. */
function idOf(message: JsonObject): string | undefined {
  const id = own(message, "id");
  return typeof id === "string" || typeof id === "number" ? JSON.stringify(id) : undefined;
}

function readCall(message: JsonObject, method: string): Reading {
  const params = own(message, "params");
  const id = idOf(message);
  const findings: string[] = [];
  if (params !== undefined && (typeof params !== "object" || params === null))
    findings.push("“params” should be an array or an object (JSON-RPC 2.0 §4.2).");
  if (id === undefined && own(message, "id") !== undefined && own(message, "id") !== null)
    findings.push("“id” should be a string or a number (JSON-RPC 2.0 §4).");
  return toReading({
    kind: id === undefined ? "notification" : "request",
    summary: params === undefined ? method : `${method} ${brief(params)}`,
    value: message,
    findings,
    exchange: id === undefined ? undefined : { role: "request", id },
  });
}

function readAnswer(message: JsonObject): Reading {
  const id = idOf(message);
  const error = own(message, "error");
  const isError = Object.hasOwn(message, "error") && error !== null;
  const findings: string[] = [];
  if (isError && own(message, "result") !== undefined && own(message, "result") !== null)
    findings.push("Both “result” and “error” are there; one must be left out (JSON-RPC 2.0 §5).");
  if (!isError && !Object.hasOwn(message, "result"))
    findings.push("None of “method”, “result” and “error” is there (JSON-RPC 2.0 §4 and §5).");
  const failure = `error ${brief(own(error, "code"))}: ${ownText(error, "message") ?? brief(error)}`;
  return toReading({
    kind: isError ? "error" : "result",
    summary: isError ? failure : `result ${brief(own(message, "result"))}`,
    value: message,
    findings,
    exchange: id === undefined ? undefined : { role: "reply", id },
  });
}

function readMessage(value: unknown): Reading | undefined {
  const message = asObject(value);
  if (!message || own(message, "jsonrpc") !== "2.0") return undefined;
  const method = ownText(message, "method");
  return method === undefined ? readAnswer(message) : readCall(message, method);
}

/** A batch is answered by one message, its parts in any order. */
function exchangeOfBatch(readings: readonly Reading[]): Exchange | undefined {
  const exchanges = readings.flatMap(({ exchange }) => exchange ?? []);
  const [first] = exchanges;
  const ids = exchanges.map(({ id }) => id).sort();
  return first && { role: first.role, id: ids.join(" ") };
}

function readBatch(values: readonly unknown[]): Reading | undefined {
  if (values.length > MAX_BATCH) return undefined;
  const readings = values.flatMap((value) => readMessage(value) ?? []);
  const whole = readings.length === values.length ? together(readings) : undefined;
  const exchange = exchangeOfBatch(readings);
  if (!whole) return undefined;
  return { ...whole, value: values, kind: "batch", ...(exchange && { exchange }) };
}

export const jsonRpc: Decoder = {
  name: "JSON-RPC",
  decode(payload) {
    const value = parsePayload(payload);
    return Array.isArray(value) ? readBatch(value) : readMessage(value);
  },
};
