/**
 * Runs web-ext lint on both builds. An error, or a warning that can be avoided, fails. Usage: npm run lint:extension
 */
import { spawnSync } from "node:child_process";

interface Finding {
  code: string;
  message: string;
  file?: string;
}

interface Report {
  errors: Finding[];
  warnings: Finding[];
}

/** The linter knows Firefox only: what it says of the Chromium build's own keys is not for us. */
const CHROMIUM_ONLY = [
  "ADDON_ID_REQUIRED",
  "MISSING_DATA_COLLECTION_PERMISSIONS",
  "INCOGNITO_SPLIT_UNSUPPORTED",
];

function lint(folder: string): Finding[] {
  const args = ["web-ext", "lint", "--source-dir", folder, "--output", "json", "--no-config-discovery"];
  const { stdout } = spawnSync("npx", ["--no-install", ...args], { encoding: "utf8" });
  const { errors, warnings } = JSON.parse(stdout) as Report;
  const findings = [...errors, ...warnings];
  return folder.endsWith("chromium")
    ? findings.filter(({ code }) => !CHROMIUM_ONLY.includes(code))
    : findings;
}

for (const folder of ["dist/firefox", "dist/chromium"]) {
  const findings = lint(folder);
  for (const { code, message, file } of findings)
    console.error(`${folder} ${file ?? ""} ${code}: ${message}`);
  if (findings.length > 0) process.exitCode = 1;
  else console.log(`${folder}: web-ext lint has nothing to say.`);
}
