/** World: recorder. Commands to the hooks of connections, and their answers. */
import { type Connection, sightOf } from "../core/connection.ts";
import type { ConnectionCommand, DocumentCommand, Interception, PageEvent } from "../core/protocol.ts";
import type { Wish } from "../core/wish.ts";

const GONE = "The page that made this connection is gone.";

const OUT_OF_REACH =
  "Earshot only sees this connection from outside: it was made where no hook could be, and can be read but not acted on.";

const PATIENCE_MS = 10_000;
const SILENT = "The page has not answered: it may be busy or stopped in the debugger, and may still do it.";

type Command = ConnectionCommand | DocumentCommand;

/** Another recorder may watch the same tab. */
const newId = () => crypto.randomUUID();

interface Pending {
  documentId: string;
  command: Command;
  settle: (problem: string | undefined) => void;
}

export class Commands {
  readonly #send: (documentId: string, command: Command) => void;
  readonly #pending = new Map<string, Pending>();

  constructor(send: (documentId: string, command: Command) => void) {
    this.#send = send;
  }

  /** Resolves when it was done, with undefined, or with a sentence on why it was not. */
  async perform(connection: Connection, wish: Wish): Promise<string | undefined> {
    const { documentId, connectionId } = connection;
    if (sightOf(connection) !== "hook") return OUT_OF_REACH;
    return this.#ask(documentId, { ...wish, commandId: newId(), connectionId });
  }

  /** The same for opening a connection in the context of a document. */
  open(documentId: string, url: string, protocols: string[]): Promise<string | undefined> {
    return this.#ask(documentId, { type: "open-connection", commandId: newId(), url, protocols });
  }

  /** The same for how the connections to come of a document begin. */
  intercept(documentId: string, interceptions: Interception[]): Promise<string | undefined> {
    return this.#ask(documentId, { type: "intercept", commandId: newId(), interceptions });
  }

  #ask(documentId: string, command: Command): Promise<string | undefined> {
    const { commandId } = command;
    return new Promise((resolve) => {
      this.#pending.set(commandId, { documentId, command, settle: resolve });
      setTimeout(() => this.#settle(commandId, SILENT), PATIENCE_MS);
      this.#send(documentId, command);
    });
  }

  /** Takes the answers out of a batch. */
  hear(events: readonly PageEvent[]): void {
    for (const event of events)
      if (event.type === "command-finished") this.#settle(event.commandId, event.problem);
  }

  /** Lost with a broken line, perhaps: the hook does a command once, however often it comes. */
  repeat(documentId: string): void {
    for (const pending of this.#pending.values())
      if (pending.documentId === documentId) this.#send(documentId, pending.command);
  }

  /** Nobody will answer any more. */
  left(documentId: string): void {
    for (const [commandId, pending] of this.#pending)
      if (pending.documentId === documentId) this.#settle(commandId, GONE);
  }

  #settle(commandId: string, problem: string | undefined): void {
    this.#pending.get(commandId)?.settle(problem);
    this.#pending.delete(commandId);
  }
}
