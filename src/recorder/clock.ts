/** World: recorder. The clock of what is done later. */
import type { Clock } from "../core/intercept/lane.ts";

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
