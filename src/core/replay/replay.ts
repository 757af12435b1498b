/**
 * World: all. The replay of a tab: takes the connections that it shall play from the interceptor, plays them a recording, and
 * tells the player what the page or the server says. One at a time.
 */
import { type Connection, canAct, isLive, stateWord } from "../connection.ts";
import { plural } from "../format.ts";
import type { Beginnings } from "../intercept/addresses.ts";
import type { FrameChoice } from "../intercept/frame-choice.ts";
import type { Interceptor } from "../intercept/interceptor.ts";
import type { Clock } from "../intercept/lane.ts";
import { Listeners } from "../listeners.ts";
import type { ConnectionRow } from "../row.ts";
import type { Session } from "../session.ts";
import type { Wish } from "../wish.ts";
import { closeOf } from "./close-of.ts";
import { Escapes } from "./escapes.ts";
import { isSaid, LiveRows } from "./live-rows.ts";
import { anotherWasLost, ELSEWHERE, waitsFor } from "./notices.ts";
import { Player } from "./player.ts";
import type { RecordedClose, Recording, Side } from "./recording.ts";
import { type Action, type Pace, stepsOf } from "./steps.ts";

export interface ReplayHost {
  session: Session;
  interceptor: Interceptor;
  clock: Clock;
  perform(connection: Connection, wish: Wish): Promise<string | undefined>;
  load(row: ConnectionRow): Promise<unknown>;
  /** Loads the page anew; its connections shall begin so. */
  reload(beginnings: Beginnings, pageUrl: string): void;
}

/** What is played. */
export interface Plan {
  recording: Recording;
  /** Where the rows of the recording are. */
  source: Session;
  pace: Pace;
}

/** Longer ones are not looked into for what a server says by itself. */
const MAX_HISTORY = 1000;

const LOST: RecordedClose = { ...closeOf(1006, ""), wasClean: false, isFailure: true };

export class Replay {
  /** The session of the tab: where what is played happens. */
  readonly session: Session;
  plan: Plan | undefined;
  /** There from the moment on when there is a connection to play on. */
  player: Player | undefined;
  /** The connection that is played on. */
  connection: Connection | undefined;
  /** Why it waits or could not begin, or how it ended, in a sentence. */
  notice = "";
  readonly #host: ReplayHost;
  readonly #listeners = new Listeners();
  #rows: LiveRows | undefined;
  /** New connections to such addresses are taken; undefined while none is. */
  #address: string | undefined;
  /** Players whose end was noted. */
  readonly #told = new WeakSet<Player>();
  #escapes: Escapes | undefined;

  constructor(host: ReplayHost) {
    this.#host = host;
    this.session = host.session;
    host.interceptor.onMocked = (connection) => this.#meet(connection);
    host.session.subscribe(() => this.#look());
  }

  /** Calls `listener` after each change; returns how to stop. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Connections of the page get no server. */
  get isArmed(): boolean {
    return this.#address !== undefined;
  }

  get isActive(): boolean {
    return this.isArmed || (this.player !== undefined && !this.player.isOver);
  }

  /**
   * Plays the received side to the page: to the next connection of `frame` whose address contains `address`, or is it.
   * Resolves when the page was told; its documents hear of it some ms later.
   */
  async toPage(plan: Plan, address: string, frame: FrameChoice, isReloaded: boolean): Promise<void> {
    this.stop();
    this.#begin(plan);
    // The hook looks for a part of the address; a space is where an address ends.
    const wanted = address === plan.recording.url ? `${address} ` : address;
    const { interceptor, reload } = this.#host;
    // A page that is about to go may still connect: it has its server until then.
    const turn = interceptor.mock([wanted], frame, isReloaded);
    this.#address = wanted;
    this.#escapes = new Escapes(this.session, wanted, frame);
    this.#changed();
    this.#note(`replay of #${plan.recording.connection} to the page: waits for ${address}`);
    await turn;
    if (this.plan !== plan || !this.isArmed) return;
    this.#say(interceptor.isElsewhere ? ELSEWHERE : waitsFor(address));
    if (interceptor.isElsewhere || !isReloaded) return;
    // The recording and the run shall be seen together.
    this.session.preservesLog = true;
    reload(interceptor.beginnings, this.session.pageUrl);
  }

  /** Plays the sent side to the server of a connection. */
  toServer(plan: Plan, connection: Connection): void {
    this.stop();
    this.#begin(plan);
    const { isMocked, number, readyState } = connection;
    if (isMocked || !canAct(connection) || readyState !== "open") {
      const state = isMocked ? "played from a recording and has no server" : stateWord(connection);
      this.#say(`Connection #${number} is ${state}: nothing was sent.`);
      return;
    }
    this.#note(`replay of #${plan.recording.connection} to the server of #${connection.number}`);
    this.#play(connection, "server", this.session.heard(connection.documentId));
  }

  /** Ends it: the page has its servers again, and what it was played on is lost to it. */
  stop(): void {
    if (!this.isActive) return;
    const { player, connection } = this;
    const wasArmed = this.isArmed;
    player?.stop();
    this.#disarm();
    if (wasArmed && connection && isLive(connection)) this.#close(connection, LOST);
    this.#note("replay stopped");
    this.#say("Stopped.");
  }

  #begin(plan: Plan): void {
    this.plan = plan;
    this.player = undefined;
    this.connection = undefined;
    this.#rows = undefined;
    this.notice = "";
  }

  #disarm(): void {
    this.#address = undefined;
    this.#host.interceptor.mock([]);
  }

  /** Plays to a connection, which has a history up to the event of number `begin`. */
  #play(connection: Connection, side: Side, begin: number): void {
    const { plan } = this;
    if (!plan) return;
    const { clock, session, load } = this.#host;
    this.connection = connection;
    this.player = new Player(stepsOf(plan.recording, side), plan.pace, {
      clock,
      act: (action) => this.#act(connection, side, action),
      changed: () => this.#changed(),
    });
    if (plan.recording.missing > 0)
      this.player.report.problem(`Not kept: ${plural(plan.recording.missing, "message")} of the recording.`);
    const hasHistory = connection.received.messages <= MAX_HISTORY;
    this.#rows = new LiveRows(session, connection, hasHistory ? 0 : begin, load, (row) => {
      if (row.event.sequence > begin) this.#hear(row, side);
      else if (row.event.type === "message" && isSaid(row.event, side))
        this.player?.heardBefore(row.event.payload, row.number);
    });
    this.#rows.look();
    this.player.start();
  }

  /** A connection without a server. The first one is played; the recording has no more. */
  #meet(connection: Connection): void {
    if (!this.isArmed || this.player) {
      if (this.isArmed) this.player?.report.problem(anotherWasLost(connection.number));
      this.#close(connection, LOST);
      this.#changed();
      return;
    }
    this.#note(`#${connection.number} is played the recording of #${this.plan?.recording.connection}`);
    this.#say("");
    this.#play(connection, "page", 0);
  }

  #act(connection: Connection, side: Side, action: Action): Promise<string | undefined> {
    const { perform } = this.#host;
    if (action.type === "open") {
      const { protocol, extensions } = action;
      return perform(connection, { type: "fake-open", protocol, extensions });
    }
    if (action.type === "close") return this.#close(connection, action.close);
    const type = side === "page" ? "deliver-message" : "send-message";
    return perform(connection, { type, payload: action.payload });
  }

  #close(connection: Connection, close: RecordedClose): Promise<string | undefined> {
    const { code, reason, wasClean, isFailure } = close;
    return this.#host.perform(connection, { type: "fake-close", code, reason, wasClean, isFailure });
  }

  #hear({ event, number, connection }: ConnectionRow, side: Side): void {
    const { player } = this;
    if (!player || connection !== this.connection) return;
    if (event.type === "message") {
      if (isSaid(event, side)) player.heard(event.payload, number);
    } else if (event.type === "close-called" && !event.failure) {
      if (side === "page" && player.isOver) this.#close(connection, closeOf(event.code, event.reason));
      else if (side === "page") player.closedByPage(event.code, event.reason, number);
    } else if (event.type === "connection-closed" && (side === "server" || !event.injected))
      player.end(`The connection was closed, with ${event.code}.`, number);
  }

  /** Something was recorded. */
  #look(): void {
    this.#rows?.look();
    const { connection, player } = this;
    if (connection?.readyState === "left" && player) player.end("The page went away.");
    if (!this.isArmed) return;
    if (this.notice === ELSEWHERE && !this.#host.interceptor.isElsewhere)
      this.#say(waitsFor(this.#address ?? ""));
    if (this.#host.interceptor.mocked.length === 0)
      this.stop(); // “Stop all” did it.
    else if (!player) {
      const notice = this.#escapes?.look();
      if (notice) this.#say(notice);
    }
  }

  #note(what: string): void {
    this.session.note({ type: "intervened", what, time: this.#host.clock.now() });
  }

  #say(notice: string): void {
    this.notice = notice;
    this.#changed();
  }

  #changed(): void {
    const { player } = this;
    if (player?.state === "done" && !this.#told.has(player)) {
      this.#told.add(player);
      const { count } = player.report;
      this.#note(`replay played to its end, ${count === 0 ? "no departures" : plural(count, "departure")}`);
    }
    this.#listeners.tell();
  }
}
