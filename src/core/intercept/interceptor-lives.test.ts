/** Lines that break, pages that leave, other Earshots: what becomes of what is held. */
import { expect, test } from "vitest";
import type { Connection } from "../connection.ts";
import type { ConnectionEvent, PageEvent } from "../protocol.ts";
import { hello, NOON, type page } from "../testing.ts";
import { NO_FAULTS } from "./faults.ts";
import type { Rule } from "./rule.ts";
import { bench, rule, settle } from "./testing-bench.ts";

test("what is decided in one go is one command", async () => {
  const { interceptor, record, chat, commands } = await bench();
  interceptor.rules.rules = [rule({ query: "none such" })];
  await interceptor.inEffect;
  record(...[1, 2, 3].map((held) => ({ ...chat.sent("x"), held }) as PageEvent));
  await settle();
  expect(commands).toEqual([3]);
});

const letGo = (chat: ReturnType<typeof page>) =>
  chat.stamped({ type: "let-go" } as unknown as ConnectionEvent) as PageEvent;

test("what was let go while the line was broken is not held when it is heard of", async () => {
  const { session, interceptor, record, chat } = await bench();
  interceptor.rules.rules = [rule({ action: { type: "break" } })];
  await interceptor.inEffect;
  const [one, two, three] = [1, 2, 3].map((held) => ({ ...chat.sent(`${held}`), held }) as PageEvent);
  const outcome = { connectionId: 1, held: 2, outcome: "replaced", cause: "" };
  const settled = chat.stamped({ type: "settled", ...outcome } as ConnectionEvent) as PageEvent;
  record(one as PageEvent);
  interceptor.joined(hello());
  record(letGo(chat), three as PageEvent, settled, two as PageEvent);
  await settle();
  expect(interceptor.desk.paused).toEqual([]);
  const fates = [...session.rows].flatMap((row) => (row.connection && row.fate) ?? []);
  expect(fates).toEqual(["passed", "replaced", "passed"]);
  expect(session.connections[0]?.withheld).toBe(1);
});

test("what a page that is left was still held is lost, and nothing is kept of it", async () => {
  const { session, interceptor, hold, chat } = await bench();
  interceptor.rules.rules = [rule({ action: { type: "break" } })];
  interceptor.setFaults(session.connections[0] as Connection, { ...NO_FAULTS, isStalled: true });
  await interceptor.inEffect;
  await hold("received", "late");
  session.documentLeft(chat.documentId, NOON);
  interceptor.left("page");
  const fates = [...session.rows].flatMap((row) => (row.connection && row.fate) ?? []);
  expect([fates, interceptor.desk.paused, interceptor.desk.faulty]).toEqual([["lost"], [], []]);
});

test("each rule that begins to count, changes, or counts no more is a row", async () => {
  const { session, interceptor } = await bench();
  const first = rule({ name: "a" });
  const change = (...rules: Rule[]) => {
    interceptor.rules.rules = rules;
  };
  change({ ...first, isOn: false });
  change(first);
  change({ ...first, isPinned: true });
  change({ ...first, url: "x" }, rule({ name: "b" }));
  interceptor.rules.isOn = false;
  const notes = [...session.rows].flatMap(({ event }) => (event.type === "intervened" ? [event.what] : []));
  expect(notes).toEqual(["rule “a” on", "rule “b” on, rule “a” changed", "rule “a” off, rule “b” off"]);
});

test("while another Earshot acts on the tab nothing is asked of it", async () => {
  let come = () => {};
  const given: string[] = [];
  const take = async (onTurn: () => void) => {
    come = onTurn;
    return false;
  };
  const { interceptor, hold, holds, told, verdicts } = await bench({ take, give: () => given.push("given") });
  interceptor.rules.rules = [rule({})];
  await interceptor.inEffect;
  await hold("sent", "theirs");
  expect([interceptor.isElsewhere, holds, told, verdicts]).toEqual([true, [], [], []]);
  come();
  await hold("sent", "ours");
  expect([interceptor.isElsewhere, holds, verdicts.length]).toEqual([false, ["#1 true true"], 1]);
  interceptor.stop();
  await settle();
  expect([holds.at(-1), given]).toEqual(["#1 false false", ["given"]]);
});

test("a connection that is made before the page hears that it may have a server again is not left waiting", async () => {
  const { session, interceptor, record, chat, way } = await bench();
  const met: number[] = [];
  interceptor.onMocked = ({ number }) => met.push(number);
  const url = session.connections[0]?.url ?? "";
  interceptor.setOffline(url, true);
  await interceptor.inEffect;
  let hear = () => {};
  way.heard = new Promise((resolve) => {
    hear = resolve;
  });
  interceptor.setOffline(url, false);
  await settle();
  record({ ...chat.created(2), mocked: true } as PageEvent);
  expect(met).toEqual([2]);
  hear();
  await interceptor.inEffect;
  expect(interceptor.isActive).toBe(false);
});

test("the turn is given back when the connection that had faults is closed", async () => {
  const given: string[] = [];
  const { session, interceptor, record, chat } = await bench({
    take: async () => true,
    give: () => given.push("given"),
  });
  interceptor.setFaults(session.connections[0] as Connection, { ...NO_FAULTS, isStalled: true });
  await interceptor.inEffect;
  record(chat.closed());
  await settle();
  expect([interceptor.isActive, given]).toEqual([false, ["given"]]);
});

test("nobody waits for the turn any more when the connection that had faults is closed", async () => {
  const given: string[] = [];
  const { session, interceptor, record, chat } = await bench({
    take: async () => false,
    give: () => given.push("given"),
  });
  interceptor.setFaults(session.connections[0] as Connection, { ...NO_FAULTS, isStalled: true });
  await interceptor.inEffect;
  expect(interceptor.isElsewhere).toBe(true);
  record(chat.closed());
  await settle();
  expect([interceptor.isActive, interceptor.isElsewhere, given]).toEqual([false, false, ["given"]]);
});
