/**
 * World: page (MAIN). The workers that a document (or a worker) starts: puts the hook into those whose script is at
 * hand, and merges what their hooks tell into this journal, under numbers of its own.
 */
import type { BridgeCommand, PageEvent, WorkerPlace } from "../core/protocol.ts";
import { disguise, replace, undisguise } from "./disguise.ts";
import { write } from "./journal.ts";
import { weightOf } from "./payload.ts";
import * as native from "./primordials.ts";
import { nextId } from "./sockets.ts";
import { callNative, constructNative } from "./stack.ts";
import { randomToken, release, rememberBlobs, withHook } from "./worker-script.ts";

/** A way to the hook in one worker. */
export interface Line {
  send(command: BridgeCommand): void;
  /** The highest sequence number heard. */
  heard: number;
  /** By its numbers: ours, of its connections and of the workers that it started itself. */
  connections: number[];
  workers: number[];
}

interface Owner {
  line: Line;
  connectionId: number;
}

const lines = native.newList<Line>();
/** By our connection number. */
const owners = native.newList<Owner | undefined>();
const lineOf = new native.NativeWeakMap<object, Line>();
const known = new native.NativeWeakMap<Worker, Worker>();
/** By address: our number of each shared worker. */
const shared = { __proto__: null } as unknown as Record<string, number>;
let count = 0;
let isWatched = false;
let interceptions: BridgeCommand | undefined;
/** Firefox: the first word of the hooks that its background puts into workers' scripts. */
let greeting = "";

/** Replaces what a realm starts workers with. */
export function observeWorkers(realm: typeof globalThis): void {
  if ("createObjectURL" in realm.URL) rememberBlobs(realm); // A service worker has none.
  observeConstructor(realm, "Worker", start);
  observeConstructor(realm, "SharedWorker", (args, make) => {
    const worker = make();
    note("shared worker", args[0]);
    return worker;
  });
  if (!("Worker" in realm)) return;
  const { prototype } = realm.Worker;
  const terminate = (target: unknown, self: Worker, args: unknown[]): unknown => {
    const result = callNative(target, self, args, terminate);
    const line = native.weakGet(lineOf, self) as Line | undefined;
    if (line) end(line);
    return result;
  };
  replace(prototype, "terminate", disguise(undisguise(prototype.terminate), "apply", terminate));
}

/** Firefox's background puts a hook into the scripts of workers, too. It greets with this word. */
export function expectWorkers(word: string): void {
  greeting = word;
}

/** Passes on that a document was asked to watch, to stop, to forget. */
export function watchWorkers(command: BridgeCommand): void {
  isWatched = command.type === "watch";
  if (!isWatched) tellWorkers(command);
  else for (let i = 0; i < lines.length; i++) watchAgain(lines[i] as Line);
}

/** Passes on what concerns all. Workers to come hear of the interceptions, too. */
export function tellWorkers(command: BridgeCommand): void {
  interceptions = command.type === "intercept" ? command : undefined;
  for (let i = 0; i < lines.length; i++) (lines[i] as Line).send(command);
}

/** Lets the worker whose connection it is do it; false when it is none of theirs. */
export function performInWorker(command: Extract<BridgeCommand, { connectionId: number }>): boolean {
  const owner = owners[command.connectionId];
  if (owner) owner.line.send({ ...command, connectionId: owner.connectionId });
  return owner !== undefined;
}

/** The number of the shared worker that this document connected to at that address; 0 for any other. */
export function numberOf(url: string): number {
  return shared[url] ?? 0;
}

/** Watches, if this document is watched, a worker that another document of its origin may have told to stop. */
export function watchAgain(line: Line): void {
  if (isWatched) line.send({ type: "watch", after: line.heard });
}

/** Hears a worker from now on. */
export function join(send: Line["send"], workerId: number): Line {
  const line: Line = { send, heard: 0, connections: native.newList(), workers: native.newList() };
  lines[lines.length] = line;
  write({ type: "worker-hooked", workerId });
  if (interceptions) send(interceptions);
  watchAgain(line);
  return line;
}

/** Writes down what a worker tells. A backlog comes in no order. */
export function hear(line: Line, events: PageEvent[]): void {
  native.sort(events, (a, b) => a.sequence - b.sequence);
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as PageEvent;
    if (event.sequence <= line.heard) continue;
    line.heard = event.sequence;
    merge(line, event);
  }
}

function merge(line: Line, event: PageEvent): void {
  const time = event.time - native.timeOrigin;
  if (event.type === "worker-started" || event.type === "worker-hooked") {
    line.workers[event.workerId] ??= ++count;
    write({ ...event, workerId: line.workers[event.workerId] as number }, time);
  } else if (event.type === "command-finished" || event.type === "let-go") write(event, time);
  else {
    line.connections[event.connectionId] ??= nextId();
    const connectionId = line.connections[event.connectionId] as number;
    owners[connectionId] ??= { line, connectionId: event.connectionId };
    const weight = event.type === "message" ? weightOf(event.payload) : 0;
    write({ ...event, connectionId }, time, weight);
  }
}

function observeConstructor(
  realm: typeof globalThis,
  name: "Worker" | "SharedWorker",
  begin: (args: unknown[], make: () => Worker) => Worker,
): void {
  if (!(name in realm)) return;
  const target = undisguise(realm[name]);
  const construct = (given: unknown, args: unknown[], newTarget: unknown) =>
    begin(args, () => constructNative(given, args, newTarget, construct) as Worker);
  const observed = disguise(target, "construct", construct);
  replace(target.prototype, "constructor", observed);
  replace(realm, name, observed);
}

function start(args: unknown[], make: () => Worker): Worker {
  const token = randomToken();
  const given = args[0];
  const hooked = withHook(native.textOf(given), token);
  if (hooked) args[0] = hooked;
  const worker = make();
  if (hooked) release(hooked);
  // The user's bootstrap is beneath us and has come through here already, with a Blob.
  if (native.weakGet(known, worker)) return worker;
  native.weakSet(known, worker, worker);
  const workerId = note("worker", given);
  const word = hooked ? token : greeting;
  if (word) awaitHello(worker, word, workerId);
  return worker;
}

function note(kind: WorkerPlace["kind"], given: unknown): number {
  count += 1;
  const url = native.absolute(native.textOf(given));
  write({ type: "worker-started", workerId: count, worker: { kind, url } });
  if (kind === "shared worker") shared[url] = count;
  return count;
}

/** The hook in a worker speaks before the worker does: its first message brings a port. */
function awaitHello(worker: Worker, word: string, workerId: number): void {
  const onHello = (event: Event) => {
    native.removeListener(worker, "message", onHello, false);
    if (native.dataOf(event as MessageEvent) !== word) return;
    native.stopEvent(event);
    const port = native.portsOf(event as MessageEvent)[0] as MessagePort;
    const line = join((command) => native.post(port, command), workerId);
    native.weakSet(lineOf, worker, line);
    native.hearPort(port, (events) => hear(line, events as PageEvent[]));
  };
  native.addListener(worker, "message", onHello);
}

/** A terminated worker's connections are gone without an event, and nobody commands it any more. */
function end(line: Line): void {
  const last = lines.length - 1;
  for (let i = 0; i <= last; i++) {
    if (lines[i] !== line) continue;
    lines[i] = lines[last] as Line;
    lines.length = last;
    break;
  }
  for (let i = 0; i < line.connections.length; i++) {
    const connectionId = line.connections[i];
    if (connectionId) write({ type: "connection-left", connectionId });
  }
}
