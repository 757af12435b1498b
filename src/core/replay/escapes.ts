/** World: all. Connections that look as if a replay should have taken them, and have their servers all the same. */
import { type Connection, isLive } from "../connection.ts";
import { type FrameChoice, isIn } from "../intercept/frame-choice.ts";
import type { Session } from "../session.ts";
import { inOtherFrame, tooEarly, tooEarlyInFrame } from "./notices.ts";

export class Escapes {
  readonly #session: Session;
  readonly #address: string;
  readonly #frame: FrameChoice;
  /** Those that were there before. */
  #known: ReadonlySet<Connection>;

  /** `address` as the hook looks for it. */
  constructor(session: Session, address: string, frame: FrameChoice) {
    this.#session = session;
    this.#address = address;
    this.#frame = frame;
    this.#known = new Set(session.connections);
  }

  /** Tells of a new one, once it is connected, why it was not taken. */
  look(): string | undefined {
    const { connections, documents } = this.#session;
    const escaped = connections.find(
      (each) =>
        !this.#known.has(each) && !each.isMocked && isLive(each) && `${each.url} `.includes(this.#address),
    );
    if (!escaped || escaped.readyState === "connecting") return undefined;
    this.#known = new Set(connections);
    const { number, documentId } = escaped;
    const place = documents.find((each) => each.documentId === documentId);
    if (!place) return tooEarly(number);
    if (!isIn(place, this.#frame)) return inOtherFrame(number, place.url);
    return place.isTop ? tooEarly(number) : tooEarlyInFrame(number, place.url);
  }
}
