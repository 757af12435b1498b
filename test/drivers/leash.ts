import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Leash {
  /** An empty folder for the browser's profile. */
  profile: string;
  /** A folder inside the profile, for the browser's own temporary files. */
  temporary: string;
  /** Puts a process and its group on the leash. */
  hold(pid: number | undefined): void;
  /** Ends what is held and removes the profile. */
  pull(): Promise<void>;
}

const WATCHER = fileURLToPath(new URL("./leash-watcher.mjs", import.meta.url));

/**
 * Makes a profile folder that cannot outlive this process, nor can a browser that runs in it.
 *
 * A separate process waits for the end of its standard input, which comes however this one ends, SIGKILL
 * included. So no signal handlers are needed here, which would get in the way of the test runner's own.
 */
export function makeLeash(name: string): Leash {
  const profile = mkdtempSync(join(tmpdir(), `earshot-${name}-`));
  const temporary = join(profile, "tmp");
  mkdirSync(temporary);
  const watcher = spawn(process.execPath, [WATCHER, profile], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  const gone = once(watcher, "exit");
  watcher.unref();
  return {
    profile,
    temporary,
    hold: (pid) => {
      if (pid !== undefined) watcher.stdin.write(`${pid}\n`);
    },
    pull: async () => {
      watcher.ref();
      watcher.stdin.end();
      await gone;
    },
  };
}
