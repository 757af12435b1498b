/** World: all. Protocol Buffers by the user's own definitions: which message each direction carries is the user's word. */
import { decodeWithSchema } from "../binary/proto-message.ts";
import type { ProtoSchema } from "../binary/proto-schema.ts";
import type { Direction } from "../protocol.ts";
import type { Decoder } from "./decoder.ts";
import { brief } from "./json-shape.ts";
import { oneLine } from "./one-line.ts";
import { protobuf } from "./protobuf.ts";

/** Full names of the messages that go each way; `undefined` for a way that is read without a definition. */
export type ProtoMessages = Readonly<Record<Direction, string | undefined>>;

/** A decoder in the place of the one without a schema. What does not fit is read without it, with a finding. */
export function protobufWith(schema: ProtoSchema, messages: ProtoMessages): Decoder {
  return {
    name: protobuf.name,
    decode(payload, context) {
      const wire = () => protobuf.decode(payload, context);
      const name = messages[context.direction];
      if (payload.opcode !== "binary" || !context.isChosen || name === undefined) return wire();
      const read = decodeWithSchema(payload.bytes, schema, name);
      if (read.fault === undefined) {
        const { value, findings } = read;
        return { kind: name.split(".").at(-1) ?? name, summary: oneLine(brief(value)), value, findings };
      }
      const bare = wire();
      return bare && { ...bare, findings: [{ message: read.fault }, ...bare.findings] };
    },
  };
}
