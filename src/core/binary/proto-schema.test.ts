import protobufjs from "protobufjs";
import { describe, expect, test } from "vitest";
import { fromHex } from "../payload.ts";
import { decodeWithSchema } from "./proto-message.ts";
import { parseProto } from "./proto-schema.ts";
import { mutated, randomBytes, seeded } from "./testing-bytes.ts";

const CHAT = `
  syntax = "proto3";
  /* A chat, // with comments. */
  package chat.v1;
  import "google/protobuf/timestamp.proto";
  option java_package = "org.example" /* twice */ "more";

  enum Kind {
    option allow_alias = true;
    KIND_UNKNOWN = 0;
    TEXT = 1 [deprecated = true];
    PLAIN = 1;
    MINUS = -1;
    reserved 5, 7 to 9;
  }

  message Message {
    reserved 100 to max;
    reserved "old";
    option (my.option) = { a: 1, b: [1, 2] };
    message Author { string name = 1; optional uint32 age = 2 [default = 7, (x.y) = { z: "]" }]; }
    Author author = 1;
    string text = 2;
    Kind kind = 3;
    repeated int32 numbers = 4;
    repeated string tags = 5;
    map<string, int64> counts = 6;
    map<int32, Author> people = 0x7;
    oneof body { string plain = 8; bytes packed = 9; .chat.v1.Message reply = 10; }
    google.protobuf.Timestamp at = 11;
    double d = 12; float f = 13; bool ok = 14;
    sint32 s32 = 15; sint64 s64 = 16; fixed32 x32 = 17; fixed64 x64 = 18; sfixed32 sx32 = 19; sfixed64 sx64 = 20;
    uint64 u64 = 21; int64 i64 = 22; uint32 u32 = 23;
    repeated double ds = 24 [packed = true];
    repeated Kind kinds = 25;
    repeated sint64 loose = 26 [packed = false];
  };

  service Chat { rpc Say(Message) returns (stream Message) { option (http) = { get: "/" }; } }
`;

/** The bytes as protobufjs writes them. */
function written(proto: string, name: string, value: object): Uint8Array<ArrayBuffer> {
  const type = protobufjs.parse(proto, { keepCase: true }).root.lookupType(name);
  return Uint8Array.from(type.encode(type.fromObject(value)).finish());
}

const full = {
  author: { name: "Ann", age: 30 },
  text: "hi 🙂",
  kind: 1,
  numbers: [1, -2, 300],
  tags: ["a", "b"],
  counts: { one: 1, two: -2 },
  people: { 5: { name: "Bob" } },
  plain: "words",
  d: 1.5,
  f: -0.5,
  ok: true,
  s32: -5,
  s64: -6,
  x32: 7,
  x64: 8,
  sx32: -9,
  sx64: -10,
  u64: 11,
  i64: -12,
  u32: 4_000_000_000,
  ds: [0.25, -1e300],
  kinds: [1, 0],
  loose: [-1, 2],
};

test("what protobufjs writes by the same definitions is read as it was", () => {
  const proto = CHAT.replace(/import .*;/, "").replace("google.protobuf.Timestamp", "Author");
  const bytes = written(proto, "chat.v1.Message", full);
  const read = decodeWithSchema(bytes, parseProto(CHAT), "chat.v1.Message");

  expect(read).toEqual({ value: { ...full, kind: "TEXT", kinds: ["TEXT", "KIND_UNKNOWN"] }, findings: [] });
});

test("definitions", () => {
  const { messages, enums, findings } = parseProto(CHAT);

  expect([...messages.keys()]).toEqual([
    "google.protobuf.Timestamp",
    "chat.v1.Message",
    "chat.v1.Message.Author",
  ]);
  expect([...(enums.get("chat.v1.Kind") ?? [])]).toEqual([[0, "KIND_UNKNOWN"], [1, "TEXT"], [-1, "MINUS"]]); // biome-ignore format: one row
  expect(messages.get("chat.v1.Message")?.get(7)).toEqual({
    name: "people",
    number: 7,
    type: "chat.v1.Message.Author",
    isRepeated: false,
    keyType: "int32",
  });
  expect(messages.get("chat.v1.Message")?.get(10)).toMatchObject({ type: "chat.v1.Message", oneof: "body" });
  expect(findings).toEqual([]);
});

describe("one field", () => {
  const read = (definition: string, hex: string) =>
    decodeWithSchema(fromHex(hex), parseProto(`message M { ${definition} } enum E { A = 0; B = 1; }`), "M");

  test.each([
    ["int32 n = 1;", "08 ff ff ff ff ff ff ff ff ff 01", { n: -1 }],
    ["int64 n = 1;", "08 80 80 80 80 80 80 80 80 80 01", { n: -(2n ** 63n) }],
    ["uint64 n = 1;", "08 ff ff ff ff ff ff ff ff ff 01", { n: 2n ** 64n - 1n }],
    ["E e = 1;", "08 01", { e: "B" }],
    ["E e = 1;", "08 07", { e: 7 }],
    ["repeated int32 n = 1;", "0a 02 01 02 08 03", { n: [1, 2, 3] }],
    ["repeated fixed32 n = 1;", "0a 04 01 00 00 00", { n: [1] }],
    ["bytes b = 1;", "0a 01 ff", { b: Uint8Array.of(0xff) }],
    ["int32 n = 1;", "08 01 08 02", { n: 2 }],
    ["oneof o { int32 a = 1; int32 b = 2; }", "08 01 10 02", { b: 2 }],
    ["map<string, string> m = 1;", "0a 03 0a 01 6b", { m: { k: "" } }],
    ["map<bool, int32> m = 1;", "0a 02 10 05", { m: { false: 5 } }],
    ["optional group Inner = 1 { required int32 n = 2; }", "0b 10 05 0c", { inner: { n: 5 } }],
    ["int32 n = 1;", "10 05", { "field 2": [{ field: 2, type: "varint", unsigned: 5, zigzag: -3 }] }],
    ["", "", {}],
  ])("%s of %s", (definition, hex, value) => {
    expect(read(definition, hex)).toEqual({ value, findings: [] });
  });

  test("names that are the prototype's are names like others", () => {
    const { value } = { value: {}, ...read("map<string, int32> __proto__ = 1;", "0a 0d 0a 09 5f 5f 70 72 6f 74 6f 5f 5f 10 01") }; // biome-ignore format: one row

    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test("a field of another type is shown as it came", () => {
    expect(read("string s = 1;", "08 05")).toMatchObject({
      value: { "field 1": [{ unsigned: 5 }] },
      findings: [{ message: "Field “s” is not of type string." }],
    });
  });

  test("what does not fit is a fault", () => {
    expect(read("string s = 1;", "0a 01 ff")).toEqual({ fault: "Not a M: A text is not valid UTF-8." });
    expect(read("M m = 1;", "0a 02 08").fault).toContain("too early");
    expect(read("M m = 1;", "0a 01 08").fault).toContain("too early");
    expect(decodeWithSchema(fromHex("08 01"), parseProto(""), "M").fault).toContain("no message “M”");
  });
});

describe("findings", () => {
  test.each([
    ['import "other.proto";', "The import “other.proto” is not read"],
    ["message M { Other o = 1; }", "Field “o” of M has type “Other”, which is not defined here"],
    ["message M {} extend M { int32 n = 100; }", "Extensions of “M” are not read."],
  ])("%s", (proto, message) => {
    expect(parseProto(proto).findings).toEqual([{ message: expect.stringContaining(message) }]);
  });

  test("a type that is not defined is shown by its bytes", () => {
    const schema = parseProto("message M { Other o = 1; }");

    expect(decodeWithSchema(fromHex("0a 01 61"), schema, "M")).toMatchObject({
      value: { o: Uint8Array.of(0x61) },
    });
  });
});

describe("what is wrong is told with its line", () => {
  test.each([
    ["message M {\n  int32 n;\n}", "Line 2: “=” is expected, not “;”."],
    ["message M {\n  int32 n = x;\n}", "Line 2: a number is expected, not “x”."],
    ["message M {\n  int32 a = 1;\n  int32 b = 1;\n}", "Line 3: fields “a” and “b” have the same number 1."],
    ["message M {\n  int32 a = 0;\n}", "cannot have the number 0."],
    ["message M {", "Line 1: a type is expected, not “”."],
    ["message M {}\nmessage M {}", "Line 2: “M” is defined twice."],
    ["hello", "Line 1: “hello” is not understood here."],
    ["\n\n§", "Line 3: “§” is not understood."],
    ['syntax = "proto3', "is not understood."],
    ["message M { map<float, int32> m = 1; }", "a map cannot have keys of type “float”."],
    ["message 5 {}", "a name is expected, not “5”."],
    ["/* open", "is not understood."],
    ["message M {".repeat(100), "nested too deep"],
  ])("%j", (proto, message) => {
    expect(() => parseProto(proto)).toThrow(message);
  });
});

test("a nested type hides one of the same name outside", () => {
  const { messages } = parseProto(`
    package a.b; message X {} message M { message X { message Y {} } X x = 1; X.Y y = 2; .a.b.X z = 3; b.X w = 4; }`);
  const types = [...(messages.get("a.b.M")?.values() ?? [])].map(({ type }) => type);

  expect(types).toEqual(["a.b.M.X", "a.b.M.X.Y", "a.b.X", "a.b.X"]);
});

test("every import that comes with Protocol Buffers is known", () => {
  const names = ["any", "duration", "empty", "field_mask", "struct", "timestamp", "wrappers", "descriptor"];
  const { findings, messages } = parseProto(
    names.map((name) => `import "google/protobuf/${name}.proto";`).join("\n"),
  );

  expect(findings).toEqual([]);
  expect(messages.get("google.protobuf.StringValue")?.get(1)?.type).toBe("string");
});

test("bytes by chance, and messages in each other, are read or not, and never throw", () => {
  const random = seeded(41);
  const schema = parseProto(CHAT);
  const proto = CHAT.replace(/import .*;/, "").replace("google.protobuf.Timestamp", "Author");
  const bytes = written(proto, "chat.v1.Message", full);
  let deep = fromHex("12 01 61");
  for (let i = 0; i < 40; i++) deep = Uint8Array.of(0x52, deep.length, ...deep);

  expect(decodeWithSchema(deep, schema, "chat.v1.Message").fault).toContain("nested");
  for (let i = 0; i < 3000; i++) {
    decodeWithSchema(Uint8Array.from(mutated(bytes, random)), schema, "chat.v1.Message");
    decodeWithSchema(Uint8Array.from(randomBytes(random, 30)), schema, "chat.v1.Message");
  }
});
