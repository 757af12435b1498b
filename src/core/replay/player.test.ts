import { expect, test } from "vitest";
import type { Direction, InlinePayload } from "../protocol.ts";
import { Player } from "./player.ts";
import type { Recording } from "./recording.ts";
import { type Action, type Pace, stepsOf } from "./steps.ts";

/** Time that passes when it is told to. */
class TestClock {
  time = 0;
  #calls: { due: number; call: () => void }[] = [];
  now = () => this.time;
  after = (ms: number, call: () => void) => {
    const entry = { due: this.time + ms, call };
    this.#calls.push(entry);
    return () => {
      this.#calls = this.#calls.filter((each) => each !== entry);
    };
  };
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const [next] = this.#calls.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
      if (!next) break;
      this.#calls = this.#calls.filter((each) => each !== next);
      this.time = next.due;
      next.call();
      await settle();
    }
    this.time = end;
  }
}

const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

const text = (value: string): InlinePayload => ({ opcode: "text", text: value });

/** `↓ 30 hello`: received 30 ms after the beginning. Rows are numbered from 1. */
function recording(lines: string[], close?: Partial<Recording["close"] & object>): Recording {
  const messages = lines.map((line, index) => {
    const [arrow, at, ...words] = line.split(" ");
    const direction: Direction = arrow === "↓" ? "received" : "sent";
    return { number: index + 1, direction, at: Number(at), payload: text(words.join(" ")) };
  });
  const end = {
    number: 99,
    at: 1000,
    isByPage: false,
    code: 1000,
    reason: "",
    wasClean: true,
    isFailure: false,
  };
  return {
    ...{ connection: 1, url: "wss://chat.example/", protocol: "json", extensions: "", opensAt: 10 },
    ...{ messages, close: close && { ...end, ...close }, missing: 0 },
  };
}

function play(recorded: Recording, pace: Partial<Pace> = {}, side: "page" | "server" = "page") {
  const clock = new TestClock();
  const said: string[] = [];
  const act = async (action: Action) => {
    const what =
      action.type === "say" && action.payload.opcode === "text" ? action.payload.text : action.type;
    said.push(`${clock.time} ${what}`);
    return undefined;
  };
  const steps = stepsOf(recorded, side);
  const player = new Player(steps, { mode: "timed", speed: 1, ...pace }, { clock, act, changed: () => {} });
  player.start();
  return { clock, said, player, departures: player.report.departures };
}

test("in the recorded timing, or faster", async () => {
  const lines = ["↓ 30 a", "↓ 100 b"];
  const { clock, said, player } = play(recording(lines, { at: 200 }));
  await clock.pass(100);
  expect(said).toEqual(["10 open", "30 a", "100 b"]);
  await clock.pass(100);
  expect([said.at(-1), player.state, player.played, player.total]).toEqual(["200 close", "done", 4, 4]);

  const fast = play(recording(lines), { speed: 10 });
  await fast.clock.pass(10);
  expect(fast.said).toEqual(["1 open", "3 a", "10 b"]);
});

test("a pause takes its time, and nothing is played in it", async () => {
  const { clock, said, player } = play(recording(["↓ 30 a", "↓ 100 b"]));
  await clock.pass(50);
  player.pause();
  await clock.pass(1000);
  expect(said).toHaveLength(2);
  player.resume();
  await clock.pass(50);
  expect(said.at(-1)).toBe("1100 b");
});

test("step by step, each when it is asked for", async () => {
  const { clock, said, player } = play(recording(["↓ 30 a", "↓ 100 b"]), { mode: "step" });
  await clock.pass(500);
  expect(said).toEqual([]);
  await player.step();
  await player.step();
  expect([said, player.state]).toEqual([["500 open", "500 a"], "paused"]);
  await player.step();
  expect([said.at(-1), player.state]).toEqual(["500 b", "done"]);
});

test("waits for what was said before, maps its id, and goes on in the recorded rhythm", async () => {
  const lines = ["↓ 30 hi", '↑ 40 {"method":"add","id":"r1"}', '↓ 60 {"id":"r1","result":3}', "↑ 70 bye"];
  const { clock, said, player } = play(recording(lines), { mode: "answers" });
  await clock.pass(500);
  expect([said, player.state, player.waitsFor]).toEqual([["10 open", "30 hi"], "waiting", 2]);
  player.heard(text('{"method":"add","id":"x9"}'), 12);
  await clock.pass(20);
  expect(said.at(-1)).toBe('520 {"id":"x9","result":3}');
  expect([player.state, player.waitsFor]).toEqual(["waiting", 4]);
  player.heard(text("bye"), 14);
  expect([player.state, player.report.matched, player.report.count]).toEqual(["done", 2, 0]);
});

test("a step goes on without what has not come, and the report says so", async () => {
  const { clock, said, player, departures } = play(recording(["↑ 20 a", "↓ 30 b"]), { mode: "answers" });
  await clock.pass(100);
  await player.step();
  expect(said.at(-1)).toBe("100 b");
  expect(departures).toEqual([{ kind: "missing", recorded: 1, what: "a" }]);
  expect(player.state).toBe("done");
});

test("the report names what is missing, extra, different and late", async () => {
  const lines = ['↑ 20 {"type":"say","text":"a"}', "↑ 25 slow", "↓ 5000 b", "↑ 5010 never"];
  const { clock, player, departures } = play(recording(lines));
  await clock.pass(20);
  player.heard(text('{"type":"say","text":"A"}'), 11);
  player.heard(text("[7]"), 12);
  await clock.pass(2000);
  player.heard(text("slow"), 13);
  await clock.pass(6000);

  expect(player.state).toBe("done");
  expect(departures).toEqual([
    { kind: "different", recorded: 1, live: 11, path: "text", was: "a", is: "A" },
    { kind: "extra", live: 12, what: "[7]" },
    { kind: "late", recorded: 2, live: 13, ms: 1995 },
    { kind: "missing", recorded: 4, what: "never" },
  ]);
});

test("a page that closes ends it, as recorded or not", async () => {
  const good = play(recording(["↓ 20 a"], { isByPage: true, code: 4000, reason: "bye", at: 30 }), {
    mode: "answers",
  });
  await good.clock.pass(100);
  expect(good.player.state).toBe("waiting");
  await good.player.closedByPage(4000, "bye", 5);
  expect([good.said.at(-1), good.player.state, good.departures]).toEqual(["100 close", "done", []]);

  const early = play(recording(["↓ 20 a", "↓ 500 b"]));
  await early.clock.pass(100);
  await early.player.closedByPage(undefined, undefined, 5);
  expect(early.departures.map((each) => "what" in each && each.what)).toEqual([
    "The page closed the connection, which it had not in the recording.",
    "Not played: 1 message of the recording.",
  ]);
});

test("to the server the sent side is played, and its answers are held against the recording", async () => {
  const lines = ["↓ 20 hello", "↑ 30 a", '↓ 40 {"id":1}', '↑ 50 {"type":"x","id":1}'];
  const { clock, said, player } = play(recording(lines, {}), { mode: "answers" }, "server");
  await clock.pass(100);
  expect(said).toEqual([]);
  player.heard(text("hello"), 1);
  await clock.pass(100);
  player.heard(text('{"id":8}'), 3);
  await clock.pass(100);
  expect(said).toEqual(["110 a", '210 {"type":"x","id":8}']);
  expect(player.state).toBe("done");
});
