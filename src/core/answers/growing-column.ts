/** World: all. Numbers by index, in blocks that are made when they are first written. */
const SHIFT = 14;
const BLOCK = 1 << SHIFT;
const MASK = BLOCK - 1;

type Block = Uint8Array | Uint32Array | Float32Array;

export class GrowingColumn {
  readonly #blocks: (Block | undefined)[] = [];
  readonly #make: new (
    length: number,
  ) => Block;

  constructor(make: new (length: number) => Block) {
    this.#make = make;
  }

  /** 0 where nothing was written. */
  get(index: number): number {
    return this.#blocks[index >>> SHIFT]?.[index & MASK] ?? 0;
  }

  set(index: number, value: number): void {
    const place = index >>> SHIFT;
    this.#blocks[place] ??= new this.#make(BLOCK);
    (this.#blocks[place] as Block)[index & MASK] = value;
  }
}
