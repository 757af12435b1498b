/**
 * World: all. What a session knows of one document: how far it was heard, its connections, and the workers it started.
 */
import { type Connection, isLive } from "./connection.ts";
import type { DocumentEvent, DocumentHello, Stamp, WorkerPlace } from "./protocol.ts";

/** A worker that a document started. */
export interface WorkerRecord extends WorkerPlace {
  /** Earshot is in it: its sockets are among the connections. */
  isHooked: boolean;
  /** When it was started, in ms since the epoch. */
  time: number;
}

export interface DocumentRecord {
  hello: DocumentHello;
  /** The highest sequence number heard. */
  heard: number;
  connections: Map<number, Connection>;
  workers: Map<number, WorkerRecord>;
  isGone: boolean;
}

/** A document of which nothing was heard yet. */
export function newDocument(hello: DocumentHello): DocumentRecord {
  return { hello, heard: 0, connections: new Map(), workers: new Map(), isGone: false };
}

export function recordWorker({ workers }: DocumentRecord, event: Stamp & DocumentEvent): void {
  if (event.type === "worker-started")
    workers.set(event.workerId, { ...event.worker, isHooked: false, time: event.time });
  const worker = event.type === "worker-hooked" && workers.get(event.workerId);
  if (worker) worker.isHooked = true;
}

/** Back from the back/forward cache, or from a lost line: the state before it went, until an event tells more. */
export function revive(connection: Connection): void {
  if (connection.readyState !== "left") return;
  const { closing, open } = connection.times;
  connection.readyState = closing ? "closing" : open ? "open" : "connecting";
  delete connection.times.left;
}

/** The document is gone, and its live connections with it. */
export function abandon(document: DocumentRecord, time: number): void {
  document.isGone = true;
  for (const connection of document.connections.values()) {
    if (!isLive(connection)) continue;
    connection.readyState = "left";
    connection.times.left = time;
  }
}
