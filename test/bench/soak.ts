/** World: Node. A long time of traffic into a page that the own window records: what grows, and whether all comes. */
import type { BrowserName, OwnWindow } from "../drivers/driver.ts";
import { startSite } from "../site.ts";
import { load } from "./realm.ts";
import { table } from "./table.ts";
import { benchPage, type Order, startTraffic } from "./traffic.ts";
import { open } from "./variants.ts";

const RATE = 2000;
const MINUTE_MS = 60_000;
const PATIENCE_MS = 30_000;
/** What the page's heap may grow by after the first minute, in MB: it keeps nothing itself. */
const MAY_GROW = 2;

export interface Minute {
  minute: number;
  /** In MB, after a collection of garbage. */
  pageHeap: number;
  windowHeap: number;
  /** That the page has had, that the session has, and that it counts as missing. */
  sent: number;
  recorded: number;
  missing: number;
}

export interface Soak {
  minutes: Minute[];
  verdict: string;
  isPassed: boolean;
}

interface Tally {
  recorded: number;
  missing: number;
}

/** Prints each minute as it goes by. */
export async function measureSoak(name: BrowserName, minutes: number): Promise<Soak> {
  const [site, traffic] = await Promise.all([startSite(), startTraffic()]);
  site.put("/", benchPage(traffic.socketUrl));
  const subject = await open(name, "window", site.origin);
  const view = subject.view as OwnWindow;
  const { page } = subject;
  await load(view, "frames.js");
  await load(view, "panel.js");
  const order: Order = { count: RATE * 60 * minutes, size: 200, isBinary: false, rate: RATE };
  await page.evaluate(`void flood(${JSON.stringify(order)})`);
  const taken: Minute[] = [];
  const look = async (minute: number, { recorded, missing }: Tally) => {
    const [pageHeap, windowHeap] = [await page.heapSize(), await view.heapSize()].map((size) => size / 1e6);
    const sent = await page.evaluate<number>("received");
    taken.push({ minute, pageHeap: pageHeap ?? 0, windowHeap: windowHeap ?? 0, sent, recorded, missing });
    const text = soakTable(taken.slice(-1));
    console.error(minute === 1 ? text : text.split("\n").at(-1));
  };
  const start = performance.now();
  for (let minute = 1; minute <= minutes; minute++) {
    await new Promise((resolve) => setTimeout(resolve, start + minute * MINUTE_MS - performance.now()));
    const isLast = minute === minutes;
    const script = isLast ? `panel.whole(${order.count}, ${PATIENCE_MS})` : "panel.tally()";
    await look(minute, await view.evaluate<Tally>(script));
  }
  await subject.close();
  await Promise.all([site.close(), traffic.close()]);
  return { minutes: taken, ...verdictOn(taken, order.count) };
}

function verdictOn(minutes: Minute[], count: number): Pick<Soak, "verdict" | "isPassed"> {
  const [first, last] = [minutes[0], minutes.at(-1)];
  if (!first || !last) throw new Error("A soak takes a minute at least.");
  const growth = last.pageHeap - first.pageHeap;
  const isWhole = last.recorded === count && last.missing === 0;
  const isPassed = isWhole && growth < MAY_GROW;
  const counts = `${last.recorded} of ${count} messages in the session, ${last.missing} counted as missing`;
  const verdict = `${isPassed ? "PASSED" : "FAILED"}: ${counts}; the page's heap grew by ${growth.toFixed(2)} MB.`;
  return { verdict, isPassed };
}

export function soakTable(minutes: Minute[]): string {
  const head = ["minute", "page MB", "window MB", "sent", "in the session", "counted as missing"];
  return table(
    head,
    minutes.map(({ minute, pageHeap, windowHeap, ...counts }) => [
      String(minute),
      pageHeap.toFixed(2),
      windowHeap.toFixed(1),
      ...[counts.sent, counts.recorded, counts.missing].map(String),
    ]),
  );
}
