/** World: all. The numbers of rows: ascending, mostly without holes, so only the places after a hole are written down. */
export class Numbering {
  /** Index of the first row after each hole, and its number. */
  readonly #starts: number[] = [];
  readonly #numbers: number[] = [];
  #length = 0;
  #next: number;

  /** `first` is the number of the first row, unless it is given another. */
  constructor(first: number) {
    this.#next = first;
  }

  /** The number that the next row gets. */
  get next(): number {
    return this.#next;
  }

  /** Numbers one more row; a number that does not ascend is not taken. */
  add(number = this.#next): void {
    const given = Math.max(number, this.#next);
    if (this.#length === 0 || given !== this.#next) {
      this.#starts.push(this.#length);
      this.#numbers.push(given);
    }
    this.#length += 1;
    this.#next = given + 1;
  }

  /** The number of the row at `index`. */
  at(index: number): number {
    const place = lastNotAbove(this.#starts, index);
    return (this.#numbers[place] ?? 1) + index - (this.#starts[place] ?? 0);
  }

  /** Index of the row of that number, or of the first one above it. */
  indexOf(number: number): number {
    const place = lastNotAbove(this.#numbers, number);
    if (place < 0) return 0;
    const end = this.#starts[place + 1] ?? this.#length;
    return Math.min(end, (this.#starts[place] ?? 0) + number - (this.#numbers[place] ?? 0));
  }
}

function lastNotAbove(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
