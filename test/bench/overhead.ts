/** World: Node. What Earshot costs the page: the same traffic in each variant, interleaved, as ratios to the first. */
import type { BrowserName } from "../drivers/driver.ts";
import { startSite } from "../site.ts";
import { type Spread, spread, spreadText, table } from "./table.ts";
import { benchPage, startTraffic } from "./traffic.ts";
import { open, type Subject, TITLES, type Variant, variantsOf } from "./variants.ts";

/** JavaScript of the page that makes it, and how many messages it is. */
export interface Load {
  title: string;
  script: string;
  count: number;
}

const flood = (title: string, count: number, size: number, isBinary: boolean): Load => ({
  title,
  script: `flood(${JSON.stringify({ count, size, isBinary, rate: 0 })})`,
  count,
});

export const loads: Load[] = [
  flood("receive 100 B text", 10_000, 100, false),
  flood("receive 4 kB text", 4_000, 4_096, false),
  flood("receive 1 MB text", 40, 1_000_000, false),
  flood("receive 100 B binary", 10_000, 100, true),
  flood("receive 4 kB binary", 4_000, 4_096, true),
  flood("receive 1 MB binary", 40, 1_000_000, true),
  { title: "echo 100 B text", script: "echo(5000, 100)", count: 5_000 },
  { title: "send 100 B text", script: "send(10000, 100)", count: 10_000 },
  { title: "send 4 kB text", script: "send(4000, 4096)", count: 4_000 },
];

/** Of one load in one variant; ratios are to "none", but `rate` is messages a second over that of "none". */
export interface Cost {
  load: string;
  variant: Variant;
  main: Spread;
  all: Spread;
  rate: Spread;
  /** Of the page's main thread, in microseconds. */
  microsecondsPerMessage: Spread;
}

interface Sample {
  round: number;
  main: number;
  all: number;
  ms: number;
}

const QUIET_MS = 300;
/** Of a core: the CPU of all processes in a time of quiet. */
const QUIET_SHARE = 0.3;
const PATIENCE_MS = 20_000;

/** Waits until what the load has set off is over. */
export async function settle({ usage }: Subject): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let before = usage().all; performance.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const after = usage().all;
    if (after - before < QUIET_MS * QUIET_SHARE) return;
    before = after;
  }
}

async function sample(subject: Subject, { script }: Load, round: number): Promise<Sample> {
  const before = subject.usage();
  const ms = await subject.page.evaluate<number>(script);
  await settle(subject);
  const after = subject.usage();
  return { round, ms, main: after.main - before.main, all: after.all - before.all };
}

/** All loads in one fresh browser: what DevTools and panels pile up would slow down the later rounds. */
async function samplesOf(
  name: BrowserName,
  variant: Variant,
  { url, chosen, round }: { url: string; chosen: Load[]; round: number },
): Promise<Map<string, Sample>> {
  const samples = new Map<string, Sample>();
  const subject = await open(name, variant, url);
  for (const load of chosen) samples.set(load.title, await sample(subject, load, round));
  await subject.close();
  return samples;
}

/** Runs all loads in all variants, so many rounds; the first round, which warms up, does not count. */
export async function measureOverhead(
  name: BrowserName,
  rounds: number,
  wanted: Variant[],
  chosen: Load[],
): Promise<Cost[]> {
  const [site, traffic] = await Promise.all([startSite(), startTraffic()]);
  site.put("/", benchPage(traffic.socketUrl));
  const samples = new Map<string, Sample[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const variant of variantsOf(name).filter((each) => wanted.includes(each))) {
      try {
        const taken = await samplesOf(name, variant, { url: site.origin, chosen, round });
        for (const [title, each] of round > 0 ? taken : [])
          samples.set(`${title}/${variant}`, [...(samples.get(`${title}/${variant}`) ?? []), each]);
      } catch (error) {
        // One that fails, as a click on another's tools may, must not cost the figures of the others.
        console.error(`${name}: ${variant} has no figures of round ${round}: ${(error as Error).message}`);
      }
    }
    console.error(`${name}: round ${round} of ${rounds}`);
  }
  await Promise.all([site.close(), traffic.close()]);
  return chosen.flatMap((load) => costs(load, samples));
}

function costs(load: Load, samples: ReadonlyMap<string, Sample[]>): Cost[] {
  const base = samples.get(`${load.title}/none`) ?? [];
  return [...samples].flatMap(([key, taken]) => {
    const [title = "", variant] = key.split("/") as [string, Variant];
    if (title !== load.title) return [];
    const ratios = (pick: (sample: Sample) => number) =>
      spread(
        taken.flatMap((each) =>
          base.filter(({ round }) => round === each.round).map((one) => pick(each) / pick(one)),
        ),
      );
    return {
      load: title,
      variant,
      main: ratios(({ main }) => main),
      all: ratios(({ all }) => all),
      rate: ratios(({ ms }) => 1 / ms),
      microsecondsPerMessage: spread(taken.map(({ main }) => (main * 1000) / load.count)),
    };
  });
}

export function overheadTable(costs: Cost[]): string {
  const head = ["load", "variant", "main CPU x", "all CPU x", "rate x", "main µs a message"];
  return table(
    head,
    costs.map(({ load, variant, main, all, rate, microsecondsPerMessage }) => [
      load,
      TITLES[variant],
      ...[main, all, rate, microsecondsPerMessage].map(spreadText),
    ]),
  );
}
