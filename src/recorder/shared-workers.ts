/**
 * World: recorder, in Firefox. Shared and service workers belong to no document: one document of each origin hears them for
 * the tab.
 */
import type { DocumentHello } from "../core/protocol.ts";

/** Who hears the workers of which origin. `tell` asks a document to. */
export class SharedWorkerEars {
  readonly #tell: (documentId: string) => void;
  readonly #present = new Map<string, string>();
  readonly #ears = new Map<string, string>();

  constructor(tell: (documentId: string) => void) {
    this.#tell = tell;
  }

  joined({ documentId, url }: DocumentHello): void {
    const origin = originOf(url);
    this.#present.set(documentId, origin);
    if (origin === "null") return; // Opaque: nobody shares it.
    const ear = this.#ears.get(origin) ?? documentId;
    this.#ears.set(origin, ear);
    if (ear === documentId) this.#tell(documentId);
  }

  left(documentId: string): void {
    const origin = this.#present.get(documentId);
    this.#present.delete(documentId);
    if (origin === undefined || this.#ears.get(origin) !== documentId) return;
    this.#ears.delete(origin);
    const next = [...this.#present].find(([, other]) => other === origin)?.[0];
    if (!next) return;
    this.#ears.set(origin, next);
    this.#tell(next);
  }

  /** Whether some document of this address's origin is in the tab. */
  knows(url: string): boolean {
    return this.#ears.has(originOf(url));
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "null";
}
