import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Connection } from "./connection.ts";

/** How the server answers a request for a WebSocket. `begin` has the first word on the open connection. */
export type Answer =
  | { outcome: "accepted"; begin(connection: Connection, query: URLSearchParams): void }
  | { outcome: "refused"; status: number; why: string }
  | { outcome: "unanswered" };

/** What a client asked for, as the log and the choice of an answer need it. */
export type Request = { url: string; path: string; query: URLSearchParams; protocols: string[] };

/** Reads an upgrade request without judging it: nothing that a client can write here throws. */
export function readRequest({ url = "/", headers }: IncomingMessage): Request {
  const [path = "/", query] = url.split("?", 2);
  const protocols = (headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
  return { url, path, query: new URLSearchParams(query), protocols: protocols.filter((name) => name !== "") };
}

/** The chat's `json` where it is offered, or else the first choice of the client. */
export function chooseProtocol(offered: Set<string>): string | false {
  if (offered.has("json")) return "json";
  const [first] = offered;
  return first ?? false;
}

/** Answers with an HTTP status in place of the upgrade. A page sees "error" and a close with 1006. */
export function refuse(stream: Duplex, status: number, why: string): void {
  const body = `${why}\n`;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  stream.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
