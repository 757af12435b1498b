/**
 * Runs everything: format, lint, types, unused code, build, web-ext lint, unit and browser tests. Usage: npm test
 * The last line is `N passed, N failed`; each step counts as one, each test as one.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const STEPS: [title: string, command: string][] = [
  ["build", "tsx scripts/build.ts"],
  ["format and lint", "biome ci ."],
  ["types", "tsc"],
  ["types of core, without the DOM", "tsc -p src/core"],
  ["unused code", "knip"],
  ["web-ext lint", "tsx scripts/lint-extension.ts"],
];

let passed = 0;
let failed = 0;

for (const [title, command] of STEPS) {
  const start = performance.now();
  const { status } = spawnSync(command, { shell: true, stdio: ["ignore", "inherit", "inherit"] });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok" : "FAILED"} ${title} (${seconds} s)`);
  if (status === 0) passed += 1;
  else failed += 1;
}

const folder = mkdtempSync(join(tmpdir(), "earshot-test-"));
const report = join(folder, "vitest.json");
const vitest = spawnSync(`vitest run --reporter=default --reporter=json --outputFile.json=${report}`, {
  shell: true,
  stdio: ["ignore", "inherit", "inherit"],
});
try {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
  passed += numPassedTests;
  failed += numFailedTests;
} catch {
  failed += 1;
}
if (vitest.status !== 0 && failed === 0) failed += 1; // A file that did not even load.
rmSync(folder, { recursive: true });

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
