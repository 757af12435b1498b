/**
 * World: page (MAIN). The workers that a document (or a worker) starts: puts the hook into those whose script is at
 * hand, and merges what their hooks tell into this journal, under numbers of its own.
 */
import type { BridgeCommand, ConnectionCommand, PageEvent, WorkerPlace } from "../core/protocol.ts";
import { disguise, replace, undisguise } from "./disguise.ts";
import type { Journal } from "./journal.ts";
import { weightOf } from "./payload.ts";
import * as native from "./primordials.ts";
import { nextId } from "./sockets.ts";
import { callNative, constructNative } from "./stack.ts";
import { randomToken, release, rememberBlobs, withHook } from "./worker-script.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

/** A way to the hook in one worker. */
interface Line {
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

export class Workers {
  readonly #journal: Journal;
  readonly #lines = native.newList<Line>();
  /** By our connection number. */
  readonly #owners = native.newList<Owner | undefined>();
  readonly #lineOf = new native.NativeWeakMap<object, Line>();
  readonly #known = new native.NativeWeakMap<Worker, Worker>();
  #count = 0;
  #isWatched = false;
  /** By address: our number of each shared worker. */
  readonly #shared = { __proto__: null } as unknown as Record<string, number>;
  /** Firefox: the first word of the hooks that its background puts into workers' scripts. */
  #token = "";

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Replaces what a realm starts workers with. */
  observe(realm: typeof globalThis): void {
    if ("createObjectURL" in realm.URL) rememberBlobs(realm); // A service worker has none.
    this.#replace(realm, "Worker", (args, make) => this.#start(args, make));
    this.#replace(realm, "SharedWorker", (args, make) => {
      const worker = make();
      this.#note("shared worker", args[0]);
      return worker;
    });
    if (!("Worker" in realm)) return;
    const { prototype } = realm.Worker;
    const terminate = (target: unknown, self: Worker, args: unknown[]): unknown => {
      const result = callNative(target, self, args, terminate);
      const line = native.weakGet(this.#lineOf, self) as Line | undefined;
      if (line) this.#end(line);
      return result;
    };
    replace(prototype, "terminate", disguise(undisguise(prototype.terminate), "apply", terminate));
  }

  /** Firefox's background puts a hook into the scripts of workers, too. It greets with this word. */
  expect(token: string): void {
    this.#token = token;
  }

  /** Passes on what a document was asked: to watch, to stop, to forget. */
  tell(command: BridgeCommand): void {
    if (command.type === "watch") this.#isWatched = true;
    if (command.type === "unwatch" || command.type === "retire") this.#isWatched = false;
    for (let i = 0; i < this.#lines.length; i++) {
      const line = this.#lines[i] as Line;
      line.send(command.type === "watch" ? { type: "watch", after: line.heard } : command);
    }
  }

  /** Lets the worker whose connection it is do it; false when it is none of theirs. */
  perform(command: ConnectionCommand): boolean {
    const owner = this.#owners[command.connectionId];
    if (owner) owner.line.send({ ...command, connectionId: owner.connectionId });
    return owner !== undefined;
  }

  /** The number of the shared worker that this document connected to at that address; 0 for any other. */
  numberOf(url: string): number {
    return this.#shared[url] ?? 0;
  }

  /** Watches once more a worker that another document of its origin told to stop. */
  again(line: Line): void {
    if (this.#isWatched) line.send({ type: "watch", after: line.heard });
  }

  /** Hears a worker from now on. */
  join(send: Line["send"], workerId: number): Line {
    const line: Line = { send, heard: 0, connections: native.newList(), workers: native.newList() };
    this.#lines[this.#lines.length] = line;
    this.#journal.write({ type: "worker-hooked", workerId });
    if (this.#isWatched) send({ type: "watch", after: 0 });
    return line;
  }

  /** Writes down what a worker tells. A backlog comes in no order. */
  hear(line: Line, events: PageEvent[]): void {
    native.sort(events, (a, b) => a.sequence - b.sequence);
    for (let i = 0; i < events.length; i++) {
      const event = events[i] as PageEvent;
      if (event.sequence <= line.heard) continue;
      line.heard = event.sequence;
      this.#write(line, event);
    }
  }

  #write(line: Line, event: PageEvent): void {
    const time = event.time - native.timeOrigin;
    if (event.type === "worker-started" || event.type === "worker-hooked") {
      line.workers[event.workerId] ??= ++this.#count;
      this.#journal.write({ ...event, workerId: line.workers[event.workerId] as number }, time);
    } else if (event.type === "command-finished") this.#journal.write(event, time);
    else {
      line.connections[event.connectionId] ??= nextId();
      const connectionId = line.connections[event.connectionId] as number;
      this.#owners[connectionId] ??= { line, connectionId: event.connectionId };
      const weight = event.type === "message" ? weightOf(event.payload) : 0;
      this.#journal.write({ ...event, connectionId }, time, weight);
    }
  }

  #replace(
    realm: typeof globalThis,
    name: "Worker" | "SharedWorker",
    start: (args: unknown[], make: () => Worker) => Worker,
  ): void {
    if (!(name in realm)) return;
    const target = undisguise(realm[name]);
    const construct = (given: unknown, args: unknown[], newTarget: unknown) =>
      start(args, () => constructNative(given, args, newTarget, construct) as Worker);
    const observed = disguise(target, "construct", construct);
    replace(target.prototype, "constructor", observed);
    replace(realm, name, observed);
  }

  #start(args: unknown[], make: () => Worker): Worker {
    const token = randomToken();
    const given = args[0];
    const url = native.textOf(given);
    const hooked = withHook(url, token);
    if (hooked) args[0] = hooked;
    const worker = make();
    if (hooked) release(hooked);
    // The user's bootstrap is beneath us and has come through here already, with a Blob.
    if (native.weakGet(this.#known, worker)) return worker;
    native.weakSet(this.#known, worker, worker);
    const workerId = this.#note("worker", given);
    const word = hooked ? token : this.#token;
    if (word) this.#awaitHello(worker, word, workerId);
    return worker;
  }

  #note(kind: WorkerPlace["kind"], given: unknown): number {
    this.#count += 1;
    const url = native.absolute(native.textOf(given));
    this.#journal.write({ type: "worker-started", workerId: this.#count, worker: { kind, url } });
    if (kind === "shared worker") this.#shared[url] = this.#count;
    return this.#count;
  }

  /** The hook in a worker speaks before the worker does: its first message brings a port. */
  #awaitHello(worker: Worker, word: string, workerId: number): void {
    const onHello = (event: Event) => {
      native.removeListener(worker, "message", onHello, false);
      if (native.dataOf(event as MessageEvent) !== word) return;
      native.stopEvent(event);
      const port = native.portsOf(event as MessageEvent)[0] as MessagePort;
      const line = this.join((command) => native.post(port, command), workerId);
      native.weakSet(this.#lineOf, worker, line);
      native.addListener(port, "message", (message) =>
        this.hear(line, native.dataOf(message as MessageEvent)),
      );
      native.startPort(port);
    };
    native.addListener(worker, "message", onHello);
  }

  /** A terminated worker's connections are gone without an event, and nobody commands it any more. */
  #end(line: Line): void {
    const last = this.#lines.length - 1;
    for (let i = 0; i <= last; i++) {
      if (this.#lines[i] !== line) continue;
      this.#lines[i] = this.#lines[last] as Line;
      this.#lines.length = last;
      break;
    }
    for (let i = 0; i < line.connections.length; i++) {
      const connectionId = line.connections[i];
      if (connectionId) this.#journal.write({ type: "connection-left", connectionId });
    }
  }
}
