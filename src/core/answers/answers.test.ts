import { expect, test } from "vitest";
import { protocolDecoders } from "../decoders/all.ts";
import { adoptDecoders } from "../dialect.ts";
import type { PageEvent } from "../protocol.ts";
import { page, startedSession } from "../testing.ts";
import { Answers } from "./answers.ts";
import { pairBy, pairingKey } from "./pairing-field.ts";

adoptDecoders(protocolDecoders);

function answersOf(events: (say: ReturnType<typeof page>) => PageEvent[], protocol = "json") {
  const session = startedSession();
  const say = page();
  session.record("page", [say.created(1, [protocol]), say.opened(1, protocol), ...events(say)]);
  const answers = new Answers();
  const read = () => expect(answers.advance(session, pairingKey(), 1000)).toBe("done");
  read();
  return { answers, session, say, read };
}

const mine = '{"type":"message","text":"hi","id":7,"date":5}';
const echo = '{"type":"message","text":"hi","id":7,"date":5,"name":"Ann"}';

test("pairs what a protocol pairs, with the time between", () => {
  const { answers } = answersOf(({ sent, received }) => [sent(mine), received(echo)]);

  expect(answers.partnerOf(3)).toBe(4);
  expect(answers.partnerOf(4)).toBe(3);
  expect(answers.latencyOf(3)).toBe(10);
  expect(answers.latencyOf(4)).toBe(10);
  expect(answers.roleOf(3)).toBe("request");
  expect(answers.roleOf(4)).toBe("reply");
  expect(answers.unanswered).toBe(0);
});

test("counts what nobody answers, until somebody does", () => {
  const { answers, session, say, read } = answersOf(({ sent }) => [sent(mine)]);

  expect(answers.unanswered).toBe(1);
  expect(answers.isUnanswered(3)).toBe(true);
  expect(answers.latencyOf(3)).toBeUndefined();
  session.record("page", [say.received(echo)]);
  read();
  expect(answers.unanswered).toBe(0);
  expect(answers.isUnanswered(3)).toBe(false);
});

test("an answer that nobody asked for, and one on another connection, is none", () => {
  const { answers } = answersOf(({ sent, received, created, opened }) => [
    received(echo),
    created(2),
    opened(2),
    sent(mine),
    received(echo, 2),
  ]);

  expect(answers.unanswered).toBe(1);
  expect(answers.partnerOf(3)).toBeUndefined();
});

test("a later answer to the same request knows it too; the first one's time stays", () => {
  const { answers } = answersOf(({ sent, received }) => [sent(mine), received(echo), received(echo)]);

  expect(answers.latencyOf(3)).toBe(10);
  expect(answers.latencyOf(5)).toBe(20);
  expect(answers.partnerOf(5)).toBe(3);
});

test("a ping is paired with its pong, and waits for none", () => {
  const { answers, session, say, read } = answersOf(
    ({ sent }) => [sent('{"type":"ping"}')],
    "graphql-transport-ws",
  );

  expect(answers.unanswered).toBe(0);
  expect(answers.isEmpty).toBe(true);
  session.record("page", [say.received('{"type":"pong"}')]);
  read();
  expect(answers.latencyOf(3)).toBe(10);
  expect(answers.partnerOf(4)).toBe(3);
  expect(answers.unanswered).toBe(0);
});

test("several requests in one message are answered one by one", () => {
  const { answers } = answersOf(
    ({ sent, received }) => [
      sent('{"id":1,"connect":{}}\n{"id":2,"rpc":{"method":"a","data":1}}'),
      received('{"id":1,"connect":{"client":"c","version":"1"}}'),
      received('{"id":2,"rpc":{"data":1}}\n{"id":3,"rpc":{"data":1}}'),
    ],
    "centrifuge-json",
  );

  expect(answers.partnerOf(3)).toBe(4);
  expect(answers.partnerOf(4)).toBe(3);
  expect(answers.partnerOf(5)).toBe(3);
  expect(answers.unanswered).toBe(0);
});

test("a field that the user names pairs messages of any JSON, either side first", () => {
  const { answers, session, read } = answersOf(
    ({ sent, received }) => [
      sent('{"op":"get","req":{"n":1}}'),
      received('{"ok":true,"req":{"n":1}}'),
      received('{"op":"ask","req":{"n":2}}'),
      sent('{"ok":true,"req":{"n":2}}'),
    ],
    "",
  );
  const [connection] = session.connections;
  if (!connection) throw new Error("No connection.");

  expect(answers.isEmpty).toBe(true);
  pairBy(connection, ["req", "n"]);
  read();
  expect([3, 4, 5, 6].map((number) => answers.partnerOf(number))).toEqual([4, 3, 6, 5]);
  pairBy(connection, undefined);
  read();
  expect(answers.partnerOf(3)).toBeUndefined();
});

test("waits a while for a payload that is still read, and gives up on one that never comes", () => {
  const { answers, session, say, read } = answersOf(({ sent }) => [sent(mine)]);
  const echoed = {
    ...say.received(echo),
    payload: { opcode: "text", blob: new Blob([echo]), preview: "" },
  } as const;

  session.record("page", [{ ...echoed, time: Date.now() } as PageEvent]);
  expect(answers.advance(session, pairingKey(), 1000)).toBe("waiting");
  session.fill(session.rows.at(3) as never, { opcode: "text", text: echo });
  read();
  expect(answers.partnerOf(4)).toBe(3);
  session.record("page", [{ ...echoed, sequence: 99, time: Date.now() - 60_000 } as PageEvent]);
  read();
});

test("reads in small steps to the same end, and anew when rows change places", () => {
  const { session } = answersOf(({ sent, received }) => [sent(mine), received(echo)]);
  const answers = new Answers();
  let steps = 0;
  while (answers.advance(session, "", -1) === "more") steps += 1;

  expect(steps).toBeGreaterThan(1);
  expect(answers.partnerOf(4)).toBe(3);
  session.generation += 1;
  answers.advance(session, "", 1000);
  expect(answers.partnerOf(4)).toBe(3);
  expect(answers.unanswered).toBe(0);
});
