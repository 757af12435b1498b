import { expect, test } from "vitest";
import type { Verdict } from "../protocol.ts";
import { FlowClock, FREE, isFree } from "./flow.ts";
import { dropIt, Lane, letGo, type Waiting } from "./lane.ts";
import { fakeClock } from "./testing-clock.ts";

const waiting = (held: number, due = 0): Waiting => ({
  held,
  verdict: letGo(held, ""),
  due,
  isPaused: false,
  speeches: [],
  isOver: false,
});

function lane() {
  const clock = fakeClock();
  const gone: number[] = [];
  const opened = new Lane(clock, (verdicts: Verdict[]) => gone.push(...verdicts.map(({ held }) => held)));
  return { clock, gone, lane: opened };
}

test("what is late holds back what comes after it", () => {
  const { clock, gone, lane: late } = lane();
  late.add(waiting(1, 100));
  late.add(waiting(2, 50));
  late.run();
  clock.advance(60);
  expect(gone).toEqual([]);
  clock.advance(40);
  expect(gone).toEqual([1, 2]);
});

test("what is paused or undecided waits, and goes in its order when it may", () => {
  const { gone, lane: opened } = lane();
  const first = { ...waiting(1), isPaused: true };
  const second: Waiting = { ...waiting(2), verdict: undefined };
  for (const each of [first, second, waiting(3)]) opened.add(each);
  opened.run();
  expect(gone).toEqual([]);
  first.isPaused = false;
  opened.run();
  expect(gone).toEqual([1]);
  second.verdict = dropIt(2, "x");
  opened.run();
  expect(gone).toEqual([1, 2, 3]);
});

test("a stopped lane lets nothing go; what was settled elsewhere is waited for no more", () => {
  const { gone, lane: opened } = lane();
  opened.isStopped = true;
  opened.add(waiting(1));
  opened.add(waiting(2));
  opened.run();
  opened.remove(1);
  opened.isStopped = false;
  opened.run();
  expect(gone).toEqual([2]);
});

test("speeches come after the message that they are about", () => {
  const { gone, lane: opened } = lane();
  const said: number[][] = [];
  opened.add({ ...waiting(1), speeches: [() => said.push([...gone])] });
  opened.run();
  expect(said).toEqual([[1]]);
});

test("a flow adds its delay and jitter, keeps the order, and takes the time that its rate needs", () => {
  const shares = [0, 0.5, 0.99, 0];
  const clock = new FlowClock(() => shares.shift() ?? 0);
  const late = { ...FREE, delay: 100, jitter: 50 };
  expect([
    clock.pass(late, 0, 0),
    clock.pass(late, 0, 0),
    clock.pass(late, 0, 10),
    clock.pass(late, 0, 20),
  ]).toEqual([100, 125, 159.5, 159.5]);
  const slow = new FlowClock(() => 0);
  const rate = { ...FREE, rate: 1000 };
  expect([slow.pass(rate, 500, 0), slow.pass(rate, 500, 0), slow.pass(rate, 100, 5000)]).toEqual([
    500, 1000, 5100,
  ]);
});

test("a flow loses the share that it shall lose", () => {
  const shares = [0.1, 0.5, 0, 0.3, 0];
  const clock = new FlowClock(() => shares.shift() ?? 0);
  const lossy = { ...FREE, loss: 0.4 };
  expect([1, 2, 3].map(() => clock.pass(lossy, 1, 0))).toEqual([undefined, 0, undefined]);
  expect([isFree(FREE), isFree(lossy)]).toEqual([true, false]);
});
