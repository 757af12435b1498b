/**
 * World: all. The messages that the hook holds, and what becomes of each: the rules first, then what is wrong with the
 * connection. Each direction of a connection keeps its order.
 */
import type { Connection } from "../connection.ts";
import type { Direction, InlinePayload, Verdict } from "../protocol.ts";
import type { ConnectionRow } from "../row.ts";
import type { Session } from "../session.ts";
import { apply } from "./apply.ts";
import { type Faults, NO_FAULTS } from "./faults.ts";
import { FlowClock } from "./flow.ts";
import { type Clock, dropIt, Lane, letGo, type Waiting } from "./lane.ts";
import type { RuleBook } from "./rule-book.ts";

/** What the desk asks of the recorder. */
export interface DeskHost {
  readonly session: Session;
  readonly clock: Clock;
  /** 0 to below 1. */
  random(): number;
  settle(connection: Connection, verdicts: Verdict[]): void;
  /** Says something on a connection: to its server as `sent`, to its page as `received`. */
  speak(connection: Connection, direction: Direction, payload: InlinePayload): void;
  /** Reads the payload of a row that is still a handle. */
  load(row: ConnectionRow): Promise<unknown>;
}

/** A message that waits for the user. */
export interface Paused {
  row: ConnectionRow;
  direction: Direction;
  /** Why it was stopped. */
  cause: string;
  waiting: Waiting;
}

interface Kept {
  lanes: Record<Direction, Lane>;
  flows: Record<Direction, FlowClock>;
  faults: Faults;
}

const DIRECTIONS = ["sent", "received"] as const;

export class Desk {
  readonly #host: DeskHost;
  readonly #rules: RuleBook;
  readonly #kept = new Map<Connection, Kept>();
  #paused: readonly Paused[] = [];
  /** Those in which something was decided. */
  readonly #ready = new Set<Lane>();

  constructor(host: DeskHost, rules: RuleBook) {
    this.#host = host;
    this.#rules = rules;
  }

  /** Those that wait for the user, oldest first. */
  get paused(): readonly Paused[] {
    return this.#paused;
  }

  /** The connections with faults. */
  get faulty(): [Connection, Faults][] {
    return [...this.#kept].map(([connection, { faults }]) => [connection, faults]);
  }

  faultsOf(connection: Connection): Faults {
    return this.#kept.get(connection)?.faults ?? NO_FAULTS;
  }

  setFaults(connection: Connection, faults: Faults): void {
    const kept = this.#keep(connection);
    kept.faults = faults;
    for (const direction of DIRECTIONS) {
      kept.lanes[direction].isStopped = faults.isStalled;
      kept.lanes[direction].run();
    }
  }

  /** Decides about a message that the hook has begun to hold. */
  take(row: ConnectionRow, held: number): void {
    const direction = wayOf(row);
    const nothing = { verdict: undefined, due: 0, isPaused: false, speeches: [], isOver: false };
    const waiting: Waiting = { held, ...nothing };
    this.#keep(row.connection).lanes[direction].add(waiting);
    this.#decide(row, direction, waiting);
  }

  /** Lets a paused message go, as `payload` if it was edited. */
  release({ waiting, row, cause }: Paused, payload?: InlinePayload): void {
    const how = payload ? "edited by hand" : "by hand";
    this.#resume(row, waiting, letGo(waiting.held, `${cause}, ${how}`, payload ?? waiting.verdict?.payload));
  }

  drop({ waiting, row, cause }: Paused): void {
    waiting.speeches = [];
    this.#resume(row, waiting, dropIt(waiting.held, `${cause}, dropped by hand`));
  }

  /** It is held no more, whoever settled it. */
  forget(connection: Connection, held: number): void {
    const lanes = this.#kept.get(connection)?.lanes;
    for (const direction of DIRECTIONS) {
      lanes?.[direction].remove(held);
      lanes?.[direction].run();
    }
    this.#paused = this.#paused.filter(
      ({ row, waiting }) => row.connection !== connection || waiting.held !== held,
    );
  }

  /** Nothing of a document is held any more. */
  clear(documentId: string): void {
    for (const [connection, { lanes }] of this.#kept)
      if (connection.documentId === documentId) for (const direction of DIRECTIONS) lanes[direction].clear();
    this.#paused = this.#paused.filter(({ row }) => row.connection.documentId !== documentId);
  }

  /** A document is gone. */
  left(documentId: string): void {
    this.clear(documentId);
    for (const connection of this.#kept.keys())
      if (connection.documentId === documentId) this.#kept.delete(connection);
  }

  async #decide(row: ConnectionRow, direction: Direction, waiting: Waiting): Promise<void> {
    const { clock, random, speak, session } = this.#host;
    const kept = this.#keep(row.connection);
    const rules = await this.#meeting(row, direction);
    if (waiting.isOver) return;
    const { held } = waiting;
    const done = apply(rules, row, { held, random, note: (rule, problem) => this.#rules.hit(rule, problem) });
    const isMessage = row.event.type === "message";
    const flow = { ...kept.faults.flows[direction], ...(!isMessage && { loss: 0 }) };
    const due = kept.flows[direction].pass(flow, row.size, clock.now() + done.delay);
    waiting.verdict = due === undefined ? dropIt(held, "fault: lost") : done.verdict;
    waiting.due = due ?? clock.now();
    waiting.isPaused = done.isPaused && waiting.verdict.action === "pass";
    waiting.speeches = done.speeches.map(({ isBack, payload }) => () => {
      speak(row.connection, isBack ? opposite(direction) : direction, payload);
    });
    const { cause } = done.verdict;
    if (waiting.isPaused) this.#paused = [...this.#paused, { row, direction, cause, waiting }];
    if (rules.length > 0) session.touch();
    this.#runSoon(kept.lanes[direction]);
  }

  /** Once for all that is decided in one go: their verdicts are one command to the hook. */
  #runSoon(lane: Lane): void {
    if (this.#ready.size === 0)
      Promise.resolve().then(() => {
        const lanes = [...this.#ready];
        this.#ready.clear();
        for (const each of lanes) each.run();
      });
    this.#ready.add(lane);
  }

  /** Waits only if a payload has to be read first: what is at hand is decided at once. */
  #meeting(row: ConnectionRow, direction: Direction): Meeting | Promise<Meeting> {
    const { session, load } = this.#host;
    if (row.event.type !== "message") return [];
    const rules = this.#rules.meeting(session.rows, row, direction);
    if (rules && (rules.length === 0 || !("blob" in row.event.payload))) return rules;
    return load(row).then(() => this.#rules.meeting(session.rows, row, direction) ?? []);
  }

  #resume(row: ConnectionRow, waiting: Waiting, verdict: Verdict): void {
    waiting.verdict = verdict;
    waiting.isPaused = false;
    this.#paused = this.#paused.filter((paused) => paused.waiting !== waiting);
    for (const direction of DIRECTIONS) this.#runSoon(this.#keep(row.connection).lanes[direction]);
    this.#host.session.touch();
  }

  #keep(connection: Connection): Kept {
    const known = this.#kept.get(connection);
    if (known) return known;
    const { clock, settle, random } = this.#host;
    const lane = () => new Lane(clock, (verdicts) => settle(connection, verdicts));
    const kept: Kept = {
      lanes: { sent: lane(), received: lane() },
      flows: { sent: new FlowClock(random), received: new FlowClock(random) },
      faults: NO_FAULTS,
    };
    this.#kept.set(connection, kept);
    return kept;
  }
}

/** Which way something goes that may be held: messages, the page's `close()`, errors and closes that it is told of. */
export function wayOf({ event }: ConnectionRow): Direction {
  if (event.type === "message") return event.direction;
  return event.type === "close-called" ? "sent" : "received";
}

type Meeting = ReturnType<RuleBook["meeting"]> & object;

const opposite = (direction: Direction): Direction => (direction === "sent" ? "received" : "sent");
