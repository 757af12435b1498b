/**
 * Makes a fresh machine ready: packages and browsers. No dependencies: it runs before there are any.
 * Usage: node scripts/setup.mjs
 *
 * Browsers are looked for in CHROMIUM_PATH and FIREFOX_PATH, then under their usual names and places, and as root on
 * Debian or Ubuntu installed with apt-get. What is found is written to node_modules/.earshot-browsers.json.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const BROWSERS = {
  chromium: {
    variable: "CHROMIUM_PATH",
    names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    places: [
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    ],
    packages: "chromium",
    title: "Chromium or Chrome 148 or later",
  },
  firefox: {
    variable: "FIREFOX_PATH",
    names: ["firefox-esr", "firefox"],
    places: [
      "/Applications/Firefox.app/Contents/MacOS/firefox",
      "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
    ],
    packages: "firefox-esr",
    title: "Firefox 142 or later",
  },
};

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  return status === 0;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function findBrowser({ variable, names, places }) {
  const given = process.env[variable];
  if (given) return isExecutable(given) ? given : fail(`${variable} is ${given}, which is no program.`);
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places];
  return candidates.find(isExecutable);
}

function installPackages() {
  const mark = "node_modules/.package-lock.json";
  const isFresh = existsSync(mark) && statSync(mark).mtimeMs >= statSync("package-lock.json").mtimeMs;
  if (isFresh) return;
  console.log("Installing npm packages…");
  if (!run("npm", ["ci", "--no-audit", "--no-fund"])) fail("npm ci failed; its words are above.");
  if (!existsSync(mark)) fail("npm ci left no node_modules; see its words above.");
}

function canUseApt() {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/** Ubuntu's own packages of both are stubs that install snaps, which may fail in a container: then the sentence below is said. */
function installBrowser(packages) {
  console.log(`Installing ${packages} with apt-get…`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], env);
  run("apt-get", ["install", "-y", "-qq", packages], env);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Earshot needs Node 20.19 or later; this is ${process.version}.`);

installPackages();
const found = {};
for (const [name, browser] of Object.entries(BROWSERS)) {
  if (!findBrowser(browser) && canUseApt()) installBrowser(browser.packages);
  const path = findBrowser(browser);
  if (path) found[name] = path;
  else console.error(`No ${browser.title} was found. Install it, or set ${browser.variable} to its program.`);
}
const file = "node_modules/.earshot-browsers.json";
const text = `${JSON.stringify(found, null, 2)}\n`;
if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
