/**
 * World: all. What the user does to the traffic of a tab: rules, faults, connections without a server. Asks the hook to hold what
 * these concern, and nothing else; what is held goes over the desk.
 */
import { type Connection, isLive } from "../connection.ts";
import type { Direction, DocumentHello, Interception, PageEvent } from "../protocol.ts";
import { Addresses, type Beginnings } from "./addresses.ts";
import { Charge, type Turn } from "./charge.ts";
import { Desk, type DeskHost, wayOf } from "./desk.ts";
import { type Faults, faultsText, isFaulty, NO_FAULTS } from "./faults.ts";
import { isFree } from "./flow.ts";
import { ANY_FRAME, type FrameChoice } from "./frame-choice.ts";
import { type Rule, ruleChanges, titleOf } from "./rule.ts";
import { RuleBook } from "./rule-book.ts";

/** What the interceptor asks of the recorder. */
export interface InterceptorHost extends DeskHost {
  readonly turn: Turn;
  /** Resolves when the hook has heard of it. */
  hold(connection: Connection, sent: boolean, received: boolean): Promise<unknown>;
  /** Lets the page see the connection fail. */
  fail(connection: Connection): void;
  /** How connections to come shall begin, in one document. Resolves when it has heard of it. */
  intercept(documentId: string, interceptions: Interception[]): Promise<unknown>;
  /** To be kept for the next time. Resolves when all that they ask can be answered. */
  rulesChanged(rules: readonly Rule[]): Promise<unknown>;
}

const FAILS_AFTER_MS = 20;
const NOTHING = "[]";

export class Interceptor {
  readonly rules: RuleBook;
  readonly desk: Desk;
  /** Plays a connection that has no server; set by a replay. */
  onMocked: ((connection: Connection) => void) | undefined;
  readonly #host: InterceptorHost;
  readonly #charge: Charge;
  /** What is being put into effect. */
  #work: Promise<unknown> = Promise.resolve();
  /** The rules that counted before the last change. */
  #active: readonly Rule[] = [];
  /** The documents that are here, with what each was last told to intercept. */
  readonly #documents = new Map<string, { hello: DocumentHello; told: string }>();
  /** What the hook was last asked to hold. */
  readonly #holds = new WeakMap<Connection, Record<Direction, boolean>>();
  readonly #addresses = new Addresses();

  constructor(host: InterceptorHost) {
    this.#host = host;
    this.#charge = new Charge(host.turn, () => this.#apply());
    this.rules = new RuleBook((rules, isTheirs) => {
      if (!isTheirs) this.#await(host.rulesChanged(rules));
      this.#noteRules();
      this.#review();
    });
    this.desk = new Desk(host, this.rules);
  }

  /** Resolves when all that was wanted so far is in effect, or has to wait for another Earshot. */
  get inEffect(): Promise<void> {
    return this.#settled();
  }

  /** What is wanted here waits: another Earshot acts on this tab. */
  get isElsewhere(): boolean {
    return this.#charge.isElsewhere;
  }

  /** Addresses that cannot be reached. */
  get offline(): ReadonlySet<string> {
    return this.#addresses.offline;
  }

  /** What is done to the page now, in words; empty when nothing is. */
  get activities(): string[] {
    const faulty = this.desk.faulty.filter(([connection, faults]) => isLive(connection) && isFaulty(faults));
    return [
      ...this.rules.active.map(titleOf),
      ...faulty.map(([{ number }, faults]) => `#${number} ${faultsText(faults)}`),
      ...this.#addresses.activities,
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
    this.#addresses.setOffline(url, isOffline);
    this.#note(`${url}: ${isOffline ? "offline" : "online again"}`);
    this.#review();
  }

  /** Addresses that get no server. */
  get mocked(): readonly string[] {
    return this.#addresses.mocked;
  }

  get beginnings(): Beginnings {
    return this.#addresses.beginnings(this.rules.interceptions());
  }

  /**
   * Connections to such addresses get no server from now on, in documents that are to come, or in those that are here too.
   * A space at the end stands for the end of the address. Resolves when it is known whether another Earshot acts on this tab.
   */
  mock(urls: readonly string[], frame: FrameChoice = ANY_FRAME, isForNew = false): Promise<void> {
    this.#addresses.mock(urls, frame, isForNew ? this.#documents.keys() : []);
    return this.#review();
  }

  /** Ends everything: what waits goes on. */
  stop(): void {
    this.rules.isOn = false;
    for (const [connection, faults] of this.desk.faulty)
      if (isFaulty(faults)) this.setFaults(connection, NO_FAULTS);
    for (const url of this.offline) this.#addresses.setOffline(url, false);
    this.mock([]);
  }

  /** Events of a document that the session has recorded. */
  hear(documentId: string, events: readonly PageEvent[]): void {
    const { session } = this.#host;
    // With a connection its faults may have ended.
    if (this.#charge.isWanted && events.some(({ type }) => type === "connection-closed")) this.#review();
    for (const event of events) {
      const gone = event.type === "let-go" && this.#documents.get(documentId);
      if (gone) this.joined(gone.hello);
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
  joined(hello: DocumentHello): void {
    const { documentId } = hello;
    this.#documents.set(documentId, { hello, told: NOTHING });
    this.desk.clear(documentId);
    for (const connection of this.#host.session.connections)
      if (connection.documentId === documentId) this.#holds.delete(connection);
    this.#review();
  }

  left(documentId: string): void {
    this.#documents.delete(documentId);
    this.desk.left(documentId);
    this.#review();
  }

  /** Something is wanted, or not any more. */
  async #review(): Promise<void> {
    const isWanted = this.activities.length > 0;
    const turn = isWanted ? this.#charge.want() : undefined;
    if (turn) this.#await(turn);
    this.#apply();
    if (!isWanted) this.#charge.leave(this.inEffect);
    await turn;
  }

  /** Asks the hooks to hold what the rules and faults concern, and no more. */
  #apply(): void {
    const { session } = this.#host;
    const { isMine } = this.#charge;
    const { beginnings } = this;
    const { failing } = this.#addresses;
    for (const [documentId, document] of this.#documents) {
      const wanted = isMine ? this.#addresses.toldTo(document.hello, beginnings) : [];
      const told = JSON.stringify(wanted);
      if (document.told === told) continue;
      document.told = told;
      this.#await(this.#host.intercept(documentId, wanted));
    }
    for (const connection of session.connections.filter(isLive)) {
      this.#hold(connection);
      if (isMine && failing.has(connection.url)) this.#host.fail(connection);
    }
    if (isMine) failing.clear();
    session.touch();
  }

  #hold(connection: Connection): void {
    const faults = this.desk.faultsOf(connection);
    const wants = (direction: Direction) =>
      this.#charge.isMine &&
      (faults.isStalled || !isFree(faults.flows[direction]) || this.rules.concerns(connection, direction));
    const sent = wants("sent");
    const received = wants("received");
    const before = this.#holds.get(connection) ?? { sent: false, received: false };
    if (before.sent === sent && before.received === received) return;
    this.#holds.set(connection, { sent, received });
    this.#await(this.#host.hold(connection, sent, received));
  }

  #await(work: Promise<unknown>): void {
    this.#work = Promise.allSettled([this.#work, work]);
  }

  async #settled(): Promise<void> {
    for (let seen: unknown; seen !== this.#work; ) {
      seen = this.#work;
      await seen;
    }
  }

  #meet(connection: Connection): void {
    if (!connection.isMocked) this.#hold(connection);
    else if (!this.#charge.isMine) return;
    else if (this.#addresses.offline.has(connection.url))
      this.#host.clock.after(FAILS_AFTER_MS, () => this.#host.fail(connection));
    else this.onMocked?.(connection);
  }

  #noteRules(): void {
    const changes = ruleChanges(this.#active, this.rules.active);
    this.#active = this.rules.active;
    if (changes.length > 0) this.#note(changes.join(", "));
  }

  #note(what: string): void {
    this.#host.session.note({ type: "intervened", what, time: this.#host.clock.now() });
  }
}
