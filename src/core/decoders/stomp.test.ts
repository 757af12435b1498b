import { FrameImpl } from "@stomp/stompjs";
import { describe, expect, test } from "vitest";
import { encodeUtf8 } from "../payload.ts";
import { own } from "./json-shape.ts";
import { stomp } from "./stomp.ts";
import { opening, payloadOf, reading, shown } from "./testing.ts";

/** As @stomp/stompjs writes it. */
function frame(command: string, headers: Record<string, string>, body = ""): string {
  return String(
    FrameImpl.marshall({ command, headers, body, escapeHeaderValues: true, skipContentLengthHeader: false }),
  );
}

test.each([
  ["CONNECT", { "accept-version": "1.2", host: "h" }, "", "connect h"],
  ["CONNECTED", { version: "1.2" }, "", "connected, STOMP 1.2"],
  ["SUBSCRIBE", { id: "sub-0", destination: "/topic/a" }, "", "subscribe /topic/a"],
  ["SEND", { destination: "/topic/a" }, "hé", "to /topic/a: hé"],
  ["MESSAGE", { destination: "/topic/a", "message-id": "1" }, "he\u0000lo", "from /topic/a: he lo"],
  ["ERROR", { message: "no" }, "why", "error: no: why"],
  ["RECEIPT", { "receipt-id": "r1" }, "", "receipt of r1"],
  ["ACK", { id: "7" }, "", "ack 7"],
  ["BEGIN", { transaction: "t" }, "", "begin t"],
  ["DISCONNECT", {}, "", "disconnect"],
])("stompjs's %s reads “%s”", (command, headers, body, summary) => {
  const read = reading(stomp, frame(command, headers, body), { isChosen: false });

  expect(read).toMatchObject({ kind: command, summary, findings: [], value: { command, headers, body } });
});

test("a body is read in turn, from text or bytes", () => {
  const text = frame("SEND", { destination: "/a" }, '{"x":"é"}');

  expect(shown(stomp, text)).toMatchObject({ format: "STOMP › JSON", summary: 'to /a: {"x":"é"}' });
  expect(shown(stomp, encodeUtf8(text)).format).toBe("STOMP › JSON");
});

test("bytes that are no text stay bytes", () => {
  const bytes = [...encodeUtf8("SEND\ndestination:/b\ncontent-length:3\n\n"), 0, 1, 255, 0];

  expect(reading(stomp, bytes)).toMatchObject({
    summary: "to /b: (3 bytes: 00 01 ff)",
    inner: [payloadOf([0, 1, 255])],
  });
});

test("several frames come in one message, with ends of lines between", () => {
  const text = "RECEIPT\nreceipt-id:r1\n\n\0\r\n\nMESSAGE\ndestination:/a\n\nhi\0\n";

  expect(reading(stomp, text)).toMatchObject({
    kind: "RECEIPT",
    summary: "receipt of r1 · from /a: hi",
    inner: [payloadOf("hi")],
    exchange: { role: "reply", id: "receipt r1" },
  });
});

test.each([
  ["v12.stomp", "a\\nb\\\\c\\r\\c", "a\nb\\c\r:", 0],
  ["v11.stomp", "a\\nb\\c", "a\nb:", 0],
  ["v11.stomp", "a\\r", "a\\r", 1],
  ["v12.stomp", "a\\t", "a\\t", 1],
  ["v10.stomp", "a\\n", "a\\n", 0],
])("%s unescapes %j to %j", (protocol, escaped, plain, findings) => {
  const read = reading(stomp, `SEND\nk:${escaped}\n\n\0`, { protocol });

  expect(read).toMatchObject({ value: { headers: { k: plain } } });
  expect(read?.findings).toHaveLength(findings);
});

test("CONNECTED is never escaped, of equal headers the first counts, and lines may end with CR LF", () => {
  expect(reading(stomp, "CONNECTED\r\nserver:a\\tb\r\nserver:c\r\n\r\n\0")).toMatchObject({
    value: { headers: { server: "a\\tb" } },
    findings: [],
  });
});

test("a header may be named like a part of Object", () => {
  const value = reading(stomp, "SEND\n__proto__:x\ntoString:y\n\n\0")?.value;

  expect(Object.entries(own(value, "headers") ?? {})).toEqual([
    ["__proto__", "x"],
    ["toString", "y"],
  ]);
});

test("a receipt answers what asked for it, CONNECTED answers CONNECT", () => {
  expect(reading(stomp, "SEND\nreceipt:r1\n\n\0")?.exchange).toEqual({ role: "request", id: "receipt r1" });
  expect(reading(stomp, "ERROR\nreceipt-id:r1\n\n\0")?.exchange).toEqual({ role: "reply", id: "receipt r1" });
  expect(reading(stomp, "STOMP\n\n\0")?.exchange).toEqual({ role: "request", id: "connect" });
  expect(reading(stomp, "CONNECTED\n\n\0")?.exchange).toEqual({ role: "reply", id: "connect" });
});

test("a wrong content-length is found", () => {
  expect(reading(stomp, "SEND\ncontent-length:9\n\nhi\0")?.findings).toHaveLength(1);
});

describe("what is no frame", () => {
  const broken = [
    "SEND\n\nno end",
    "SEND",
    "SEND\nno colon\n\n\0",
    "SEND\na:b\0c\n\n\0",
    "SENT\n\n\0",
    "send\n\n\0",
    "SEND\n\n\0rest",
    "hello",
  ];

  test.each(broken)("%j is declined, or found on a connection of STOMP", (text) => {
    expect(reading(stomp, text, { isChosen: false })).toBeUndefined();
    expect(reading(stomp, text)?.findings).toHaveLength(1);
  });

  test("an end of line is a heartbeat only where STOMP is spoken", () => {
    expect(reading(stomp, "\n")).toMatchObject({ heartbeat: "ping" });
    expect(reading(stomp, [10])).toMatchObject({ heartbeat: "ping" });
    expect(reading(stomp, "\n", { isChosen: false })).toBeUndefined();
  });
});

test("its subprotocols tell it", () => {
  for (const protocol of ["v10.stomp", "v11.stomp", "v12.stomp"])
    expect(stomp.recognise?.(opening({ protocol }))).toContain(protocol);
  expect(stomp.recognise?.(opening({ protocol: "mqtt" }))).toBeUndefined();
});

test("its first frame tells it", () => {
  const sent = (text: string) => ({
    ...opening({}),
    messages: [{ direction: "sent" as const, payload: payloadOf(text) }],
  });

  expect(stomp.recognise?.(sent(frame("CONNECT", { host: "h" })))).toContain("CONNECT");
  expect(stomp.recognise?.(sent("CONNECT\n\nno end"))).toBeUndefined();
  expect(stomp.recognise?.(sent(frame("SEND", {})))).toBeUndefined();
});
