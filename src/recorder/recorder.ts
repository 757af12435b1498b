/**
 * World: recorder, inside a host. Joins the documents of one tab, receives their events, owns the session, sends commands.
 */
import type { BrowserSocket } from "../core/browser-record.ts";
import { type Connection, sightOf } from "../core/connection.ts";
import { loadInto } from "../core/load.ts";
import {
  type ConnectionCommand,
  type DocumentHello,
  HEARD_EVERY,
  PROTOCOL_VERSION,
} from "../core/protocol.ts";
import type { RecorderHandle, Wish, WorkerBootstrap } from "../core/recorder-handle.ts";
import type { ConnectionRow } from "../core/row.ts";
import { Session } from "../core/session.ts";
import { unpack } from "../core/unpack.ts";
import type { Handshake, OpenLink } from "./link.ts";
import { OutsideView } from "./outside-view.ts";
import { SharedWorkerEars } from "./shared-workers.ts";
import { newSpill } from "./spill.ts";

/** Handles up to this size, in bytes, are read as soon as they come; larger ones when somebody looks. */
const EAGER_LIMIT = 1024 * 1024;

const GONE = "The page that made this connection is gone.";

const OUT_OF_REACH =
  "Earshot only sees this connection from outside: it was made where no hook could be, and can be read but not acted on.";

const PATIENCE_MS = 10_000;
const SILENT = "The page has not answered: it may be busy or stopped in the debugger, and may still do it.";

interface Pending {
  documentId: string;
  command: ConnectionCommand;
  settle: (problem: string | undefined) => void;
}

export interface RecorderOptions {
  /** `openTabLink` or `openRelayLink`, bound to the tab. */
  openLink: OpenLink;
  /** Chromium: a second account of the tab's WebSockets. */
  openWitness?: (tell: (sockets: BrowserSocket[]) => void) => void;
  workerBootstrap?: WorkerBootstrap;
  /** Firefox: name of the channel on which shared and service workers are heard. */
  channel?: string;
}

/** Starts recording a tab. */
export function startRecorder(options: RecorderOptions): RecorderHandle {
  const { openLink, openWitness, workerBootstrap, channel } = options;
  const session = new Session(newSpill());
  const load = (row: ConnectionRow) => loadInto(session, row);
  const outside = new OutsideView(session);
  const pending = new Map<string, Pending>();
  /** Batches of each document since it was last told that they were heard. */
  const unsaid = new Map<string, number>();
  /** Documents that a broken line took away. */
  const awaited = new Set<string>();

  const handshake = (seen: Handshake) => ears.knows(seen.originUrl) && outside.hearHandshake(seen);
  const link = openLink({ joined, events, left, interrupted, handshake });
  const ears = new SharedWorkerEars((documentId) => {
    if (channel) link.send(documentId, { type: "hear-shared-workers", token: channel });
  });
  openWitness?.((sockets) => outside.hear(sockets));

  function joined(hello: DocumentHello): void {
    const time = Date.now();
    awaited.delete(hello.documentId);
    unsaid.delete(hello.documentId); // Its port is a new one.
    if (hello.isTop) outside.review();
    session.documentJoined(hello, time);
    if (hello.protocolVersion !== PROTOCOL_VERSION) {
      session.note({ type: "mismatch", theirs: hello.protocolVersion, time });
      return;
    }
    link.send(hello.documentId, { type: "watch", after: session.heard(hello.documentId) });
    ears.joined(hello);
    // Lost with a broken line, perhaps: the hook does a command once, however often it comes.
    for (const { documentId, command } of pending.values())
      if (documentId === hello.documentId) link.send(documentId, command);
  }

  function events(documentId: string, claimed: unknown): void {
    const { events: batch, unsound } = unpack(claimed);
    if (unsound > 0) session.note({ type: "unsound", count: unsound, time: Date.now() });
    for (const row of session.record(documentId, batch)) if (row.size <= EAGER_LIMIT) load(row);
    if (batch.some(({ type }) => type === "connection-created")) outside.review();
    for (const event of batch) if (event.type === "command-finished") settle(event.commandId, event.problem);
    sayHeard(documentId);
  }

  function sayHeard(documentId: string): void {
    const batches = (unsaid.get(documentId) ?? 0) + 1;
    unsaid.set(documentId, batches % HEARD_EVERY);
    if (batches === HEARD_EVERY)
      link.send(documentId, { type: "heard", batches, after: session.heard(documentId) });
  }

  function left(documentId: string): void {
    awaited.delete(documentId);
    unsaid.delete(documentId);
    ears.left(documentId);
    session.documentLeft(documentId, Date.now());
    for (const [commandId, command] of pending)
      if (command.documentId === documentId) settle(commandId, GONE);
  }

  /** Most are back in a moment: only one that stays away is gone. */
  function interrupted(documentId: string): void {
    awaited.add(documentId);
    setTimeout(() => awaited.has(documentId) && left(documentId), PATIENCE_MS);
  }

  function settle(commandId: string, problem: string | undefined): void {
    pending.get(commandId)?.settle(problem);
    pending.delete(commandId);
  }

  async function perform(connection: Connection, wish: Wish): Promise<string | undefined> {
    const { documentId, connectionId } = connection;
    if (sightOf(connection) !== "hook") return OUT_OF_REACH;
    const commandId = crypto.randomUUID(); // Another recorder may watch the same tab.
    const command = { ...wish, commandId, connectionId };
    return new Promise((resolve) => {
      pending.set(commandId, { documentId, command, settle: resolve });
      setTimeout(() => settle(commandId, SILENT), PATIENCE_MS);
      link.send(documentId, command);
    });
  }

  return { session, newSpill, perform, load, workerBootstrap };
}
