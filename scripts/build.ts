/**
 * Builds dist/chromium and dist/firefox, loadable unpacked, from the one manifest. Usage: npm run build
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { type BuildOptions, build } from "esbuild";
import { preactWithoutHtml } from "./preact-without-html.ts";

type Browser = "chromium" | "firefox";
type Manifest = Record<string, unknown>;

/** Keys of the manifest that the other browser owns. */
const FOREIGN_KEYS: Record<Browser, readonly string[]> = {
  chromium: ["background", "browser_specific_settings", "permissions"],
  firefox: ["minimum_chrome_version", "message_serialization"],
};

const PAGES = ["src/devtools/devtools.html", "src/panel/panel.html"];

async function writeManifest(browser: Browser, folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile("manifest.json", "utf8")) as Manifest;
  for (const key of FOREIGN_KEYS[browser]) delete manifest[key];
  await writeFile(`${folder}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

async function bundle(browser: Browser, folder: string): Promise<void> {
  const shared: BuildOptions = {
    bundle: true,
    minify: true,
    outdir: folder,
    entryNames: "[name]",
    target: browser === "firefox" ? "firefox142" : "chrome148",
    define: { FIREFOX: String(browser === "firefox") },
    logLevel: "warning",
    plugins: [preactWithoutHtml],
  };
  await build({
    ...shared,
    format: "iife",
    entryPoints: { hook: "src/page/hook.ts", bridge: "src/content/bridge.ts" },
  });
  const pages = { devtools: "src/devtools/devtools.ts", panel: "src/panel/panel.tsx" };
  await build({ ...shared, format: "esm", jsx: "automatic", jsxImportSource: "preact", entryPoints: pages });
  if (browser === "firefox")
    await build({ ...shared, format: "iife", entryPoints: { background: "src/background/relay.ts" } });
}

/** Builds for one browser and returns the folder. */
async function buildFor(browser: Browser): Promise<string> {
  const folder = `dist/${browser}`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeManifest(browser, folder),
    bundle(browser, folder),
    cp("icons", `${folder}/icons`, { recursive: true, filter: (path) => !path.endsWith(".svg") }),
    ...PAGES.map((page) => cp(page, `${folder}/${page.split("/").at(-1)}`)),
  ]);
  return folder;
}

for (const browser of ["chromium", "firefox"] as const) console.log(`Built ${await buildFor(browser)}`);
