/**
 * World: page (MAIN). Stands between a socket and its page while the user holds, bends or fakes what passes: a held message
 * waits here, numbered, until the recorder says what becomes of it. A socket that nobody touches has no gate.
 *
 * Nothing is decided here. When the recorder goes, everything that waits goes on its way at once.
 */
import type { Direction, InlinePayload, Outcome, Verdict } from "../core/protocol.ts";
import * as native from "./primordials.ts";

/** What waits: a message, an error, a close. */
export interface Held {
  direction: Direction;
  /** Lets it go on, with this payload in the place of its own if there is one; tells what came of it. */
  pass(replacement: InlinePayload | undefined): Outcome;
  /** It will never go on. */
  drop(): void;
}

export interface Gate {
  holdsSent: boolean;
  holdsReceived: boolean;
  /** The ready state that the page sees; -1 for the socket's own. */
  state: number;
  /** The socket's own, before the error or close that is held. */
  before: number;
  /** What the page sees of `bufferedAmount` beyond the socket's own. */
  buffered: number;
  /** There is no server: all that the page sees of this socket is said by the recorder. */
  isMocked: boolean;
  protocol: string;
  extensions: string;
  /** By number, from 1. */
  held: (Held | undefined)[];
  /** The last number given. */
  count: number;
  waitingToServer: number;
  waitingToPage: number;
  /** Those that go on to the page, each in a task of its own. */
  leaving: (() => void)[];
  /** Writes down what became of one. */
  settled(held: number, outcome: Outcome, cause: string): void;
}

export function newGate(before: number, settled: Gate["settled"]): Gate {
  return {
    holdsSent: false,
    holdsReceived: false,
    state: -1,
    before,
    buffered: 0,
    isMocked: false,
    protocol: "",
    extensions: "",
    held: native.newList(),
    count: 0,
    waitingToServer: 0,
    waitingToPage: 0,
    leaving: native.newList(),
    settled,
  };
}

/** Keeps it until it is settled; returns its number. */
export function hold(gate: Gate, item: Held): number {
  count(gate, item, 1);
  gate.count += 1;
  gate.held[gate.count] = item;
  return gate.count;
}

function count(gate: Gate, { direction }: Held, change: number): void {
  if (direction === "sent") gate.waitingToServer += change;
  else gate.waitingToPage += change;
  if (gate.waitingToServer + gate.waitingToPage === 0) gate.held = native.newList();
}

/** Does what was decided of one. One that is not held any more is passed over: a verdict may come twice. */
export function settle(gate: Gate, { held, action, payload, cause }: Verdict): void {
  const item = gate.held[held];
  if (!item) return;
  gate.held[held] = undefined;
  if (action === "drop") {
    count(gate, item, -1);
    item.drop();
    gate.settled(held, "dropped", cause);
    return;
  }
  const go = () => {
    count(gate, item, -1);
    gate.settled(held, item.pass(payload), cause);
  };
  if (item.direction === "sent") go();
  else leave(gate, go);
}

/** Holds these directions from now on and no other: what waits there goes on its way, in its order. */
export function setHold(gate: Gate, sent: boolean, received: boolean): void {
  gate.holdsSent = sent;
  gate.holdsReceived = received;
  if (!sent) letGo(gate, "sent");
  if (!received) letGo(gate, "received");
}

/** Lets everything of a direction go that waits, in its order. */
export function letGo(gate: Gate, direction: Direction): void {
  for (let held = 1; held < gate.held.length; held++)
    if (gate.held[held]?.direction === direction)
      settle(gate, { held, action: "pass", payload: undefined, cause: "" });
}

/** A page that hears of two messages in one task would see less happen between them than it does from a server. */
function leave(gate: Gate, go: () => void): void {
  gate.leaving[gate.leaving.length] = go;
  if (gate.leaving.length === 1) native.schedule(() => leaveFrom(gate, 0), 0);
}

function leaveFrom(gate: Gate, index: number): void {
  const go = gate.leaving[index] as () => void;
  if (index + 1 < gate.leaving.length) native.schedule(() => leaveFrom(gate, index + 1), 0);
  else gate.leaving = native.newList();
  go();
}
