/**
 * World: all. Of the Earshots that watch one tab, one acts on it at a time: two would bend the same message twice, and one would
 * let go what the other holds. Who wants to act asks for the turn, and gives it back when nothing is wanted any more.
 */

/** The turn of a tab, the same for all who watch it. */
export interface Turn {
  /** Resolves with whether it is there now; if it is not, `onTurn` is called when it comes. */
  take(onTurn: () => void): Promise<boolean>;
  /** Gives it back, or waits for it no more. */
  give(): void;
}

export class Charge {
  readonly #turn: Turn;
  /** Called when it came, or has to be waited for. */
  readonly #onChange: () => void;
  #state: "none" | "asked" | "waiting" | "mine" = "none";
  #isWanted = false;
  /** Resolves when it is known whether the turn is there. */
  #asked: Promise<void> = Promise.resolve();

  constructor(turn: Turn, onChange: () => void) {
    this.#turn = turn;
    this.#onChange = onChange;
  }

  get isMine(): boolean {
    return this.#state === "mine";
  }

  /** Something here needs the turn, whether it has come or not. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** Another Earshot acts on this tab. */
  get isElsewhere(): boolean {
    return this.#state === "waiting";
  }

  /** Asks for the turn. Resolves when it is known whether it is there. */
  want(): Promise<void> {
    this.#isWanted = true;
    if (this.#state === "none") this.#asked = this.#ask();
    return this.#asked;
  }

  async #ask(): Promise<void> {
    this.#enter("asked");
    const isNow = await this.#turn.take(() => this.#enter("mine"));
    this.#enter(isNow ? "mine" : "waiting");
  }

  /** Nothing is wanted. Gives the turn back after `undone`, unless it is wanted again by then. */
  async leave(undone: Promise<unknown>): Promise<void> {
    if (!this.#isWanted) return;
    this.#isWanted = false;
    await undone;
    if (this.#isWanted || this.#state === "none") return;
    this.#state = "none";
    this.#turn.give();
  }

  #enter(state: "asked" | "waiting" | "mine"): void {
    if (state !== "asked" && this.#state === "none") return; // Given back meanwhile.
    this.#state = state;
    this.#onChange();
  }
}
