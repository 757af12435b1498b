/** World: all. What the messages of each kind look like, by the format that reads them and by direction; learnt one by one. */
import type { Decoded, Layer } from "../decode.ts";
import { ownText } from "../decoders/json-shape.ts";
import type { Direction } from "../protocol.ts";
import { grow, MAX_FIELDS, newShape, type Room, type Shape } from "./shape.ts";
import { typeFieldOf } from "./type-field.ts";

export interface KindShape {
  /** Names of the formats, from the outermost to the one that has this shape. */
  format: string;
  direction: Direction;
  /** The message's own type; empty when it has none. */
  kind: string;
  /** The field that says so; `undefined` when the decoder does. */
  typeField: string | undefined;
  shape: Shape;
  room: Room;
}

type KindName = Omit<KindShape, "shape" | "room">;

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

  /** What is known of messages like this one, as its outermost format reads them. */
  known({ layer, kind }: Decoded, direction: Direction): KindShape | undefined {
    return layer && this.#kinds.get(keyOf({ ...typed(layer, kind), format: layer.format, direction }));
  }

  #addLayer(layer: Layer, direction: Direction, carriers: string, told: string): void {
    const format = carriers === "" ? layer.format : `${carriers} › ${layer.format}`;
    const type = typed(layer, told);
    if (layer.value !== undefined) {
      const known = this.#kindOf({ ...type, format, direction });
      if (known) grow(known.shape, layer.value, known.room);
      else this.untold += 1;
    }
    for (const inner of layer.layers) this.#addLayer(inner, direction, format, type.kind);
  }

  #kindOf(name: KindName): KindShape | undefined {
    const key = keyOf(name);
    const known = this.#kinds.get(key);
    if (known || this.#kinds.size >= MAX_KINDS) return known;
    const created = { ...name, shape: newShape(), room: { fields: MAX_FIELDS, isFull: false } };
    this.#kinds.set(key, created);
    return created;
  }
}

function keyOf({ format, direction, kind, typeField }: KindName): string {
  return JSON.stringify([format, direction, kind, typeField]);
}

/** By the decoder, or by a field that commonly says so. */
function typed({ kind, value }: Layer, told: string): Pick<KindShape, "kind" | "typeField"> {
  if (kind !== "" || told !== "") return { kind: kind || told, typeField: undefined };
  const typeField = typeFieldOf(value);
  return { kind: (typeField && ownText(value, typeField)) ?? "", typeField };
}
