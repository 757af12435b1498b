import { expect, test } from "vitest";
import type { PageEvent } from "../protocol.ts";
import { hello } from "../testing.ts";
import type { Rule } from "./rule.ts";
import { bench, rule, settle } from "./testing-bench.ts";

test("only what rules concern is held, and no longer than they are on", async () => {
  const { interceptor, holds, told } = await bench();
  interceptor.rules.rules = [rule({ url: "elsewhere", direction: "sent" })];
  await interceptor.inEffect;
  expect(holds).toEqual([]);
  interceptor.rules.rules = [rule({ url: "chat.example", direction: "sent" })];
  await interceptor.inEffect;
  expect(holds).toEqual(["#1 true false"]);
  expect(told.at(-1)).toEqual([{ url: "chat.example", sent: true, received: false, mocked: false }]);
  interceptor.rules.isOn = false;
  await interceptor.inEffect;
  expect(holds).toEqual(["#1 true false", "#1 false false"]);
  expect(told.at(-1)).toEqual([]);
  expect(interceptor.isActive).toBe(false);
});

test("a rule that cannot work does nothing", async () => {
  const { interceptor, holds } = await bench();
  interceptor.rules.rules = [rule({ query: "/(/" })];
  await interceptor.inEffect;
  expect(holds).toEqual([]);
});

test("rules are applied in their order to what they match, and the rest goes on untouched", async () => {
  const { interceptor, hold, verdicts, said } = await bench();
  interceptor.rules.rules = [
    rule({ name: "edit", query: "type:message", action: { type: "set", path: "text", value: '"b"' } }),
    rule({ name: "twice", query: "type:message", action: { type: "duplicate", copies: 1 } }),
    rule({ name: "answer", query: "ping", action: { type: "answer", text: "pong" } }),
  ];
  await interceptor.inEffect;
  await hold("sent", '{"type":"message","text":"a"}');
  await hold("sent", "ping");
  await hold("sent", "other");
  expect(verdicts.map(({ held, action, payload }) => [held, action, payload && "edited"])).toEqual([
    [1, "pass", "edited"],
    [2, "pass", undefined],
    [3, "pass", undefined],
  ]);
  expect(verdicts.map(({ cause }) => cause)).toEqual([
    "rule “edit”: set a field, rule “twice”: duplicate",
    "rule “answer”: answer",
    "",
  ]);
  expect(said).toEqual(['sent {"type":"message","text":"b"}', "received pong"]);
  expect(interceptor.rules.hitsOf(interceptor.rules.rules[0] as Rule)).toEqual({
    count: 1,
    problem: undefined,
  });
});

test("a paused message holds back its direction only, until it is released or dropped", async () => {
  const { interceptor, hold, settled, verdicts, session } = await bench();
  interceptor.rules.rules = [rule({ name: "stop", query: "stop", action: { type: "break" } })];
  await interceptor.inEffect;
  await hold("sent", "stop 1");
  await hold("sent", "after");
  await hold("received", "other way");
  expect(verdicts.map(({ held }) => held)).toEqual([3]);
  const fates = [...session.rows].map((row) => row.connection && row.fate);
  expect(fates).toEqual([undefined, undefined, undefined, "held", "held", "held"]);
  const [first] = interceptor.desk.paused;
  if (!first) throw new Error("nothing is paused");
  interceptor.desk.drop(first);
  await settle();
  expect(verdicts.map(({ held, action }) => [held, action])).toEqual([
    [3, "pass"],
    [1, "drop"],
    [2, "pass"],
  ]);
  settled(1, "dropped", "by hand");
  expect([...session.rows][3]).toMatchObject({ fate: "dropped" });
  expect([...session.rows].at(-1)).toMatchObject({ about: 4, event: { type: "settled" } });
  expect(session.connections[0]?.withheld).toBe(2);
  settled(2, "passed");
  expect(session.connections[0]?.withheld).toBe(1);
});

test("what another recorder has the hook hold is left to it", async () => {
  const { interceptor, hold, verdicts } = await bench();
  await hold("sent", "not ours");
  interceptor.rules.rules = [rule({ direction: "sent" })];
  await interceptor.inEffect;
  await hold("received", "nor this");
  expect(verdicts).toEqual([]);
  await hold("sent", "ours");
  expect(verdicts.map(({ held }) => held)).toEqual([3]);
});

test("what the hook let go by itself is not waited for", async () => {
  const { interceptor, hold, settled } = await bench();
  interceptor.rules.rules = [rule({ action: { type: "break" } })];
  await interceptor.inEffect;
  await hold("sent", "one");
  settled(1, "passed");
  expect(interceptor.desk.paused).toEqual([]);
});

test("an address that is offline fails, and so do the connections to come", async () => {
  const { interceptor, failed, told, record, chat, clock, session } = await bench();
  const url = session.connections[0]?.url ?? "";
  interceptor.setOffline(url, true);
  await interceptor.inEffect;
  expect(failed).toEqual(["#1"]);
  expect(told.at(-1)).toEqual([{ url, sent: false, received: false, mocked: true }]);
  record({ ...chat.created(2), mocked: true } as PageEvent);
  clock.advance(20);
  expect(failed).toEqual(["#1", "#2"]);
  interceptor.stop();
  await interceptor.inEffect;
  expect([interceptor.activities, told.at(-1)]).toEqual([[], []]);
});

test("a document that comes back is told again what is wanted of it", async () => {
  const { interceptor, holds, told } = await bench();
  interceptor.rules.rules = [rule({ url: "chat.example" })];
  await interceptor.inEffect;
  interceptor.left("page");
  interceptor.joined(hello());
  expect(holds).toEqual(["#1 true true", "#1 true true"]);
  expect(told.length).toBe(2);
});
