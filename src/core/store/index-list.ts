/** World: all. A growing list of positions in a session, four bytes each. */
export class IndexList {
  #items = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The position at `index`, or -1. */
  at(index: number): number {
    return index >= 0 && index < this.#length ? (this.#items[index] ?? -1) : -1;
  }

  push(position: number): void {
    if (this.#length === this.#items.length) this.#grow();
    this.#items[this.#length] = position;
    this.#length += 1;
  }

  /** Puts a position where it belongs in an ascending list. */
  insert(position: number): void {
    const index = this.#lowerBound(position);
    this.push(position);
    this.#items.copyWithin(index + 1, index, this.#length - 1);
    this.#items[index] = position;
  }

  /** Where a position stands in an ascending list, or -1. */
  indexOf(position: number): number {
    const index = this.#lowerBound(position);
    return this.at(index) === position ? index : -1;
  }

  /** In an ascending list the first position after `from`, or the last before it; round at the ends; -1 in an empty list. */
  next(from: number, by: 1 | -1): number {
    if (this.#length === 0) return -1;
    const place = by > 0 ? this.#lowerBound(from + 1) : this.#lowerBound(from) - 1;
    return this.at((place + this.#length) % this.#length);
  }

  /** A view on all positions, good until the list grows. */
  values(): Uint32Array {
    return this.#items.subarray(0, this.#length);
  }

  #lowerBound(position: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const items = new Uint32Array(this.#items.length * 2);
    items.set(this.#items);
    this.#items = items;
  }
}
