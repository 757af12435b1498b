import { expect, test } from "vitest";
import type { ConnectionEvent, Interception, PageEvent, Verdict } from "../protocol.ts";
import { Session } from "../session.ts";
import { hello, NOON, page } from "../testing.ts";
import { Interceptor } from "./interceptor.ts";
import type { Rule } from "./rule.ts";
import { fakeClock } from "./testing-clock.ts";

const rule = (part: Partial<Rule>): Rule => ({
  id: part.name ?? "rule",
  name: "",
  isOn: true,
  isPinned: false,
  url: "",
  direction: "both",
  query: "",
  action: { type: "drop" },
  ...part,
});

/** A session with one open connection, its page, and an interceptor whose wishes are written down. */
function bench() {
  const session = new Session();
  const clock = fakeClock();
  const chat = page();
  const holds: string[] = [];
  const verdicts: Verdict[] = [];
  const said: string[] = [];
  const failed: string[] = [];
  const told: Interception[][] = [];
  const interceptor = new Interceptor({
    session,
    clock,
    random: () => 0,
    hold: async ({ number }, sent, received) => holds.push(`#${number} ${sent} ${received}`),
    settle: (_, more) => verdicts.push(...more),
    speak: (_, direction, payload) =>
      said.push(`${direction} ${payload.opcode === "text" ? payload.text : "binary"}`),
    fail: ({ number }) => failed.push(`#${number}`),
    intercept: (_, interceptions) => told.push(interceptions),
    rulesChanged: () => {},
    load: async () => undefined,
  });
  const record = (...events: PageEvent[]) => {
    session.record("page", events);
    interceptor.hear("page", events);
  };
  session.documentJoined(hello(), NOON);
  interceptor.joined("page");
  record(chat.created(), chat.opened());
  let held = 0;
  /** The page sends or receives a text that the hook holds. */
  const hold = async (direction: "sent" | "received", text: string) => {
    held += 1;
    const message = direction === "sent" ? chat.sent(text) : chat.received(text);
    record({ ...message, held } as PageEvent);
    await Promise.resolve();
    await Promise.resolve();
  };
  const settled = (number: number, outcome: "passed" | "dropped" | "replaced", cause = "") =>
    record(
      chat.stamped({ type: "settled", connectionId: 1, held: number, outcome, cause } as ConnectionEvent),
    );
  return { session, clock, interceptor, record, hold, settled, holds, verdicts, said, failed, told, chat };
}

test("only what rules concern is held, and no longer than they are on", () => {
  const { interceptor, holds, told } = bench();
  interceptor.rules.rules = [rule({ url: "elsewhere", direction: "sent" })];
  expect(holds).toEqual([]);
  interceptor.rules.rules = [rule({ url: "chat.example", direction: "sent" })];
  expect(holds).toEqual(["#1 true false"]);
  expect(told.at(-1)).toEqual([{ url: "chat.example", sent: true, received: false, mocked: false }]);
  interceptor.rules.isOn = false;
  expect(holds).toEqual(["#1 true false", "#1 false false"]);
  expect(told.at(-1)).toEqual([]);
  expect(interceptor.isActive).toBe(false);
});

test("a rule that cannot work does nothing", () => {
  const { interceptor, holds } = bench();
  interceptor.rules.rules = [rule({ query: "/(/" })];
  expect(holds).toEqual([]);
});

test("rules are applied in their order to what they match, and the rest goes on untouched", async () => {
  const { interceptor, hold, verdicts, said } = bench();
  interceptor.rules.rules = [
    rule({ name: "edit", query: "type:message", action: { type: "set", path: "text", value: '"b"' } }),
    rule({ name: "twice", query: "type:message", action: { type: "duplicate", copies: 1 } }),
    rule({ name: "answer", query: "ping", action: { type: "answer", text: "pong" } }),
  ];
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
  const { interceptor, hold, settled, verdicts, session } = bench();
  interceptor.rules.rules = [rule({ name: "stop", query: "stop", action: { type: "break" } })];
  await hold("sent", "stop 1");
  await hold("sent", "after");
  await hold("received", "other way");
  expect(verdicts.map(({ held }) => held)).toEqual([3]);
  expect([...session.rows].map((row) => row.connection && row.fate)).toEqual([
    undefined,
    undefined,
    "held",
    "held",
    "held",
  ]);
  const [first] = interceptor.desk.paused;
  if (!first) throw new Error("nothing is paused");
  interceptor.desk.drop(first);
  expect(verdicts.map(({ held, action }) => [held, action])).toEqual([
    [3, "pass"],
    [1, "drop"],
    [2, "pass"],
  ]);
  settled(1, "dropped", "by hand");
  expect([...session.rows][2]).toMatchObject({ fate: "dropped" });
  expect([...session.rows].at(-1)).toMatchObject({ about: 3, event: { type: "settled" } });
  expect(session.connections[0]?.withheld).toBe(2);
  settled(2, "passed");
  expect(session.connections[0]?.withheld).toBe(1);
});

test("what another recorder has the hook hold is left to it", async () => {
  const { interceptor, hold, verdicts } = bench();
  await hold("sent", "not ours");
  interceptor.rules.rules = [rule({ direction: "sent" })];
  await hold("received", "nor this");
  expect(verdicts).toEqual([]);
  await hold("sent", "ours");
  expect(verdicts.map(({ held }) => held)).toEqual([3]);
});

test("what the hook let go by itself is not waited for", async () => {
  const { interceptor, hold, settled } = bench();
  interceptor.rules.rules = [rule({ action: { type: "break" } })];
  await hold("sent", "one");
  settled(1, "passed");
  expect(interceptor.desk.paused).toEqual([]);
});

test("an address that is offline fails, and so do the connections to come", () => {
  const { interceptor, failed, told, record, chat, clock, session } = bench();
  const url = session.connections[0]?.url ?? "";
  interceptor.setOffline(url, true);
  expect(failed).toEqual(["#1"]);
  expect(told.at(-1)).toEqual([{ url, sent: false, received: false, mocked: true }]);
  record({ ...chat.created(2), mocked: true } as PageEvent);
  clock.advance(20);
  expect(failed).toEqual(["#1", "#2"]);
  interceptor.stop();
  expect([interceptor.activities, told.at(-1)]).toEqual([[], []]);
});

test("a document that comes back is told again what is wanted of it", () => {
  const { interceptor, holds, told } = bench();
  interceptor.rules.rules = [rule({ url: "chat.example" })];
  interceptor.left("page");
  interceptor.joined("page");
  expect(holds).toEqual(["#1 true true", "#1 true true"]);
  expect(told.length).toBe(2);
});
