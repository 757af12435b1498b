/** Packs each build into a zip for its store. Usage: npm run package */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const { version } = JSON.parse(readFileSync("manifest.json", "utf8")) as { version: string };

for (const browser of ["chromium", "firefox"]) {
  const filename = `earshot-${browser}-${version}.zip`;
  const options = ["--source-dir", `dist/${browser}`, "--artifacts-dir", "artifacts", "--filename", filename];
  const args = ["--no-install", "web-ext", "build", ...options, "--overwrite-dest", "--no-config-discovery"];
  const { status } = spawnSync("npx", args, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) process.exit(1);
  console.log(`Packed artifacts/${filename}`);
}
