import { expect, test } from "vitest";
import { jsonRpc } from "./json-rpc.ts";
import { reading } from "./testing.ts";

const read = (text: string) => reading(jsonRpc, text, { isChosen: false });

/** The examples of the specification, §7. */
test.each([
  ['{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}', "request", "subtract [42, 23]"],
  ['{"jsonrpc": "2.0", "result": 19, "id": 1}', "result", "result 19"],
  ['{"jsonrpc": "2.0", "method": "update", "params": [1,2]}', "notification", "update [1, 2]"],
  [
    '{"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "1"}',
    "error",
    "error -32601: Method not found",
  ],
  ['{"jsonrpc": "2.0", "result": null, "id": 1}', "result", "result null"],
  [
    '[{"jsonrpc":"2.0","method":"sum","id":"1"},{"jsonrpc":"2.0","method":"notify"}]',
    "batch",
    "sum · notify",
  ],
])("%s is a %s: %s", (text, kind, summary) => {
  expect(read(text)).toMatchObject({ kind, summary, value: JSON.parse(text), findings: [] });
});

test.each([
  ['{"jsonrpc":"2.0","method":"a","id":1}', { role: "request", id: "1" }],
  ['{"jsonrpc":"2.0","method":"a","id":"1"}', { role: "request", id: '"1"' }],
  ['{"jsonrpc":"2.0","result":1,"id":1}', { role: "reply", id: "1" }],
  ['{"jsonrpc":"2.0","error":{},"id":null}', undefined],
  ['{"jsonrpc":"2.0","method":"a"}', undefined],
  [
    '[{"jsonrpc":"2.0","method":"a","id":2},{"jsonrpc":"2.0","method":"b"},{"jsonrpc":"2.0","method":"a","id":1}]',
    { role: "request", id: "1 2" },
  ],
  ['[{"jsonrpc":"2.0","result":0,"id":1},{"jsonrpc":"2.0","error":{},"id":2}]', { role: "reply", id: "1 2" }],
])("%s is part of the exchange %j", (text, exchange) => {
  expect(read(text)?.exchange).toEqual(exchange);
});

test.each([
  ['{"jsonrpc":"2.0","method":"a","params":1}', "“params” should be"],
  ['{"jsonrpc":"2.0","method":"a","id":{}}', "“id” should be"],
  ['{"jsonrpc":"2.0","id":1}', "None of"],
  ['{"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":"x"}}', "Both"],
])("%s: %s", (text, finding) => {
  expect(read(text)?.findings).toEqual([{ message: expect.stringContaining(finding) }]);
});

test.each([
  "hello",
  "42",
  "{}",
  "[]",
  '{"jsonrpc":"1.0","method":"a"}',
  '{"method":"a","id":1}',
  '[{"jsonrpc":"2.0","method":"a"},1]',
  "{broken",
])("%s is not its own", (text) => {
  expect(read(text)).toBeUndefined();
});

test("a method may be named like a part of Object", () => {
  expect(read('{"jsonrpc":"2.0","method":"__proto__","params":{"__proto__":1,"toString":2}}')?.summary).toBe(
    "__proto__ {__proto__: 1, toString: 2}",
  );
});
