import { transform } from "esbuild";
import { expect, test } from "vitest";
import { decode } from "../decode.ts";
import { stomp } from "../decoders/stomp.ts";
import { adoptDecoders } from "../dialect.ts";
import type { Direction, InlinePayload } from "../protocol.ts";
import { shapeLines } from "./describe.ts";
import { InferredSchema } from "./infer.ts";
import { grow, MAX_FIELDS, newShape } from "./shape.ts";
import { toJsonSchema } from "./to-json-schema.ts";
import { toTypeScript } from "./to-typescript.ts";

function learn(schema: InferredSchema, payload: InlinePayload, direction: Direction = "received") {
  const given = { direction, url: "wss://x/", protocol: "", before: () => [] };
  schema.add(decode(payload, given), direction);
}

function schemaOf(...values: unknown[]): InferredSchema {
  const schema = new InferredSchema();
  for (const value of values) learn(schema, { opcode: "text", text: JSON.stringify(value) });
  return schema;
}

/** Of values that are no JSON. */
function kindOf(...values: unknown[]) {
  const shape = newShape();
  const room = { fields: MAX_FIELDS, isFull: false };
  for (const value of values) grow(shape, value, room);
  return { format: "CBOR", direction: "sent" as const, kind: "", typeField: undefined, shape, room };
}

/** Its syntax is that of TypeScript. */
async function compiles(source: string): Promise<boolean> {
  const { warnings } = await transform(source, { loader: "ts" });
  return warnings.length === 0;
}

const CHAT = [
  { type: "chat", user: { name: "Ann", id: 1 }, text: "hi", tags: ["a"], at: 1.5 },
  { type: "chat", user: { name: "Bob", id: null }, text: "hello", tags: [], at: 2 },
  { type: "chat", user: { name: "Cid" }, text: "bye", tags: [1], at: 3, "odd key": true },
];

test("fields, types, how often, examples", () => {
  const [kind] = schemaOf(...CHAT).kinds;

  expect(kind).toMatchObject({ format: "JSON", direction: "received", kind: "chat" });
  expect(
    shapeLines(kind?.shape ?? newShape()).map(({ path, type, count, of, examples }) =>
      [path, type, `${count}/${of}`, ...examples].join(" "),
    ),
  ).toEqual([
    'type string 3/3 "chat"',
    "user object 3/3",
    'user.name string 3/3 "Ann" "Bob" "Cid"',
    "user.id integer | null 2/3 1",
    'text string 3/3 "hi" "hello" "bye"',
    "tags array of (string | integer) 3/3",
    "at number 3/3 1.5 2 3",
    '["odd key"] boolean 1/3 true',
  ]);
});

test("TypeScript that compiles", async () => {
  const text = toTypeScript(schemaOf(...CHAT).kinds);

  expect(text).toBe(`/** 3 messages received of kind "chat", read as JSON. */
export interface ReceivedChat {
  type: string;
  user: {
    name: string;
    id?: number | null;
  };
  text: string;
  tags: Array<string | number>;
  at: number;
  "odd key"?: boolean;
}
`);
  expect(await compiles(text)).toBe(true);
});

test("JSON Schema of draft 2020-12", () => {
  const kinds = schemaOf(...CHAT, { type: "ping" }).kinds;

  expect(JSON.parse(toJsonSchema(kinds.slice(0, 1)))).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "ReceivedChat",
    type: "object",
    properties: {
      user: {
        type: "object",
        properties: { id: { anyOf: [{ type: "integer", examples: [1] }, { type: "null" }] } },
        required: ["name"],
      },
      tags: { type: "array", items: { anyOf: [{ type: "string" }, { type: "integer" }] } },
      "odd key": { type: "boolean" },
    },
    required: ["type", "user", "text", "tags", "at"],
  });
  expect(JSON.parse(toJsonSchema(kinds))).toMatchObject({
    anyOf: [{ $ref: "#/$defs/ReceivedChat" }, { $ref: "#/$defs/ReceivedPing" }],
    $defs: { ReceivedPing: { type: "object", required: ["type"] } },
  });
});

test("a few words that come again and again are a set", () => {
  const values = Array.from({ length: 12 }, (_, n) => ({ state: ["on", "off"][n % 2], id: `n${n}` }));
  const text = toTypeScript(schemaOf(...values).kinds);

  expect(text).toContain('state: "off" | "on";');
  expect(text).toContain("id: string;");
});

test("kinds, directions and formats are kept apart, and formats within formats", () => {
  adoptDecoders([stomp]);
  const schema = new InferredSchema();
  learn(schema, { opcode: "text", text: '{"type":"a"}' }, "sent");
  learn(schema, { opcode: "text", text: '{"type":"a"}' });
  learn(schema, { opcode: "text", text: '{"type":"b"}' });
  learn(schema, {
    opcode: "text",
    text: 'MESSAGE\ndestination:/q\nmessage-id:1\nsubscription:0\n\n{"x":1}\0',
  });
  learn(schema, { opcode: "text", text: "plain" });

  expect(schema.kinds.map(({ format, direction, kind }) => [format, direction, kind].join(" "))).toEqual([
    "JSON sent a",
    "JSON received a",
    "JSON received b",
    "STOMP received MESSAGE",
    "STOMP › JSON received MESSAGE",
  ]);
});

test("a field that commonly says what a message is tells kinds apart where no decoder does", () => {
  const { kinds } = schemaOf(
    { event: "chat", text: "a" },
    { event: "tick", n: 1 },
    { event: "not a name" },
    { t: "2026-11-21T12:00:00Z" },
    ["event"],
  );

  expect(kinds.map(({ kind, typeField }) => [kind, typeField])).toEqual([
    ["chat", "event"],
    ["tick", "event"],
    ["", undefined],
  ]);
});

test("what binary formats know and JSON does not", async () => {
  const kind = kindOf(
    { big: 12345678901234567890n, raw: Uint8Array.of(1), at: new Date(0), map: new Map([[1, "a"]]) },
    [undefined],
  );
  const text = toTypeScript([kind]);

  expect(text).toContain("big: bigint;");
  expect(text).toContain("raw: Uint8Array;");
  expect(text).toContain("at: Date;");
  expect(text).toContain('"1": string;');
  expect(await compiles(text)).toBe(true);
  expect(JSON.parse(toJsonSchema([kind]))).toMatchObject({
    anyOf: [
      { properties: { big: { type: "integer" }, raw: { contentEncoding: "base64" } } },
      { type: "array" },
    ],
  });
});

test("names that try to get out of their place", async () => {
  const hostile = [
    "*/ alert(1) /*",
    '"; alert(1); "',
    "__proto__",
    "constructor",
    "a\u2028b",
    "a\u202eb",
    "class",
    "`x`",
    "0",
    "",
    "\u0000\n",
  ];
  const values = hostile.map((name) =>
    JSON.parse(`{"type":${JSON.stringify(name)},${JSON.stringify(name)}:1}`),
  );
  const words = Array.from({ length: 40 }, (_, n) => ({ type: "words", word: hostile[n % 4] }));
  const { kinds } = schemaOf(...values, ...words);
  const text = toTypeScript(kinds);

  expect(await compiles(text)).toBe(true);
  expect(text).toContain("__proto__: number;");
  expect(text).not.toMatch(/[\u2028\u202e]/);
  expect(text.match(/^export /gm)).toHaveLength(kinds.length);
  const { code } = await transform(text, { loader: "ts" });
  expect(code).not.toContain("alert");
  const { $defs } = JSON.parse(toJsonSchema(kinds));
  expect(Object.keys($defs)).toHaveLength(kinds.length);
  expect(toJsonSchema(kinds)).toContain('"__proto__": {');
});

test("bounds: fields, kinds, depth", async () => {
  const wide = kindOf(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`f${n}`, n])));
  expect(wide.shape.fields.size).toBe(MAX_FIELDS);
  expect(toTypeScript([wide])).toContain("There were more fields than fit.");

  let deep: unknown = 1;
  for (let i = 0; i < 100; i++) deep = { deep };
  const text = toTypeScript([kindOf(deep)]);
  expect(text.match(/deep/g)).toHaveLength(8);
  expect(await compiles(text)).toBe(true);

  const many = schemaOf(...Array.from({ length: 250 }, (_, n) => ({ type: `k${n}` })));
  expect(many.kinds).toHaveLength(200);
  expect(many.untold).toBe(50);
});
