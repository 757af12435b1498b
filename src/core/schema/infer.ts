/** World: all. What the messages of each kind look like, by the format that reads them and by direction; learnt one by one. */
import type { Decoded, Layer } from "../decode.ts";
import type { Direction } from "../protocol.ts";
import { grow, MAX_FIELDS, newShape, type Room, type Shape } from "./shape.ts";

export interface KindShape {
  /** Names of the formats, from the outermost to the one that has this shape. */
  format: string;
  direction: Direction;
  /** The message's own type; empty when it has none. */
  kind: string;
  shape: Shape;
  room: Room;
}

const MAX_KINDS = 200;

export class InferredSchema {
  readonly #kinds = new Map<string, KindShape>();
  /** Messages of kinds that there was no room for. */
  untold = 0;

  /** In the order in which they came first. */
  get kinds(): KindShape[] {
    return [...this.#kinds.values()];
  }

  add(decoded: Decoded, direction: Direction): void {
    if (decoded.layer) this.#addLayer(decoded.layer, direction, "", decoded.kind);
  }

  #addLayer(layer: Layer, direction: Direction, carriers: string, told: string): void {
    const format = carriers === "" ? layer.format : `${carriers} › ${layer.format}`;
    const kind = layer.kind || told;
    if (layer.value !== undefined) {
      const known = this.#kindOf(format, direction, kind);
      if (known) grow(known.shape, layer.value, known.room);
      else this.untold += 1;
    }
    for (const inner of layer.layers) this.#addLayer(inner, direction, format, kind);
  }

  #kindOf(format: string, direction: Direction, kind: string): KindShape | undefined {
    const key = JSON.stringify([format, direction, kind]);
    const known = this.#kinds.get(key);
    if (known || this.#kinds.size >= MAX_KINDS) return known;
    const room = { fields: MAX_FIELDS, isFull: false };
    const created = { format, direction, kind, shape: newShape(), room };
    this.#kinds.set(key, created);
    return created;
  }
}
