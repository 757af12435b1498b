/**
 * World: recorder, inside a host. Joins the documents of one tab, receives their events, owns the session, sends commands.
 */
import type { Connection } from "../core/connection.ts";
import { soundEvents } from "../core/page-event.ts";
import { readPayload } from "../core/payload.ts";
import { type DocumentHello, PROTOCOL_VERSION } from "../core/protocol.ts";
import type { RecorderHandle, Wish } from "../core/recorder-handle.ts";
import { type ConnectionRow, type Row, Session } from "../core/session.ts";
import type { Link, LinkListener } from "./link.ts";

/** Handles up to this size, in bytes, are read as soon as they come; larger ones when somebody looks. */
const EAGER_LIMIT = 1024 * 1024;

const GONE = "The page that made this connection is gone.";

/** Starts recording a tab. `openLink` is `openTabLink` or `openRelayLink`, bound to the tab. */
export function startRecorder(openLink: (listener: LinkListener) => Link): RecorderHandle {
  const session = new Session();
  const replies = new Map<string, { documentId: string; settle: (problem: string | undefined) => void }>();

  const link = openLink({ joined, events, left });

  function joined(hello: DocumentHello): void {
    const time = Date.now();
    session.documentJoined(hello, time);
    if (hello.protocolVersion === PROTOCOL_VERSION)
      link.send(hello.documentId, { type: "watch", after: session.heard(hello.documentId) });
    else session.note({ type: "mismatch", theirs: hello.protocolVersion, time });
  }

  function events(documentId: string, claimed: unknown): void {
    const batch = soundEvents(claimed);
    for (const row of session.record(documentId, batch)) loadSmall(row);
    for (const event of batch) {
      if (event.type === "command-finished") settle(event.commandId, event.problem);
    }
  }

  function left(documentId: string): void {
    session.documentLeft(documentId, Date.now());
    for (const [commandId, reply] of replies) {
      if (reply.documentId === documentId) settle(commandId, GONE);
    }
  }

  function settle(commandId: string, problem: string | undefined): void {
    replies.get(commandId)?.settle(problem);
    replies.delete(commandId);
  }

  function loadSmall(row: Row): void {
    const isHandle = "payload" in row.event && row.event.payload && "blob" in row.event.payload;
    if (row.connection && isHandle && row.size <= EAGER_LIMIT) load(row);
  }

  async function load(row: ConnectionRow): Promise<string | undefined> {
    if (!("payload" in row.event) || !row.event.payload) return undefined;
    try {
      session.fill(row, await readPayload(row.event.payload));
      return undefined;
    } catch {
      return "The browser no longer has this payload: the page that held it is gone.";
    }
  }

  function perform({ documentId, connectionId }: Connection, wish: Wish): Promise<string | undefined> {
    const commandId = crypto.randomUUID(); // Another recorder may watch the same tab.
    return new Promise((settleReply) => {
      replies.set(commandId, { documentId, settle: settleReply });
      if (!link.send(documentId, { ...wish, commandId, connectionId })) settle(commandId, GONE);
    });
  }

  return { session, perform, load };
}
