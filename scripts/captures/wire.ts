/** World: Node. What a capture is, and a peer on loopback that keeps all that passes. */
import { readFileSync } from "node:fs";
import { type Peer, speak } from "../../test/libraries/peers/peer.ts";

interface Frame {
  direction: "sent" | "received";
  text?: string;
  base64?: string;
}

/** What is kept of a conversation, as the client sees it. */
export interface Capture {
  /** Name and version. */
  library: string;
  /** The query is the library's own; the place is the vendor's, for which loopback stood in. */
  url: string;
  protocol: string;
  frames: Frame[];
  /** What the library's API delivered, as `type who: text`. */
  delivered: string[];
}

export interface Wire extends Peer {
  frames: Frame[];
  /** Path and query that the client asked for, and the subprotocol that it was given. */
  asked: { path: string; protocol: string };
}

export type Send = (data: string | Uint8Array) => void;

/** Meets a client, and keeps each message both ways. */
export async function tap(
  protocols: readonly string[],
  meet: (send: Send) => (data: string) => void,
): Promise<Wire> {
  const frames: Frame[] = [];
  const asked = { path: "", protocol: "" };
  const keep = (direction: Frame["direction"], data: string | Uint8Array): void => {
    const content =
      typeof data === "string" ? { text: data } : { base64: Buffer.from(data).toString("base64") };
    frames.push({ direction, ...content });
  };
  const peer = await speak("/", protocols, (socket, path) => {
    Object.assign(asked, { path, protocol: socket.protocol });
    const send: Send = (data) => {
      keep("received", data);
      socket.send(data);
    };
    const hear = meet(send);
    socket.on("message", (data: Buffer, isBinary) => {
      keep("sent", isBinary ? data : String(data));
      hear(String(data));
    });
  });
  return { ...peer, frames, asked };
}

/** Loads a package that is installed for the capture only: no test needs it. */
export async function load<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}

export function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")) as {
    version: string;
  };
  return `${name} ${version}`;
}
