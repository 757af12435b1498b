import { expect, test } from "vitest";
import { adoptDecoders } from "../dialect.ts";
import { encodeUtf8 } from "../payload.ts";
import { protocolDecoders } from "./all.ts";
import { lspFraming } from "./lsp-framing.ts";
import { payloadOf, reading, shown } from "./testing.ts";

const framed = (body: string, more = "") =>
  `Content-Length: ${encodeUtf8(body).length}\r\n${more}\r\n${body}`;

test("what stands in the frame is read in turn", () => {
  adoptDecoders(protocolDecoders);
  const text = framed(
    '{"jsonrpc":"2.0","method":"é","id":1}',
    "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n",
  );

  expect(shown(lspFraming, text)).toMatchObject({
    format: "LSP framing › JSON-RPC",
    kind: "request",
    summary: "é",
    exchanges: [{ role: "request", id: "1" }],
  });
});

test("several frames come in one message, as text or as bytes", () => {
  const inner = [payloadOf("{}"), payloadOf('{"a":"é"}')];

  expect(reading(lspFraming, framed("{}") + framed('{"a":"é"}'))?.inner).toEqual(inner);
  expect(reading(lspFraming, encodeUtf8(framed("{}") + framed('{"a":"é"}')))?.inner).toEqual(inner);
});

test.each([
  "hello",
  "Content-Length: 2",
  "Content-Length: 9\r\n\r\n{}",
  "Content-Length: 2\r\n\r\n{}rest",
  "Content-Length: x\r\n\r\n{}",
  "",
])("%j is not its own", (text) => {
  expect(reading(lspFraming, text)).toBeUndefined();
});
