/**
 * World: recorder, inside a host. Joins the documents of one tab, receives their events, owns the session, sends commands.
 */
import type { BrowserSocket } from "../core/browser-record.ts";
import { sightOf } from "../core/connection.ts";
import { loadInto } from "../core/load.ts";
import { type DocumentHello, HEARD_EVERY, PROTOCOL_VERSION } from "../core/protocol.ts";
import type { RecorderHandle, WorkerBootstrap } from "../core/recorder-handle.ts";
import { Replay } from "../core/replay/replay.ts";
import type { ConnectionRow } from "../core/row.ts";
import { Session } from "../core/session.ts";
import { unpack } from "../core/unpack.ts";
import { systemClock } from "./clock.ts";
import { Commands } from "./commands.ts";
import { newInterceptor } from "./interception.ts";
import type { Handshake, OpenLink } from "./link.ts";
import { OutsideView } from "./outside-view.ts";
import { OwnSockets } from "./own-sockets.ts";
import type { Reload } from "./reload.ts";
import { SharedWorkerEars } from "./shared-workers.ts";
import { newSpill } from "./spill.ts";

/** Handles up to this size, in bytes, are read as soon as they come; larger ones when somebody looks. */
const EAGER_LIMIT = 1024 * 1024;

const PATIENCE_MS = 10_000;

export interface RecorderOptions {
  tabId: number;
  /** `openTabLink` or `openRelayLink`, bound to the tab. */
  openLink: OpenLink;
  /** Chromium: a second account of the tab's WebSockets. */
  openWitness?: (tell: (sockets: BrowserSocket[]) => void) => void;
  workerBootstrap?: WorkerBootstrap;
  /** Firefox: name of the channel on which shared and service workers are heard. */
  channel?: string;
}

/** Starts recording a tab. `reload` loads its page anew. */
export function startRecorder(options: RecorderOptions, reload: Reload): RecorderHandle {
  const { tabId, openLink, openWitness, workerBootstrap, channel } = options;
  const session = new Session(newSpill());
  const load = (row: ConnectionRow) => loadInto(session, row);
  const outside = new OutsideView(session);
  /** Batches of each document since it was last told that they were heard. */
  const unsaid = new Map<string, number>();
  /** Documents that a broken line took away. */
  const awaited = new Set<string>();

  const handshake = (seen: Handshake) => ears.knows(seen.originUrl) && outside.hearHandshake(seen);
  const link = openLink({ joined, events, left, interrupted, handshake });
  const commands = new Commands((documentId, command) => link.send(documentId, command));
  const own = new OwnSockets(session);
  const perform: RecorderHandle["perform"] = async (connection, wish) =>
    sightOf(connection) === "own" ? own.perform(connection, wish) : commands.perform(connection, wish);
  const open: RecorderHandle["open"] = async (url, protocols, place) =>
    place === "page" ? commands.open(session.topDocumentId, url, protocols) : own.open(url, protocols);
  const ears = new SharedWorkerEars((documentId) => {
    if (channel) link.send(documentId, { type: "hear-shared-workers", token: channel });
  });
  openWitness?.((sockets) => outside.hear(sockets));
  const interceptor = newInterceptor({ session, tabId, load, perform, send: link.send, commands });
  const replay = new Replay({ session, interceptor, clock: systemClock, perform, load, reload });

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
    commands.repeat(hello.documentId); // Older than what is wanted now.
    interceptor.joined(hello);
  }

  function events(documentId: string, claimed: unknown): void {
    const { events: batch, unsound } = unpack(claimed);
    if (unsound > 0) session.note({ type: "unsound", count: unsound, time: Date.now() });
    for (const row of session.record(documentId, batch)) if (row.size <= EAGER_LIMIT) load(row);
    interceptor.hear(documentId, batch);
    if (batch.some(({ type }) => type === "connection-created")) outside.review();
    commands.hear(batch);
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
    interceptor.left(documentId);
    commands.left(documentId);
  }

  /** Most are back in a moment: only one that stays away is gone. */
  function interrupted(documentId: string): void {
    awaited.add(documentId);
    setTimeout(() => awaited.has(documentId) && left(documentId), PATIENCE_MS);
  }

  return { session, interceptor, replay, newSpill, perform, open, load, workerBootstrap };
}
