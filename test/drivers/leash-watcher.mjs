/**
 * Ends browsers and removes their profile when whoever started this is gone.
 * Usage: node leash-watcher.mjs PROFILE, with process ids on standard input, one a line.
 */
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";

const pids = [];
for await (const line of createInterface({ input: process.stdin })) pids.push(Number(line));
for (const pid of pids) {
  try {
    // A negative id means the whole process group, which Windows does not know.
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has already ended.
  }
}
rmSync(process.argv[2], { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
