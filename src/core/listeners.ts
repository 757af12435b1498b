/** World: all. Who wants to hear of changes. */

export class Listeners {
  readonly #listeners = new Set<() => void>();

  /** Returns how to stop. */
  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Firefox destroys the panel's document without a word, and a dead document's listener throws: it is dropped. */
  tell(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch {
        this.#listeners.delete(listener);
      }
    }
  }
}
