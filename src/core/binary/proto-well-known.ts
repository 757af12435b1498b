/** World: all. The definitions that come with Protocol Buffers (protobuf.dev/reference/protobuf/google.protobuf), by file. */

const wrappers = (
  ["Double", "Float", "Int64", "UInt64", "Int32", "UInt32", "Bool", "String", "Bytes"] as const
)
  .map((name) => `message ${name}Value { ${name.toLowerCase()} value = 1; }`)
  .join("\n");

const file = (name: string, text: string): [string, string] => [
  `google/protobuf/${name}.proto`,
  `package google.protobuf; ${text}`,
];

export const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  file("any", "message Any { string type_url = 1; bytes value = 2; }"),
  file("duration", "message Duration { int64 seconds = 1; int32 nanos = 2; }"),
  file("empty", "message Empty {}"),
  file("field_mask", "message FieldMask { repeated string paths = 1; }"),
  file(
    "struct",
    `message Struct { map<string, Value> fields = 1; }
    message Value { oneof kind { NullValue null_value = 1; double number_value = 2; string string_value = 3;
      bool bool_value = 4; Struct struct_value = 5; ListValue list_value = 6; } }
    enum NullValue { NULL_VALUE = 0; }
    message ListValue { repeated Value values = 1; }`,
  ),
  file("timestamp", "message Timestamp { int64 seconds = 1; int32 nanos = 2; }"),
  file("wrappers", wrappers),
  file("descriptor", ""), // Only options refer to it.
]);
