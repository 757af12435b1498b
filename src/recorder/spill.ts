/**
 * World: recorder. The disk: an IndexedDB of each session's own, which a Web Lock of the same name says is in use.
 *
 * OPFS takes many times as long for chunks of this size (docs/performance.md).
 */
import type { Spill } from "../core/store/spill.ts";

type Data = string | Uint8Array<ArrayBuffer>;

const PREFIX = "earshot-session-";
const STORE = "chunks";

/** A disk for a new session; undefined where there is none. Takes away what sessions that are over have left. */
export function newSpill(): Spill | undefined {
  if (!("indexedDB" in globalThis && globalThis.navigator?.locks)) return undefined;
  sweep().catch(() => {}); // Firefox has no disk for private windows.
  const spill = new DiskSpill();
  globalThis.addEventListener?.("pagehide", () => spill.discard());
  return spill;
}

/** A session takes its lock before it has a database: one without a lock is nobody's. */
async function sweep(): Promise<void> {
  const databases = await indexedDB.databases();
  const { held = [], pending = [] } = await navigator.locks.query();
  const live = new Set([...held, ...pending].map(({ name }) => name));
  for (const { name = "" } of databases)
    if (name.startsWith(PREFIX) && !live.has(name)) indexedDB.deleteDatabase(name);
}

class DiskSpill implements Spill {
  readonly #name = PREFIX + crypto.randomUUID();
  #database: Promise<IDBDatabase> | undefined;
  #writing: { store: IDBObjectStore; done: Promise<void> } | undefined;

  async write(id: number, data: Data): Promise<void> {
    const database = await this.#open();
    this.#writing ??= this.#beginWriting(database);
    const { store, done } = this.#writing;
    store.put(data, id);
    return done;
  }

  async read(id: number): Promise<Data> {
    const database = await this.#open();
    const data = await answer<Data | undefined>(database.transaction(STORE).objectStore(STORE).get(id));
    if (data === undefined) throw new Error(`Chunk ${id} is not on the disk.`);
    return data;
  }

  async clear(): Promise<void> {
    if (!this.#database) return;
    const database = await this.#database;
    await answer(database.transaction(STORE, "readwrite").objectStore(STORE).clear());
  }

  /** The session is over. If there is no time for this, the next one does it. */
  discard(): void {
    if (!this.#database) return;
    this.#database.then((database) => database.close());
    indexedDB.deleteDatabase(this.#name);
  }

  /** One transaction for all that is written in one turn. */
  #beginWriting(database: IDBDatabase) {
    const transaction = database.transaction(STORE, "readwrite", { durability: "relaxed" });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    queueMicrotask(() => {
      this.#writing = undefined;
    });
    return { store: transaction.objectStore(STORE), done };
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= hold(this.#name).then(() => {
      const request = indexedDB.open(this.#name);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      return answer(request);
    });
    return this.#database;
  }
}

/** Resolves when the lock is ours; it stays so until this page is gone. */
function hold(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const forever = new Promise(() => {});
    navigator.locks
      .request(name, () => {
        resolve();
        return forever;
      })
      .catch(reject);
  });
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
