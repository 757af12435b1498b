/** World: tests. A clock that goes when it is told to. */
import type { Clock } from "./lane.ts";

export interface FakeClock extends Clock {
  /** Lets some ms pass, and calls back what is due, in its order. */
  advance(ms: number): void;
}

export function fakeClock(): FakeClock {
  let time = 0;
  let timers: { due: number; call: () => void }[] = [];
  return {
    now: () => time,
    after(ms, call) {
      const timer = { due: time + ms, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance(ms) {
      const end = time + ms;
      for (;;) {
        const next = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        timers = timers.filter((each) => each !== next);
        time = Math.max(time, next.due);
        next.call();
      }
      time = end;
    },
  };
}
