/** World: Node, on Linux. CPU time of a browser: of all its processes, and of the main thread of one page's. */
import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "../drivers/driver.ts";

/** Of the unit of /proc/PID/stat, which every Linux of today has. */
const MS_PER_TICK = 10;
const SPIN_MS = 400;
/** Of that, what a page's process gets at least: another may be busy with its own start. */
const SPIN_SHARE = 0.5;

interface Stat {
  parent: number;
  name: string;
  /** User and system time, in ms. */
  cpu: number;
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [, parent = 0, ...rest] = fields;
    const [user = 0, system = 0] = rest.slice(9, 11);
    const name = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
    return { parent, name, cpu: (user + system) * MS_PER_TICK };
  } catch {
    return undefined; // It has just ended.
  }
}

/** A process and all that it started, that are still there. */
function family(root: number): Map<number, Stat> {
  const pids = readdirSync("/proc").map(Number).filter(Boolean);
  const stats = new Map(pids.map((pid) => [pid, statOf(pid)] as const));
  const isIn = (pid: number): boolean => pid === root || (pid > 1 && isIn(stats.get(pid)?.parent ?? 0));
  return new Map(
    [...stats].filter((entry): entry is [number, Stat] => entry[1] !== undefined && isIn(entry[0])),
  );
}

/** The browsers that this process has started, with all that belongs to them. */
export function browsers(): number[] {
  const all = [...family(process.pid)];
  return all
    .filter(([, { parent, name }]) => parent === process.pid && /chrom|firefox/.test(name))
    .map(([pid]) => pid);
}

/** CPU time of a browser so far, in ms. */
export function browserCpu(root: number): number {
  return [...family(root).values()].reduce((sum, { cpu }) => sum + cpu, 0);
}

/** CPU time of a process's main thread so far, in ms (proc(5), schedstat: ns). */
export function mainThreadCpu(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return 0; // It has ended.
  }
}

/** The process that runs a page's scripts: the one that is busiest when the page is, twice in a row. */
export async function processOf(page: Page, root: number): Promise<number> {
  let last = root;
  for (;;) {
    const busiest = await busiestDuring(root, () =>
      page.evaluate((ms: number) => {
        const end = performance.now() + ms;
        while (performance.now() < end);
      }, SPIN_MS),
    );
    if (busiest === last && busiest !== root) return busiest;
    last = busiest;
  }
}

async function busiestDuring(root: number, spin: () => Promise<unknown>): Promise<number> {
  const pids = [...family(root).keys()].filter((pid) => pid !== root);
  const before = new Map(pids.map((pid) => [pid, mainThreadCpu(pid)]));
  await spin();
  const cpu = (pid: number) => mainThreadCpu(pid) - (before.get(pid) ?? 0);
  const [busiest = root] = pids.toSorted((a, b) => cpu(b) - cpu(a));
  return cpu(busiest) > SPIN_MS * SPIN_SHARE ? busiest : root;
}
