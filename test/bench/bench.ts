/**
 * World: Node. What Earshot costs and what it can take. Usage:
 * `npm run bench -- [--browser chromium|firefox] [--rounds 4] [--parts overhead,completeness,panel,sizes]`
 * `  [--variants none,dormant,window] [--loads "100 B"]`: of the overhead
 * `npm run bench -- --parts soak [--minutes 30]`
 *
 * Prints tables in Markdown and writes all figures to `out/bench-<browser>.json`, beside those of other parts.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { BrowserName } from "../drivers/driver.ts";
import { completenessTable, measureCompleteness } from "./completeness.ts";
import { loads, measureOverhead, overheadTable } from "./overhead.ts";
import { measurePanel, panelTable } from "./panel.ts";
import { measureSizes, sizesTable } from "./sizes.ts";
import { measureSoak, soakTable } from "./soak.ts";
import { type Variant, variants } from "./variants.ts";

const { values } = parseArgs({
  options: {
    browser: { type: "string", default: "chromium" },
    rounds: { type: "string", default: "4" },
    parts: { type: "string", default: "overhead,completeness,panel,sizes" },
    variants: { type: "string", default: variants.join() },
    loads: { type: "string", default: "" },
    minutes: { type: "string", default: "30" },
  },
});
const name = values.browser as BrowserName;
const rounds = Number(values.rounds);

interface Outcome {
  figures: unknown;
  text: string;
}

const parts: Record<string, () => Promise<Outcome>> = {
  async overhead() {
    const chosen = loads.filter(({ title }) => title.includes(values.loads));
    const figures = await measureOverhead(name, rounds, values.variants.split(",") as Variant[], chosen);
    return { figures, text: overheadTable(figures) };
  },
  async completeness() {
    const figures = await measureCompleteness(name, rounds);
    return { figures, text: completenessTable(figures) };
  },
  async panel() {
    const figures = await measurePanel(name, rounds);
    return { figures, text: panelTable(figures) };
  },
  async sizes() {
    const figures = measureSizes(name);
    return { figures, text: sizesTable(figures) };
  },
  async soak() {
    const figures = await measureSoak(name, Number(values.minutes));
    if (!figures.isPassed) process.exitCode = 1;
    return { figures, text: `${soakTable(figures.minutes)}\n\n${figures.verdict}` };
  },
};

function machine() {
  const load = loadavg()[0]?.toFixed(1);
  return { date: new Date().toISOString(), model: cpus()[0]?.model, cores: cpus().length, load };
}

/** Writes a part's figures beside those of the other parts. */
function keep(part: string, figures: object): void {
  const path = `out/bench-${name}.json`;
  mkdirSync("out", { recursive: true });
  const others = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  writeFileSync(path, JSON.stringify({ ...others, [part]: figures }, null, 2));
}

for (const part of values.parts.split(",")) {
  const measure = parts[part];
  if (!measure) throw new Error(`There is no part "${part}"; there are ${Object.keys(parts).join(", ")}.`);
  const before = machine();
  const { figures, text } = await measure();
  const after = machine();
  keep(part, { before, after, rounds, figures });
  const conditions = `${rounds} rounds, ${before.cores} cores, load average ${before.load} to ${after.load}`;
  console.log(`\n## ${name}: ${part} (${after.date.slice(0, 16)}, ${conditions})\n\n${text}`);
}
process.exit();
