/** World: Node. What the panel does with many messages: open a file of them, search, sort, scroll, save. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserName, OwnWindow } from "../drivers/driver.ts";
import { startSite } from "../site.ts";
import { load, longest } from "./realm.ts";
import { quantile, type Spread, spread, spreadText, table } from "./table.ts";
import { benchPage, startTraffic } from "./traffic.ts";
import { open } from "./variants.ts";

const COUNTS = [100_000, 1_000_000];
/** One step a frame over the whole list. */
const SWEEP_STEPS = 300;

/** As `panel.js` tells it. */
interface Told {
  ms?: number;
  first?: number;
  gaps: number[];
  blank?: number;
}

const FIGURES = [
  "bytes a message",
  "first rows, ms",
  "done, ms",
  "frame median",
  "frame p95",
  "longest frame",
  "blank rows",
] as const;
type Figure = (typeof FIGURES)[number];
type Figures = Partial<Record<Figure, number>>;

/** One deed of the panel. */
export interface Deed {
  count: number;
  title: string;
  figures: Partial<Record<Figure, Spread>>;
}

const timed = ({ ms = 0, gaps }: Told): Figures => ({ "done, ms": ms, "longest frame": longest(gaps) });
const searched = (told: Told): Figures => ({ ...timed(told), "first rows, ms": told.first ?? 0 });
const swept = ({ gaps, blank = 0 }: Told): Figures => ({
  "frame median": quantile(gaps, 0.5),
  "frame p95": quantile(gaps, 0.95),
  "longest frame": longest(gaps),
  "blank rows": blank,
});

/** In this order: each leaves the list as the next one wants it. */
const deedsWith = (count: number): [title: string, script: string, figures: (told: Told) => Figures][] => [
  ["import JSON Lines", `importMade(${count})`, timed],
  ["search, 1 hit in 100,000", `search("needle", ${count / 100_000})`, searched],
  ["search taken back", `search("", ${count + 1})`, searched],
  ["search, all rows hit", `search("message", ${count})`, searched],
  ["search taken back", `search("", ${count + 1})`, searched],
  ["sort by size, up", 'sort("Size", "ascending")', timed],
  ["sort by size, down", 'sort("Size", "descending")', timed],
  ["sort no more", 'sort("Size", "none")', timed],
  [`scroll over all, ${SWEEP_STEPS} steps`, `sweep(${SWEEP_STEPS})`, swept],
  ["export JSON Lines", 'save("JSON Lines")', timed],
  ["export HAR", 'save("HAR")', timed],
];

async function perform(view: OwnWindow, count: number): Promise<[title: string, figures: Figures][]> {
  await load(view, "frames.js");
  await load(view, "panel.js");
  await view.evaluate(`panel.make(${count})`);
  const before = await view.heapSize(); // It collects what making the file has left.
  const done: [string, Figures][] = [];
  for (const [title, script, figures] of deedsWith(count)) {
    done.push([title, figures(await view.evaluate<Told>(`panel.${script}`))]);
    if (done.length === 1)
      done.push(["memory", { "bytes a message": ((await view.heapSize()) - before) / count }]);
  }
  return done;
}

/** All deeds with each count, so many rounds, in the own window of a fresh browser. */
export async function measurePanel(name: BrowserName, rounds: number): Promise<Deed[]> {
  const [site, traffic] = await Promise.all([startSite(), startTraffic()]);
  site.put("/", benchPage(traffic.socketUrl));
  const samples = COUNTS.map((count) => ({ count, byTitle: new Map<string, Figures[]>() }));
  for (let round = 1; round <= rounds; round++) {
    for (const { count, byTitle } of samples) {
      const downloadPath = mkdtempSync(join(tmpdir(), "earshot-bench-"));
      const subject = await open(name, "window", site.origin, { downloadPath });
      for (const [title, figures] of await perform(subject.view as OwnWindow, count))
        byTitle.set(title, [...(byTitle.get(title) ?? []), figures]);
      await subject.close();
      rmSync(downloadPath, { recursive: true, force: true });
    }
    console.error(`${name}, panel: round ${round} of ${rounds}`);
  }
  await Promise.all([site.close(), traffic.close()]);
  return samples.flatMap(({ count, byTitle }) =>
    [...byTitle].map(([title, all]) => ({ count, title, figures: spreads(all) })),
  );
}

function spreads(all: Figures[]): Deed["figures"] {
  const present = FIGURES.filter((figure) => all.every((each) => each[figure] !== undefined));
  return Object.fromEntries(present.map((figure) => [figure, spread(all.map((each) => each[figure] ?? 0))]));
}

/** A table of all figures that there are. */
export function panelTable(deeds: Deed[]): string {
  const rows = deeds.map(({ count, title, figures }) => {
    const cells = FIGURES.map((figure) => figures[figure]);
    return [count.toLocaleString("en"), title, ...cells.map((cell) => (cell ? spreadText(cell) : ""))];
  });
  return table(["messages", "what", ...FIGURES], rows);
}
