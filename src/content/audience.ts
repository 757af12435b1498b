/** World: content (ISOLATED). The recorders that listen to a document, and how much is on its way to each. */
import type { Batch } from "../core/protocol.ts";
import type { RuntimePort } from "./extension.ts";

/** A batch is at most about 256 KiB: beyond 64 MiB the queue of a port would only grow. */
const MAX_UNHEARD = 256;

export class Audience {
  /** With the batches that are on their way to each. */
  readonly #ports = new Map<RuntimePort, number>();
  /** Those whose recorder cannot keep up. What they miss stays in the hook's backlog, or is counted there. */
  readonly #lagging = new Set<RuntimePort>();

  get isEmpty(): boolean {
    return this.#ports.size === 0;
  }

  /** It gets what comes from now on; one that lagged, too. */
  add(port: RuntimePort): void {
    if (!this.#ports.has(port)) this.#ports.set(port, 0);
    this.#lagging.delete(port);
  }

  remove(port: RuntimePort): void {
    this.#ports.delete(port);
    this.#lagging.delete(port);
  }

  clear(): void {
    this.#ports.clear();
    this.#lagging.clear();
  }

  /** Its recorder has taken so many more; true when it lagged and can have what it missed. */
  heard(port: RuntimePort, batches: number): boolean {
    const rest = (this.#ports.get(port) ?? 0) - batches;
    this.#ports.set(port, rest);
    return rest <= MAX_UNHEARD / 2 && this.#lagging.has(port);
  }

  /** Hands a batch to one of them, or to all; those whose port is dead, or cannot carry it, are cut off. */
  tell(batch: Batch, only?: RuntimePort): void {
    for (const port of only ? [only] : this.#ports.keys()) {
      try {
        this.#post(port, batch);
      } catch {
        this.remove(port);
        port.disconnect(); // The recorder must hear that the line is lost, and not wait.
      }
    }
  }

  #post(port: RuntimePort, batch: Batch): void {
    const unheard = this.#ports.get(port) ?? 0;
    if (unheard >= MAX_UNHEARD) this.#lagging.add(port);
    if (this.#lagging.has(port)) return;
    this.#ports.set(port, unheard + 1);
    port.postMessage(batch);
  }
}
