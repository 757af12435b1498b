/** World: all. Who is in which room, now and as of any row before. */

interface Change {
  /** Of the row that told it. */
  number: number;
  room: string;
  added: readonly string[];
  removed: readonly string[];
}

type Rooms = Map<string, Set<string>>;

/** Changes that are remembered one by one; beyond, the older half becomes what it led to. */
const MAX_CHANGES = 100_000;

export class Rosters {
  readonly #now: Rooms = new Map();
  /** As of the row before the first change. */
  readonly #base: Rooms = new Map();
  #changes: Change[] = [];
  #isCut = false;

  get isEmpty(): boolean {
    return this.#now.size === 0;
  }

  has(room: string, name: string): boolean {
    return this.#now.get(room)?.has(name) === true;
  }

  /** The rooms in which somebody of that name is. */
  roomsOf(name: string): string[] {
    return [...this.#now].filter(([, names]) => names.has(name)).map(([room]) => room);
  }

  /** Somebody came or went. */
  change(number: number, room: string, added: readonly string[], removed: readonly string[]): void {
    if (added.length === 0 && removed.length === 0) return;
    const change = { number, room, added, removed };
    this.#changes.push(change);
    apply(this.#now, change);
    if (this.#changes.length <= MAX_CHANGES) return;
    for (const old of this.#changes.splice(0, MAX_CHANGES / 2)) apply(this.#base, old);
    this.#isCut = true;
  }

  /** A whole new roster: tells what it changed. */
  replace(number: number, room: string, users: readonly string[]) {
    const before = this.#now.get(room) ?? new Set<string>();
    const after = new Set(users);
    const added = [...after].filter((name) => !before.has(name));
    const removed = [...before].filter((name) => !after.has(name));
    this.change(number, room, added, removed);
    if (after.size > 0 || this.#now.has(room)) this.#now.set(room, after); // In the order of the list.
    return { wasEmpty: before.size === 0, added, removed };
  }

  /** Who is in a room now, or in any. */
  here(room?: string): string[] {
    return namesIn(this.#now, room);
  }

  /** Who was there when the row of that number had come; `undefined` when it was too long ago. */
  asOf(number: number, room?: string): string[] | undefined {
    const [first] = this.#changes;
    if (this.#isCut && first && number < first.number) return undefined;
    const rooms: Rooms = new Map([...this.#base].map(([name, users]) => [name, new Set(users)]));
    for (const change of this.#changes) {
      if (change.number > number) break;
      apply(rooms, change);
    }
    return namesIn(rooms, room);
  }
}

function apply(rooms: Rooms, { room, added, removed }: Change): void {
  const names = rooms.get(room) ?? new Set<string>();
  for (const name of removed) names.delete(name);
  for (const name of added) names.add(name);
  rooms.set(room, names);
}

function namesIn(rooms: Rooms, room: string | undefined): string[] {
  if (room !== undefined) return [...(rooms.get(room) ?? [])];
  return [...new Set([...rooms.values()].flatMap((names) => [...names]))];
}
