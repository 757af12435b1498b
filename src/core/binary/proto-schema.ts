/**
 * World: all. Message definitions of a .proto text, proto2 and proto3 (protobuf.dev/reference/protobuf/proto3-spec). Own
 * code: the parsers on npm either make functions from text or are not looked after.
 */
import type { Finding } from "../decoders/decoder.ts";
import { ProtoTokens } from "./proto-tokens.ts";
import { WELL_KNOWN } from "./proto-well-known.ts";

export interface ProtoField {
  name: string;
  number: number;
  /** A scalar such as `int32`, or the full name of a message or enum; as it was written when there is no such type. */
  type: string;
  isRepeated: boolean;
  /** Of a map: the scalar of its keys; `type` is of its values. */
  keyType?: string;
  /** The group of fields of which one at most is set. */
  oneof?: string;
}

/** Fields by number. */
export type ProtoMessage = ReadonlyMap<number, ProtoField>;
/** Names by number. */
export type ProtoEnum = ReadonlyMap<number, string>;

/** Messages and enums by full name, such as `chat.v1.Message.Kind`. */
export interface ProtoSchema {
  messages: ReadonlyMap<string, ProtoMessage>;
  enums: ReadonlyMap<string, ProtoEnum>;
  /** What was left out, for the user. */
  findings: readonly Finding[];
}

export const SCALARS: ReadonlySet<string> = new Set(
  "double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes".split(
    " ",
  ),
);

const MAX_DEPTH = 50;

interface Draft {
  messages: Map<string, Map<number, ProtoField>>;
  enums: Map<string, Map<number, string>>;
  findings: Finding[];
  package: string;
}

/** Reads the definitions. Throws a sentence with the number of the line. */
export function parseProto(text: string): ProtoSchema {
  const draft: Draft = { messages: new Map(), enums: new Map(), findings: [], package: "" };
  const tokens = new ProtoTokens(text);
  while (!tokens.isDone) readTop(tokens, draft);
  for (const [scope, fields] of draft.messages)
    for (const field of fields.values()) field.type = resolve(field, scope, draft);
  return draft;
}

function readTop(tokens: ProtoTokens, draft: Draft): void {
  const word = tokens.next();
  if (word === "package") {
    draft.package = tokens.type();
    tokens.expect(";");
  } else if (word === "import") readImport(tokens, draft);
  else if (word === "message") readMessage(tokens, draft, draft.package, 0);
  else if (word === "enum") readEnum(tokens, draft, draft.package);
  else if (word === "extend") skipExtend(tokens, draft);
  else if (/^(syntax|edition|option|service)$/.test(word)) tokens.skip();
  else if (word !== ";") tokens.fail(`“${word}” is not understood here.`);
}

function readImport(tokens: ProtoTokens, draft: Draft): void {
  if (!tokens.take("public")) tokens.take("weak");
  const file = tokens.string();
  tokens.expect(";");
  const known = WELL_KNOWN.get(file);
  if (known === undefined) {
    draft.findings.push({
      message: `The import “${file}” is not read: paste its definitions too if they are needed.`,
    });
    return;
  }
  const { messages, enums } = parseProto(known);
  for (const [name, message] of messages) draft.messages.set(name, new Map(message));
  for (const [name, values] of enums) draft.enums.set(name, new Map(values));
}

function skipExtend(tokens: ProtoTokens, draft: Draft): void {
  draft.findings.push({ message: `Extensions of “${tokens.peek}” are not read.` });
  tokens.skip();
}

const inside = (scope: string, name: string) => (scope === "" ? name : `${scope}.${name}`);

function readMessage(tokens: ProtoTokens, draft: Draft, scope: string, depth: number, group?: string): void {
  if (depth > MAX_DEPTH) tokens.fail("messages are nested too deep.");
  const name = inside(scope, group ?? tokens.name());
  if (draft.messages.has(name)) tokens.fail(`“${name}” is defined twice.`);
  const fields = new Map<number, ProtoField>();
  draft.messages.set(name, fields);
  tokens.expect("{");
  while (!tokens.take("}")) readPart(tokens, draft, { name, fields, depth });
}

interface Place {
  name: string;
  fields: Map<number, ProtoField>;
  depth: number;
  oneof?: string;
}

/** One statement of a message, or of a oneof in it. */
function readPart(tokens: ProtoTokens, draft: Draft, place: Place): void {
  if (tokens.take(";")) return;
  if (tokens.take("message")) readMessage(tokens, draft, place.name, place.depth + 1);
  else if (tokens.take("enum")) readEnum(tokens, draft, place.name);
  else if (tokens.take("extend")) skipExtend(tokens, draft);
  else if (/^(option|reserved|extensions)$/.test(tokens.peek)) tokens.skip();
  else if (tokens.take("oneof")) readOneof(tokens, draft, place);
  else readField(tokens, draft, place);
}

function readOneof(tokens: ProtoTokens, draft: Draft, place: Place): void {
  const oneof = tokens.name();
  if (place.oneof !== undefined) tokens.fail("a oneof cannot stand in another.");
  tokens.expect("{");
  while (!tokens.take("}")) readPart(tokens, draft, { ...place, oneof });
}

function readField(tokens: ProtoTokens, draft: Draft, place: Place): void {
  const isRepeated = tokens.take("repeated");
  if (!isRepeated && !tokens.take("optional")) tokens.take("required");
  const word = tokens.type();
  const isMap = word === "map" && tokens.peek === "<";
  const { type, ...key } = isMap ? readMapTypes(tokens) : { type: word };
  const name = tokens.name();
  tokens.expect("=");
  const { line } = tokens;
  const number = tokens.integer();
  if (number < 1 || number > 2 ** 29 - 1) tokens.fail(`field “${name}” cannot have the number ${number}.`);
  const other = place.fields.get(number)?.name;
  if (other !== undefined)
    throw new Error(`Line ${line}: fields “${other}” and “${name}” have the same number ${number}.`);
  const { oneof } = place;
  const isGroup = word === "group";
  const field = {
    name: isGroup ? name.toLowerCase() : name,
    number,
    type: isGroup ? name : type,
    isRepeated,
    ...key,
  };
  place.fields.set(number, { ...field, ...(oneof !== undefined && { oneof }) });
  skipOptions(tokens);
  if (isGroup) readMessage(tokens, draft, place.name, place.depth + 1, name);
  else tokens.expect(";");
}

function readMapTypes(tokens: ProtoTokens): { type: string; keyType: string } {
  tokens.expect("<");
  const keyType = tokens.type();
  if (!SCALARS.has(keyType) || /^(double|float|bytes)$/.test(keyType))
    tokens.fail(`a map cannot have keys of type “${keyType}”.`);
  tokens.expect(",");
  const type = tokens.type();
  tokens.expect(">");
  return { type, keyType };
}

/** What stands in brackets after a field or value: nothing of it changes how bytes are read. */
function skipOptions(tokens: ProtoTokens): void {
  if (tokens.peek !== "[") return;
  for (let depth = 0; ; ) {
    const text = tokens.next();
    if (text === "[" || text === "{") depth += 1;
    if (text === "]" || text === "}") depth -= 1;
    if (depth === 0) return;
  }
}

function readEnum(tokens: ProtoTokens, draft: Draft, scope: string): void {
  const name = inside(scope, tokens.name());
  if (draft.enums.has(name)) tokens.fail(`“${name}” is defined twice.`);
  const values = new Map<number, string>();
  draft.enums.set(name, values);
  tokens.expect("{");
  while (!tokens.take("}")) {
    if (tokens.take(";")) continue;
    if (tokens.peek === "option" || tokens.peek === "reserved") {
      tokens.skip();
      continue;
    }
    const value = tokens.name();
    tokens.expect("=");
    const number = tokens.integer();
    if (!values.has(number)) values.set(number, value); // Others are aliases.
    skipOptions(tokens);
    tokens.expect(";");
  }
}

/** The full name, looked for from the innermost scope outwards, as in C++. */
function resolve({ name, type }: ProtoField, scope: string, draft: Draft): string {
  if (SCALARS.has(type)) return type;
  const isKnown = (full: string) => draft.messages.has(full) || draft.enums.has(full);
  if (type.startsWith(".") && isKnown(type.slice(1))) return type.slice(1);
  for (
    let outer = scope;
    !type.startsWith(".");
    outer = outer.slice(0, Math.max(0, outer.lastIndexOf(".")))
  ) {
    if (isKnown(inside(outer, type))) return inside(outer, type);
    if (outer === "") break;
  }
  const message = `Field “${name}” of ${scope} has type “${type}”, which is not defined here: its bytes are shown.`;
  draft.findings.push({ message });
  return type;
}
