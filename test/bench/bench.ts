/**
 * World: Node. What Earshot costs and what it can take, as ratios in one run. Usage:
 * `npm run bench -- [--browser chromium|firefox] [--rounds 4] [--variants none,dormant,window] [--loads "100 B"]`
 *
 * Prints tables in Markdown and writes all figures to `out/bench-<browser>.json`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { BrowserName } from "../drivers/driver.ts";
import { type Cost, loads, measureOverhead } from "./overhead.ts";
import { spreadText, table } from "./table.ts";
import { TITLES, type Variant, variants } from "./variants.ts";

const { values } = parseArgs({
  options: {
    browser: { type: "string", default: "chromium" },
    rounds: { type: "string", default: "4" },
    variants: { type: "string", default: variants.join() },
    loads: { type: "string", default: "" },
  },
});

function overheadTable(costs: Cost[]): string {
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

const name = values.browser as BrowserName;
const wanted = values.variants.split(",") as Variant[];
const chosen = loads.filter(({ title }) => title.includes(values.loads));
const machine = {
  date: new Date().toISOString(),
  cores: cpus().length,
  model: cpus()[0]?.model,
  load: loadavg(),
};
const overhead = await measureOverhead(name, Number(values.rounds), wanted, chosen);
console.log(
  `${name}, ${values.rounds} rounds, ${machine.cores} cores, load before ${machine.load[0]?.toFixed(1)}\n`,
);
console.log(overheadTable(overhead));
mkdirSync("out", { recursive: true });
writeFileSync(`out/bench-${name}.json`, JSON.stringify({ machine, overhead }, null, 2));
process.exit();
