/** What a build may weigh, compressed as in its zip. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

type BrowserName = "chromium" | "firefox";

/** In kB, by `gzip -9` of each file. */
export const BUDGETS = {
  /**
   * Runs in every frame of every page. The goal was 5 kB, and is not met: what hooks workers and shared workers, what
   * knows the natives of other frames, what keeps the hook out of stacks, and what holds and fakes messages are most of it.
   */
  hook: { files: ["hook.js", "bridge.js"], limit: { chromium: 10.9, firefox: 11.5 } },
  /** Until the panel can draw its first frame. */
  "first paint of the panel": {
    files: ["panel.html", "panel.css", "panel.js"],
    limit: { chromium: 60, firefox: 60 },
  },
} as const;

/** Of files in the build of a browser, with the scripts that they cannot start without, in kB. */
export function compressedSize(browser: BrowserName, files: readonly string[]): number {
  const all = new Set(files);
  let size = 0;
  for (const file of all) {
    const content = readFileSync(`dist/${browser}/${file}`);
    size += gzipSync(content, { level: 9 }).length;
    const imports = content.toString("latin1").matchAll(/(?:from|import)"\.\/(part-\w+\.js)"/g);
    for (const [, script = ""] of imports) all.add(script);
  }
  return size / 1000;
}

/** Sentences on what weighs too much. */
export function excesses(browser: BrowserName): string[] {
  return Object.entries(BUDGETS).flatMap(([name, { files, limit }]) => {
    const size = compressedSize(browser, files);
    if (size <= limit[browser]) return [];
    const figures = `${size.toFixed(2)} kB compressed, and may be ${limit[browser]} kB`;
    return [`dist/${browser}: the ${name} (${files.join(", ")}) is ${figures}: scripts/budgets.ts.`];
  });
}
