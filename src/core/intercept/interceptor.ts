/**
 * World: all. What the user does to the traffic of a tab: rules, faults, connections without a server. Asks the hook to hold what
 * these concern, and nothing else; what is held goes over the desk.
 */
import { type Connection, isLive } from "../connection.ts";
import type { Direction, Interception, PageEvent } from "../protocol.ts";
import { Desk, type DeskHost, wayOf } from "./desk.ts";
import { type Faults, faultsText, isFaulty, NO_FAULTS } from "./faults.ts";
import { isFree } from "./flow.ts";
import type { Rule } from "./rule.ts";
import { RuleBook } from "./rule-book.ts";

/** What the interceptor asks of the recorder. */
export interface InterceptorHost extends DeskHost {
  /** Resolves when the hook has heard of it. */
  hold(connection: Connection, sent: boolean, received: boolean): Promise<unknown>;
  /** Lets the page see the connection fail. */
  fail(connection: Connection): void;
  /** How connections to come shall begin, in one document. */
  intercept(documentId: string, interceptions: Interception[]): void;
  /** To be kept for the next time. */
  rulesChanged(rules: readonly Rule[]): void;
}

const FAILS_AFTER_MS = 20;
const NOTHING = "[]";

export class Interceptor {
  readonly rules: RuleBook;
  readonly desk: Desk;
  /** Plays a connection that has no server; set by a replay. */
  onMocked: ((connection: Connection) => void) | undefined;
  /** Resolves when all that was wanted so far is in effect. */
  inEffect: Promise<unknown> = Promise.resolve();
  readonly #host: InterceptorHost;
  /** The documents that are here, with what each was last told to intercept. */
  readonly #documents = new Map<string, string>();
  /** What the hook was last asked to hold. */
  readonly #holds = new WeakMap<Connection, Record<Direction, boolean>>();
  readonly #offline = new Set<string>();
  #mocked: readonly string[] = [];

  constructor(host: InterceptorHost) {
    this.#host = host;
    this.rules = new RuleBook((rules) => {
      host.rulesChanged(rules);
      this.#review();
    });
    this.desk = new Desk(host, this.rules);
  }

  /** Addresses that cannot be reached. */
  get offline(): ReadonlySet<string> {
    return this.#offline;
  }

  /** What is done to the page now, in words; empty when nothing is. */
  get activities(): string[] {
    const faulty = this.desk.faulty.filter(([connection, faults]) => isLive(connection) && isFaulty(faults));
    return [
      ...this.rules.active.map(({ name, query }) => `rule “${name || query || "all messages"}”`),
      ...faulty.map(([{ number }, faults]) => `#${number} ${faultsText(faults)}`),
      ...[...this.#offline].map((url) => `${url} offline`),
      ...this.#mocked.map((url) => `${url} played from a recording`),
    ];
  }

  /** Something is done to the page, or waits. */
  get isActive(): boolean {
    return this.activities.length + this.desk.paused.length > 0;
  }

  setFaults(connection: Connection, faults: Faults): void {
    this.#note(`#${connection.number}: ${faultsText(faults) || "no faults any more"}`);
    this.desk.setFaults(connection, faults);
    this.#review();
  }

  /** Takes an address off the network, or brings it back. Its live connections fail. */
  setOffline(url: string, isOffline: boolean): void {
    if (isOffline) this.#offline.add(url);
    else this.#offline.delete(url);
    this.#note(`${url}: ${isOffline ? "offline" : "online again"}`);
    this.#review();
    for (const connection of this.#host.session.connections)
      if (isOffline && connection.url === url && isLive(connection)) this.#host.fail(connection);
  }

  /** Addresses that get no server. */
  get mocked(): readonly string[] {
    return this.#mocked;
  }

  /** How connections to come shall begin. */
  get interceptions(): Interception[] {
    const none = { sent: false, received: false };
    const mocked = [...this.#offline, ...this.#mocked].map((url) => ({ ...none, url, mocked: true }));
    return [...this.rules.interceptions(), ...mocked];
  }

  /** Connections to such addresses get no server from now on. A space at the end stands for the end of the address. */
  mock(urls: readonly string[]): void {
    this.#mocked = urls;
    this.#review();
  }

  /** Ends everything: what waits goes on. */
  stop(): void {
    this.rules.isOn = false;
    for (const [connection, faults] of this.desk.faulty)
      if (isFaulty(faults)) this.setFaults(connection, NO_FAULTS);
    this.#offline.clear();
    this.mock([]);
  }

  /** Events of a document that the session has recorded. */
  hear(documentId: string, events: readonly PageEvent[]): void {
    const { session } = this.#host;
    for (const event of events) {
      if (event.type === "let-go") this.joined(documentId);
      const isHeld = "held" in event && event.held > 0;
      if (!("connectionId" in event) || !(isHeld || event.type === "connection-created")) continue;
      const id = `${documentId}/${event.connectionId}`;
      const connection = session.connections.find((each) => each.id === id);
      if (!connection) continue;
      if (!("held" in event)) this.#meet(connection);
      else if (event.type === "settled") this.desk.forget(connection, event.held);
      else {
        const row = session.held.rowOf(connection, event.held);
        // What another recorder has the hook hold is for that one to decide.
        if (row && this.#holds.get(connection)?.[wayOf(row)]) this.desk.take(row, event.held);
      }
    }
  }

  /** A document came, or came back: it holds nothing, and knows nothing of what is wanted. */
  joined(documentId: string): void {
    this.#documents.set(documentId, NOTHING);
    this.desk.clear(documentId);
    for (const connection of this.#host.session.connections)
      if (connection.documentId === documentId) this.#holds.delete(connection);
    this.#review();
  }

  left(documentId: string): void {
    this.#documents.delete(documentId);
    this.desk.clear(documentId);
  }

  /** Asks the hooks to hold what the rules and faults concern, and no more. */
  #review(): void {
    const { session } = this.#host;
    const wanted = this.interceptions;
    for (const [documentId, told] of this.#documents) {
      if (told === JSON.stringify(wanted)) continue;
      this.#documents.set(documentId, JSON.stringify(wanted));
      this.#host.intercept(documentId, wanted);
    }
    for (const connection of session.connections) if (isLive(connection)) this.#hold(connection);
    session.touch();
  }

  #hold(connection: Connection): void {
    const faults = this.desk.faultsOf(connection);
    const wants = (direction: Direction) =>
      faults.isStalled || !isFree(faults.flows[direction]) || this.rules.concerns(connection, direction);
    const sent = wants("sent");
    const received = wants("received");
    const before = this.#holds.get(connection) ?? { sent: false, received: false };
    if (before.sent === sent && before.received === received) return;
    this.#holds.set(connection, { sent, received });
    this.inEffect = Promise.all([this.inEffect, this.#host.hold(connection, sent, received)]);
  }

  #meet(connection: Connection): void {
    if (!connection.isMocked) this.#hold(connection);
    else if (this.#offline.has(connection.url))
      this.#host.clock.after(FAILS_AFTER_MS, () => this.#host.fail(connection));
    else this.onMocked?.(connection);
  }

  #note(what: string): void {
    this.#host.session.note({ type: "intervened", what, time: this.#host.clock.now() });
  }
}
