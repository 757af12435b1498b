/** World: all. Addresses whose connections get no server: those that are offline, and those that are played from a recording. */
import type { DocumentHello, Interception } from "../protocol.ts";
import { ANY_FRAME, type FrameChoice, isIn } from "./frame-choice.ts";

/** How connections to come shall begin. */
export interface Beginnings {
  /** In all documents. */
  any: Interception[];
  /** Those without a server, in some. */
  mocked: Interception[];
  frame: FrameChoice;
}

export class Addresses {
  /** Addresses that cannot be reached. */
  readonly offline = new Set<string>();
  /** Those whose connections are still to fail, once new ones will. */
  readonly failing = new Set<string>();
  #mocked: readonly string[] = [];
  #frame: FrameChoice = ANY_FRAME;
  /** Documents that keep their servers all the same. */
  #spared: ReadonlySet<string> = new Set();

  get mocked(): readonly string[] {
    return this.#mocked;
  }

  /** In words. */
  get activities(): string[] {
    return [
      ...[...this.offline].map((url) => `${url} offline`),
      ...this.#mocked.map((url) => `${url} played from a recording`),
    ];
  }

  setOffline(url: string, isOffline: boolean): void {
    for (const urls of [this.offline, this.failing])
      if (isOffline) urls.add(url);
      else urls.delete(url);
  }

  /** From now on these are played, in documents of `frame` that are not spared. */
  mock(urls: readonly string[], frame: FrameChoice, spared: Iterable<string>): void {
    this.#mocked = urls;
    this.#frame = frame;
    this.#spared = new Set(spared);
  }

  /** With those that rules ask for. */
  beginnings(rules: Interception[]): Beginnings {
    const any = [...rules, ...[...this.offline].map(noServer)];
    return { any, mocked: this.#mocked.map(noServer), frame: this.#frame };
  }

  /** What of it one document is told. */
  toldTo(hello: DocumentHello, { any, mocked }: Beginnings): Interception[] {
    const isMocked = isIn(hello, this.#frame) && !this.#spared.has(hello.documentId);
    return isMocked ? [...any, ...mocked] : any;
  }
}

const noServer = (url: string): Interception => ({ url, sent: false, received: false, mocked: true });
