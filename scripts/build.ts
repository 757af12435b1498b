/**
 * Builds dist/chromium and dist/firefox, loadable unpacked, from the one manifest. Fails when a build is above its
 * budget. Usage: npm run build
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { type BuildOptions, build } from "esbuild";
import { adoptedStyles } from "./adopted-styles.ts";
import { excesses } from "./budgets.ts";
import { preactWithoutHtml } from "./preact-without-html.ts";

type Browser = "chromium" | "firefox";
type Manifest = Record<string, unknown>;

/** Keys of the manifest that the other browser owns. */
const FOREIGN_KEYS: Record<Browser, readonly string[]> = {
  chromium: ["background", "browser_specific_settings", "host_permissions"],
  firefox: ["minimum_chrome_version", "message_serialization", "incognito"],
};

/** The permissions that Chromium's build asks for, of those of the manifest. */
const CHROMIUM_PERMISSIONS = ["storage"];

const PAGES = [
  "src/devtools/devtools.html",
  "src/panel/panel.html",
  "src/window/open.html",
  "src/window/window.html",
];

async function writeManifest(browser: Browser, folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile("manifest.json", "utf8")) as Manifest;
  for (const key of FOREIGN_KEYS[browser]) delete manifest[key];
  if (browser === "chromium") manifest.permissions = CHROMIUM_PERMISSIONS;
  await writeFile(`${folder}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Copies a page, without the lines that are for the other browser. */
async function writePage(browser: Browser, page: string, folder: string): Promise<void> {
  const lines = (await readFile(page, "utf8")).split("\n");
  const isOurs = (line: string) => (/data-only="(\w+)"/.exec(line)?.[1] ?? browser) === browser;
  await writeFile(`${folder}/${page.split("/").at(-1)}`, lines.filter(isOurs).join("\n"));
}

/** What Chromium's stacks call the hook: what they call code without a file, instead of the extension's address. */
const SCRIPT_NAME = "<anonymous>";

/**
 * The hook is one function expression on one line that is called at once: its own text goes before the scripts of
 * workers, with a token as argument, and their lines keep their numbers.
 */
async function bundleHook(browser: Browser, folder: string, shared: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...shared,
    format: "iife",
    entryPoints: { hook: "src/page/hook.ts" },
    write: false,
  });
  const [{ text } = { text: "" }] = outputFiles;
  // Minified code is one line already, but for line breaks in strings, which esbuild writes as such in templates.
  const hook = `function earshot(token){${text.trimEnd().replaceAll("\n", "\\n")}}`;
  const name = browser === "chromium" ? `\n//# sourceURL=${SCRIPT_NAME}\n` : "";
  await writeFile(`${folder}/hook.js`, `(${hook})()${name}`);
  return hook;
}

async function bundle(browser: Browser, folder: string): Promise<void> {
  const shared: BuildOptions = {
    bundle: true,
    minify: true,
    outdir: folder,
    entryNames: "[name]",
    target: browser === "firefox" ? "firefox142" : "chrome148",
    define: { FIREFOX: String(browser === "firefox"), SCRIPT_NAME: JSON.stringify(SCRIPT_NAME) },
    logLevel: "warning",
    plugins: [preactWithoutHtml, adoptedStyles],
  };
  const hook = await bundleHook(browser, folder, shared);
  await build({ ...shared, format: "iife", entryPoints: { bridge: "src/content/bridge.ts" } });
  const pages = {
    devtools: "src/devtools/devtools.ts",
    open: "src/window/open.ts",
    window: "src/window/window.ts",
    panel: "src/panel/panel.tsx",
    ...(browser === "firefox" && { "private-host": "src/devtools/private-host.ts" }),
  };
  const forPages: BuildOptions = { ...shared, format: "esm", jsx: "automatic", jsxImportSource: "preact" };
  // What is imported when it is needed, or by several pages, goes into files of its own.
  await build({ ...forPages, entryPoints: pages, splitting: true, chunkNames: "part-[hash]" });
  if (browser === "firefox") {
    const define = { ...shared.define, HOOK: JSON.stringify(hook) };
    await build({
      ...shared,
      define,
      format: "iife",
      entryPoints: { background: "src/background/relay.ts" },
    });
  }
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
    ...PAGES.map((page) => writePage(browser, page, folder)),
  ]);
  return folder;
}

for (const browser of ["chromium", "firefox"] as const) {
  console.log(`Built ${await buildFor(browser)}`);
  for (const complaint of excesses(browser)) {
    console.error(complaint);
    process.exitCode = 1;
  }
}
