/** World: the page under test. A Proxy's handler that notes which of its traps run, and does what there would be without it. */
import type { Wild } from "./wild.ts";

/** `say` words a call: the trap, and its first argument after the target, which is a key but for `construct` and `apply`. */
export function everyTrap(
  traps: string[],
  say = (trap: string, first: unknown) => `${trap} ${String(first)}`,
): Wild {
  return new Proxy({} as Wild, {
    get:
      (_, trap) =>
      (target: object, ...rest: unknown[]) => {
        traps.push(say(String(trap), rest[0]));
        return (Reflect as Wild)[trap](target, ...rest);
      },
  });
}
