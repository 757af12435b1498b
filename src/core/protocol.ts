/**
 * World: all. What crosses between the page and the recorder, in this one versioned file.
 *
 * `PageEvent` goes up: facts, in the past tense, numbered and timed in the page. `PanelCommand` goes down:
 * wishes, in the imperative. No world renames or re-types a message on its way. Everything that comes up is
 * untrusted: it was said in the page's own realm.
 */

/** Raised whenever a page's hook and a recorder of different builds would misunderstand each other. */
export const PROTOCOL_VERSION = 3;

/** The two data opcodes of RFC 6455 §5.6. */
export type Opcode = "text" | "binary";

/** Seen from the page: `sent` to the server, `received` from it. */
export type Direction = "sent" | "received";

/** The part of a DOM Blob that the recorder uses. `size` is in bytes. */
export interface BlobHandle {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
  /** The recorder's own handles, never those that come up the line: the payload as it was. */
  inline?(): Promise<InlinePayload>;
}

/**
 * What one message carried. Large payloads, and Blobs of the page, cross as a handle that is read later, off
 * the page's time; `preview` then holds the first characters of a text.
 */
export type Payload =
  | { opcode: "text"; text: string }
  | { opcode: "binary"; bytes: Uint8Array<ArrayBuffer> }
  | { opcode: Opcode; blob: BlobHandle; preview: string };

/** What the page passed to `send()` or found in `event.data`: `string`, `Blob`, `ArrayBuffer`, `DataView`, `Uint8Array`... */
export type DataType = string;

/** An exception as the page got it. */
export interface Failure {
  name: string;
  message: string;
}

/** Counted and timed in the page. `sequence` starts at 1 in each document and has no holes; `time` is in ms since the epoch. */
export interface Stamp {
  sequence: number;
  time: number;
}

/** A worker as the page that started it sees it. */
export interface WorkerPlace {
  kind: "worker" | "shared worker" | "service worker";
  url: string;
}

/** What a constructor was called with; `worker` is undefined for the document itself. `injected`: by Earshot, for the user. */
interface Construction {
  url: string;
  protocols: string[];
  worker: WorkerPlace | undefined;
  injected: boolean;
}

/** One fact about one WebSocket; `connectionId` counts the sockets of a document from 1. */
export type ConnectionEvent = {
  connectionId: number;
} /** `worker` is undefined for the document itself. */ /** `mocked`: there is no server; what the page hears, the recorder says. */ & (
  | ({ type: "connection-created"; mocked: boolean } & Construction)
  /** The constructor threw; there is no socket. */
  | ({ type: "connection-refused"; failure: Failure } & Construction)
  | { type: "connection-opened"; protocol: string; extensions: string; injected: boolean }
  | {
      type: "message";
      direction: Direction;
      payload: Payload;
      dataType: DataType;
      /** `event.origin`; empty for sent messages. */
      origin: string;
      /** Bytes queued in the socket right after `send()`; 0 for received messages. */
      bufferedAmount: number;
      /** Earshot itself sent it to the server, or delivered it to the page. */
      injected: boolean;
      /** The number under which it waits to be settled; 0 for one that went on at once. */
      held: number;
    }
  /** `send()` threw: nothing was sent. */
  | { type: "send-refused"; payload: Payload | undefined; dataType: DataType; failure: Failure }
  /** The page (or Earshot, when `injected`) called `close()`; `failure` when that threw. */
  | {
      type: "close-called";
      code: number | undefined;
      reason: string | undefined;
      failure: Failure | undefined;
      injected: boolean;
      held: number;
    }
  | { type: "connection-error"; injected: boolean; held: number }
  | {
      type: "connection-closed";
      code: number;
      reason: string;
      wasClean: boolean;
      bufferedAmount: number;
      injected: boolean;
      held: number;
    }
  /** What was held is not any more. `cause` says for people why; empty when nothing was done to it. */
  | { type: "settled"; held: number; outcome: Outcome; cause: string }
  /** Its worker was terminated: nothing more will be heard. */
  | { type: "connection-left" }
  /**
   * How many of the connection's messages (those refused by `send()` included), from its first to the one numbered
   * `sequence`, the backlog no longer holds, and their weight in characters and bytes. Whoever heard some subtracts.
   */
  | { type: "gap"; count: number; bytes: number }
);

/** What became of a held message. `lost`: it was let go on a connection that had ended meanwhile. */
export type Outcome = "passed" | "replaced" | "dropped" | "lost";

export type DocumentEvent =
  /** The answer to a command; `problem` is a sentence for the user when it could not be done. */
  | { type: "command-finished"; commandId: string; problem: string | undefined }
  /** The page started a worker, or connected to one. `workerId` counts them from 1 in the document. */
  | { type: "worker-started"; workerId: number; worker: WorkerPlace }
  /** Earshot is in that worker: its sockets are among the connections. */
  | { type: "worker-hooked"; workerId: number }
  /** Nothing is held any more, because a recorder went. */
  | { type: "let-go" };

export type PageEvent = Stamp & (ConnectionEvent | DocumentEvent);

/**
 * What a hook hands on at once. Plain messages, whose payload is no handle, come packed in columns: cloned one by one
 * they would cost the page more than to receive them.
 */
export interface Batch {
  /** All others, in no order. */
  events: PageEvent[];
  /** `COLUMNS` for each message. */
  numbers: Float64Array;
  /** Payloads of text messages, in their order. */
  texts: string[];
  /** Payloads of binary messages, one after the other. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Data types and origins, by index. */
  names: string[];
}

/** sequence, time, connectionId, flags, bufferedAmount, length in bytes (0 for text), indices of data type and origin. */
export const COLUMNS = 8;
export const SENT = 1;
export const BINARY = 2;
export const INJECTED = 4;

/** A wish for one connection. `commandId` is echoed in `command-finished`. */
export type ConnectionCommand = { commandId: string; connectionId: number } & (
  | { type: "send-message"; payload: InlinePayload }
  | { type: "deliver-message"; payload: InlinePayload }
  | { type: "close-connection"; code: number | undefined; reason: string | undefined }
  /** Hold messages of these directions from now on, and no others. */
  | { type: "hold-messages"; sent: boolean; received: boolean }
  /** Let the page see what no server did. */
  | { type: "fake-open"; protocol: string; extensions: string }
  /** `isFailure`: an error event comes first, as when a connection breaks. */
  | { type: "fake-close"; code: number; reason: string; wasClean: boolean; isFailure: boolean }
);

/** What becomes of one that is held. */
export interface Verdict {
  held: number;
  action: "pass" | "drop";
  /** In the place of its own. */
  payload: InlinePayload | undefined;
  cause: string;
}

/** How connections to addresses that contain `url` begin; a space at its end stands for the end of the address. */
export interface Interception {
  url: string;
  sent: boolean;
  received: boolean;
  mocked: boolean;
}

/** A wish for a document: open a connection for the user, in its context; begin new connections so, where all that fit count. */
export type DocumentCommand = { commandId: string } & (
  | { type: "open-connection"; url: string; protocols: string[] }
  | { type: "intercept"; interceptions: Interception[] }
);

export type InlinePayload = Exclude<Payload, { blob: BlobHandle }>;

export type PanelCommand =
  /** Tell everything after this sequence number that is still kept, then everything as it happens. */
  | { type: "watch"; after: number }
  /** The recorder has taken so many more batches, and events up to this number: a bridge sends no more than it can take. */
  | { type: "heard"; batches: number; after: number }
  /** Firefox: hear the hooks in shared and service workers of this origin, on the channel of this name. */
  | { type: "hear-shared-workers"; token: string }
  /** Sent as often as need be: what is settled already is passed over. */
  | { type: "settle"; connectionId: number; verdicts: Verdict[] }
  | DocumentCommand
  | ConnectionCommand;

/** After so many batches of a document the recorder says `heard`. */
export const HEARD_EVERY = 16;

/** What the bridge asks of the hook on its own account. */
export type BridgeCommand =
  | Exclude<PanelCommand, { type: "heard" }>
  /** Hand over what is waiting, now. */
  | { type: "flush" }
  /** The document is going away: from now on nothing may wait. Undone by `watch`. */
  | { type: "last-words" }
  /** Nobody listens any more: keep a backlog only. */
  | { type: "unwatch" }
  /** Whoever held messages is gone: everything that waits goes on, and nothing is held any more. */
  | { type: "let-go" }
  /** The extension is gone: record nothing. */
  | { type: "retire" }
  /** Firefox: hooks that the background puts into the scripts of workers greet their owners with this. */
  | { type: "expect-workers"; token: string };

/** How a document makes itself known, by `runtime.sendMessage`. */
export interface DocumentHello {
  type: "document-hello";
  documentId: string;
  protocolVersion: number;
  url: string;
  isTop: boolean;
  /** The page was there before the hook: what it did earlier is unknown. */
  isLate: boolean;
  /** Who asked for it; others have heard it before. Absent when the document speaks first. */
  asker?: string;
}

/** What a recorder asks all documents of its tab when it arrives. */
export interface WhoIsThere {
  type: "who-is-there";
  asker: string;
}

/** `storage.local` key of Firefox's relay: true while some recorder listens. */
export const WATCHED_KEY = "isWatched";
