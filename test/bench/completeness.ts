/** World: Node. Whether all that a page receives comes to the list, and how late it is drawn there. */
import type { BrowserName } from "../drivers/driver.ts";
import { startSite } from "../site.ts";
import { settle } from "./overhead.ts";
import { beginGaps, load, longest } from "./realm.ts";
import { quantile, type Spread, spread, spreadText, table } from "./table.ts";
import { benchPage, type Order, startTraffic } from "./traffic.ts";
import { open, type Subject, TITLES, type Variant } from "./variants.ts";

const SECONDS = 3;
const COMPARED: Variant[] = ["none", "window", "panel"];
/** So long nothing more may come before it counts as not come, in ms. */
const PATIENCE_MS = 15_000;

const paced = (rate: number): Order => ({ count: rate * SECONDS, size: 100, isBinary: false, rate });

const LOADS: { title: string; order: Order }[] = [
  { title: "1,000 a second", order: paced(1000) },
  { title: "10,000 a second", order: paced(10_000) },
  { title: "50,000 at once", order: { ...paced(0), count: 50_000 } },
];

/** What one load was to the page and the list. */
interface Sample {
  sent: number;
  recorded: number;
  missing: number;
  /** Messages a second, as the page had them. */
  rate: number;
  /** From a message's time to the frame that shows it or a later one, in ms. */
  median: number;
  p95: number;
  /** The longest time between two frames, in ms. */
  viewGap: number;
  pageGap: number;
}

interface Seen {
  recorded: number;
  missing: number;
  delays: number[];
}

/** Of all rounds: counts are sums. */
export interface Delivery extends Pick<Sample, "sent" | "recorded" | "missing"> {
  load: string;
  variant: Variant;
  rate: Spread;
  median: Spread;
  p95: Spread;
  viewGap: Spread;
  pageGap: Spread;
}

async function sample(subject: Subject, order: Order): Promise<Sample> {
  const { page, view } = subject;
  const clocks = [page, ...(view ? [view] : [])].map((realm) => realm.evaluate<number>("clockError()"));
  const [pageError = 0, viewError = 0] = await Promise.all(clocks);
  await view?.evaluate("watchRows()");
  const viewGaps = view && (await beginGaps(view));
  const pageGaps = await beginGaps(page);
  const ms = await page.evaluate<number>(`flood(${JSON.stringify(order)})`);
  const pageGap = longest(await pageGaps());
  const seen = await view?.evaluate<Seen>(`rowsSeen(${order.count}, ${PATIENCE_MS})`);
  const viewGap = viewGaps ? longest(await viewGaps()) : 0;
  const delays = (seen?.delays ?? []).map((delay) => delay + viewError - pageError);
  await settle(subject);
  return {
    sent: order.count,
    recorded: seen?.recorded ?? 0,
    missing: seen?.missing ?? 0,
    rate: (order.count / ms) * 1000,
    median: quantile(delays, 0.5),
    p95: quantile(delays, 0.95),
    viewGap,
    pageGap,
  };
}

/** Each load in each variant, so many rounds, interleaved, in fresh browsers. */
export async function measureCompleteness(name: BrowserName, rounds: number): Promise<Delivery[]> {
  const [site, traffic] = await Promise.all([startSite(), startTraffic()]);
  site.put("/", benchPage(traffic.socketUrl));
  const samples = new Map<string, Sample[]>();
  for (let round = 1; round <= rounds; round++) {
    for (const variant of COMPARED) {
      const subject = await open(name, variant, site.origin);
      await load(subject.page, "frames.js");
      if (subject.view) await load(subject.view, "frames.js");
      if (subject.view) await load(subject.view, "panel.js");
      for (const { title, order } of LOADS) {
        const key = `${title}/${variant}`;
        samples.set(key, [...(samples.get(key) ?? []), await sample(subject, order)]);
      }
      await subject.close();
    }
    console.error(`${name}, completeness: round ${round} of ${rounds}`);
  }
  await Promise.all([site.close(), traffic.close()]);
  return LOADS.flatMap(({ title }) =>
    COMPARED.map((variant) => delivery(title, variant, samples.get(`${title}/${variant}`) ?? [])),
  );
}

function delivery(title: string, variant: Variant, samples: Sample[]): Delivery {
  const sum = (name: "sent" | "recorded" | "missing") => samples.reduce((all, each) => all + each[name], 0);
  const of = (name: keyof Sample) => spread(samples.map((each) => each[name]));
  return {
    load: title,
    variant,
    sent: sum("sent"),
    recorded: sum("recorded"),
    missing: sum("missing"),
    rate: of("rate"),
    median: of("median"),
    p95: of("p95"),
    viewGap: of("viewGap"),
    pageGap: of("pageGap"),
  };
}

export function completenessTable(deliveries: Delivery[]): string {
  const head = ["load", "variant", "sent / in the session / counted as missing", "messages a second"];
  const times = ["row after, median ms", "p95 ms", "longest frame, panel", "longest frame, page"];
  const rows = deliveries.map((each) => {
    const isWatched = each.variant !== "none";
    const seen = [each.median, each.p95, each.viewGap].map((one) => (isWatched ? spreadText(one) : ""));
    const counts = isWatched ? `${each.sent} / ${each.recorded} / ${each.missing}` : `${each.sent}`;
    return [
      each.load,
      TITLES[each.variant],
      counts,
      spreadText(each.rate),
      ...seen,
      spreadText(each.pageGap),
    ];
  });
  return table([...head, ...times], rows);
}
