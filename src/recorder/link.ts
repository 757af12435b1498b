/**
 * World: recorder. What the recorder asks of a way to the documents of its tab; `tab-link.ts` and `relay-link.ts` are the two ways.
 */
import type { DocumentHello, PanelCommand } from "../core/protocol.ts";

/** A WebSocket that a tab's page or a worker begins to open, as Firefox tells of it. */
export interface Handshake {
  url: string;
  /** In ms since the epoch. */
  time: number;
  /** Address of the document or worker that opens it. */
  originUrl: string;
}

export interface LinkListener {
  /** A document can be heard from now on. It tells nothing until it gets `watch`. */
  joined(hello: DocumentHello): void;
  /** What the page claims to be events. */
  events(documentId: string, events: unknown): void;
  /** The document went away. */
  left(documentId: string): void;
  /** The line to the document broke. If it is still there it joins again, and commands may have been lost on the way. */
  interrupted(documentId: string): void;
  /** Firefox: the tab, or a worker that belongs to no tab, opens a WebSocket. */
  handshake(handshake: Handshake): void;
}

export interface Link {
  /** Nothing happens when the document is gone. */
  send(documentId: string, command: PanelCommand): void;
  /** Listens no more: all documents are left. */
  close(): void;
}

export type OpenLink = (listener: LinkListener) => Link;

/** What crosses between a recorder in Firefox and the relay: the calls of `LinkListener` and `Link`, as data. */
export type RelayUp =
  | { type: "joined"; hello: DocumentHello }
  | { type: "events"; documentId: string; events: unknown }
  | { type: "left"; documentId: string }
  | { type: "handshake"; handshake: Handshake };

export type RelayDown =
  | { type: "command"; documentId: string; command: PanelCommand }
  | { type: "stay-awake" };

/** Name of the port between the two, followed by the tab's id. */
export const RELAY_PORT = "recorder-of-tab-";
/** That of a recorder inside of private browsing. */
export const PRIVATE_RELAY_PORT = "recorder-of-private-tab-";
