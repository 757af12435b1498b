import { Parser } from "@stomp/stompjs";
import { validateMessage } from "graphql-ws";
import * as phoenixLibrary from "phoenix";
import { describe, expect, test } from "vitest";
import { graphql } from "../decoders/graphql.ts";
import { jsonRpc } from "../decoders/json-rpc.ts";
import { mdnChat } from "../decoders/mdn-chat.ts";
import { phoenix } from "../decoders/phoenix.ts";
import { socketIo } from "../decoders/socket-io.ts";
import { stomp } from "../decoders/stomp.ts";
import { reading } from "../decoders/testing.ts";
import { encodeUtf8 } from "../payload.ts";
import { NOON } from "../testing.ts";
import { chatMessage } from "./chat-message.ts";
import { graphqlOperation } from "./graphql-operation.ts";
import { jsonRpcCall } from "./json-rpc-call.ts";
import { phoenixPush } from "./phoenix-push.ts";
import { socketIoEvent } from "./socket-io-event.ts";
import { stompFrame } from "./stomp-frame.ts";
import { seen, textWritten, written } from "./testing.ts";

describe("a chat message", () => {
  const known = seen(mdnChat, [["received", '{"type":"id","id":42}']], { protocol: "json" });

  test("has the id of this client and the time", () => {
    const text = textWritten(chatMessage, known, { text: 'He said "hi" {{last.id}}' });

    expect(JSON.parse(text)).toEqual({ text: 'He said "hi" 7', type: "message", id: 42, date: NOON });
    expect(reading(mdnChat, text, { direction: "sent" })).toMatchObject({ kind: "message", findings: [] });
  });

  test("may ask for a name, and is refused without an id", () => {
    const text = textWritten(chatMessage, known, { type: "username", text: "Ann" });

    expect(reading(mdnChat, text, { direction: "sent" })?.summary).toBe("wants to be called Ann");
    expect(written(chatMessage, seen(mdnChat), { text: "x" })).toContain("client id is a number");
  });
});

describe("an event of Socket.IO", () => {
  const known = seen(socketIo, [
    ["sent", '42["first",1]'],
    ["sent", '420["ask"]'],
    ["sent", '42/room,17["ask",{}]'],
  ]);

  test.each([
    [{ namespace: "/", event: "say", args: '"hi", {"a":[1]}' }, '42["say","hi", {"a":[1]}]', undefined],
    [{ namespace: "/", event: "say", answer: "wanted", ackId: "1" }, '421["say"]', "/ 1"],
    [{ event: "ask", answer: "wanted" }, '42/room,18["ask"]', "/room 18"],
    [{ event: "ask", answer: "wanted", namespace: "/" }, '421["ask"]', "/ 1"],
  ])("%j is %s", (values, text, exchange) => {
    expect(textWritten(socketIoEvent, known, values)).toBe(text);
    const read = reading(socketIo, text, { direction: "sent" });
    expect(read).toMatchObject({ kind: "event", findings: [] });
    expect(read?.exchange?.id).toBe(exchange);
  });

  test.each([
    [{ args: "{" }, "Arguments: no JSON"],
    [{ namespace: "room" }, "begins with /"],
    [{ answer: "wanted", ackId: "x" }, "whole number"],
  ])("%j is refused", (values, problem) => {
    expect(written(socketIoEvent, known, values)).toContain(problem);
  });
});

describe("a frame of STOMP", () => {
  /** What stompjs reads. */
  function parsed(text: string) {
    const frames: unknown[] = [];
    const parser = new Parser(
      (frame) => {
        const headers = Object.fromEntries(frame.headers as unknown as [string, string][]);
        frames.push({ command: frame.command, headers, body: new TextDecoder().decode(frame.binaryBody) });
      },
      () => {},
    );
    parser.parseChunk(encodeUtf8(text).buffer, false);
    return frames;
  }

  test("is read by stompjs and by us, with what it holds", () => {
    const known = seen(stomp, [], { protocol: "v12.stomp" });
    const values = { destination: "/topic/a", headers: "x:1\nodd:a:b\\c", body: "h\0é" };
    const text = textWritten(stompFrame, known, values);

    expect(parsed(text)).toEqual([
      {
        command: "SEND",
        headers: expect.objectContaining({ destination: "/topic/a", "content-length": "4" }),
        body: "h\0é",
      },
    ]);
    const read = reading(stomp, text, { direction: "sent", protocol: "v12.stomp" });
    expect(read).toMatchObject({ kind: "SEND", findings: [] });
    expect(read?.value).toMatchObject({ headers: { x: "1", odd: "a:b\\c" }, body: "h\0é" });
  });

  test("subscribes under the next id, with headers as its version escapes them", () => {
    const before = textWritten(stompFrame, seen(stomp), { command: "SUBSCRIBE", destination: "/a" });
    const known = seen(stomp, [["sent", before]], { protocol: "v10.stomp" });

    const text = textWritten(stompFrame, known, { command: "SUBSCRIBE", destination: "a:b" });

    expect(before).toContain("id:sub-0\n");
    expect(text).toBe("SUBSCRIBE\ndestination:a:b\nid:sub-1\n\n\0");
    expect(textWritten(stompFrame, seen(stomp), { destination: "a:b", body: "x" })).toContain("a\\cb");
  });

  test.each([
    [{ destination: "" }, "needs a destination"],
    [{ destination: "a", headers: "odd" }, "is no header"],
    [{ command: "ACK", id: "" }, "needs a id"],
  ])("%j is refused", (values, problem) => {
    expect(written(stompFrame, seen(stomp), values)).toContain(problem);
  });
});

describe("a call of JSON-RPC", () => {
  const known = seen(jsonRpc, [["sent", '{"jsonrpc":"2.0","method":"sum","params":[1],"id":6}']]);

  test.each([
    [{}, '{"jsonrpc":"2.0","method":"sum","id":7}', "request"],
    [{ params: "[1,2]" }, '{"jsonrpc":"2.0","method":"sum","params":[1,2],"id":7}', "request"],
    [{ id: "" }, '{"jsonrpc":"2.0","method":"sum"}', "notification"],
    [{ id: "a" }, '{"jsonrpc":"2.0","method":"sum","id":"a"}', "request"],
    [
      { params: '{"at":{{now}}}' },
      `{"jsonrpc":"2.0","method":"sum","params":{"at":${NOON}},"id":7}`,
      "request",
    ],
  ])("%j is %s", (values, text, kind) => {
    expect(textWritten(jsonRpcCall, known, values)).toBe(text);
    expect(reading(jsonRpc, text, { direction: "sent" })).toMatchObject({ kind, findings: [] });
  });

  test.each([
    [{ method: "" }, "needs a method"],
    [{ params: "1" }, "a list or an object"],
    [{ params: "[" }, "no JSON"],
  ])("%j is refused", (values, problem) => {
    expect(written(jsonRpcCall, known, values)).toContain(problem);
  });
});

describe("an operation of GraphQL", () => {
  const values = { query: 'query A { a(x: "1") }', variables: '{"x":1}', operationName: "A" };

  test.each([
    ["graphql-transport-ws", "subscribe"],
    ["graphql-ws", "start"],
  ])("on %s is a %s", (protocol, type) => {
    const known = seen(graphql, [], { protocol });
    const text = textWritten(graphqlOperation, known, values);

    const payload = { query: values.query, operationName: "A", variables: { x: 1 } };
    expect(JSON.parse(text)).toEqual({ id: "some-uuid", type, payload });
    if (type === "subscribe") expect(validateMessage(JSON.parse(text))).toMatchObject({ type });
    const read = reading(graphql, text, { direction: "sent", protocol });
    expect(read).toMatchObject({ kind: type, findings: [], exchange: { role: "request" } });
  });

  test("counts on where the client counts, and is refused without a text", () => {
    const known = seen(graphql, [["sent", '{"id":"3","type":"start","payload":{"query":"{ a }"}}']]);

    expect(graphqlOperation.propose(known, {})).toMatchObject({ id: "4", query: "{ a }" });
    expect(written(graphqlOperation, known, { query: " " })).toContain("Write an operation");
    expect(written(graphqlOperation, known, { variables: "x" })).toContain("Variables: no JSON");
  });
});

describe("a push of Phoenix", () => {
  type Decode = (raw: string, done: (message: unknown) => void) => void;
  const { Serializer } = phoenixLibrary as unknown as { Serializer: { decode: Decode } };
  const url = "wss://example/socket/websocket?vsn=2.0.0";
  const joined: Parameters<typeof seen>[1] = [
    ["sent", '["3","3","room:1","phx_join",{}]'],
    ["sent", '[null,"9","phoenix","heartbeat",{}]'],
  ];

  test("has the ref of the join and the next of the socket", () => {
    const text = textWritten(phoenixPush, seen(phoenix, joined, { url }), {
      event: "say",
      payload: '{"a":1}',
    });

    expect(text).toBe('["3","10","room:1","say",{"a":1}]');
    let message: unknown;
    Serializer.decode(text, (decoded) => {
      message = decoded;
    });
    expect(message).toEqual({ join_ref: "3", ref: "10", topic: "room:1", event: "say", payload: { a: 1 } });
    expect(reading(phoenix, text, { direction: "sent" })).toMatchObject({ kind: "say", findings: [] });
  });

  test("is an object where the socket speaks version 1", () => {
    const known = seen(phoenix, [["sent", '{"topic":"a","event":"phx_join","payload":{},"ref":"1"}']]);

    const text = textWritten(phoenixPush, known, { event: "say" });

    expect(JSON.parse(text)).toEqual({ topic: "a", event: "say", payload: {}, ref: "2", join_ref: "1" });
    expect(reading(phoenix, text, { direction: "sent" })?.kind).toBe("say");
  });

  test("joins under its own ref, and a topic that is not joined is refused", () => {
    const known = seen(phoenix, [...(joined ?? []), ["sent", '["3","11","room:1","phx_leave",{}]']], { url });

    expect(textWritten(phoenixPush, known, { event: "phx_join" })).toBe('["12","12","room:1","phx_join",{}]');
    expect(written(phoenixPush, known, { event: "say" })).toContain("is not joined");
  });
});
