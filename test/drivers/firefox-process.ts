import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LaunchOptions } from "./driver.ts";
import type { Leash } from "./leash.ts";
import { Marionette } from "./marionette.ts";
import { waitForTruthy } from "./script.ts";

const PATIENCE = 60_000;

/** Starts Firefox in the leash's profile and connects to it. */
export async function startFirefox(options: LaunchOptions, leash: Leash): Promise<Marionette> {
  writeFileSync(join(leash.profile, "user.js"), preferenceLines(options));
  const args = ["-no-remote", "-profile", leash.profile, "-marionette", "--remote-allow-system-access"];
  if (options.headless ?? true) args.push("-headless");
  const firefox = spawn(options.executablePath, [...args, "about:blank"], {
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
    env: {
      ...process.env,
      TMPDIR: leash.temporary,
      MOZ_CRASHREPORTER_DISABLE: "1",
      MOZ_HEADLESS_WIDTH: String(options.width ?? 1400),
      MOZ_HEADLESS_HEIGHT: String(options.height ?? 900),
    },
  });
  leash.hold(firefox.pid);
  // Only the leash ends Firefox; a test runner that has nothing else to do may end before it.
  firefox.unref();
  return Marionette.connect(await marionettePort(firefox, leash.profile));
}

/** Firefox writes the port it has chosen into its profile. */
async function marionettePort(firefox: ChildProcess, profile: string): Promise<number> {
  let complaints = "";
  let ended: string | undefined;
  firefox.stderr?.on("data", (text) => {
    complaints = (complaints + text).slice(-2000);
  });
  firefox.on("error", (error) => {
    ended = error.message;
  });
  firefox.on("exit", (code, signal) => {
    ended = `it ended with ${signal ?? `exit code ${code}`}`;
  });
  const port = await waitForTruthy(
    "In the profile folder",
    "Firefox has written MarionetteActivePort",
    async () => ended ?? Number(readFileSync(join(profile, "MarionetteActivePort"), "utf8")),
    PATIENCE,
  );
  if (typeof port === "string") throw new Error(`Firefox did not start: ${port}\n${complaints}`);
  return port;
}

function preferenceLines(options: LaunchOptions): string {
  const { theme, panelHeight, panelWidth, downloadPath } = options;
  const prefs: Record<string, string | number | boolean> = {
    "marionette.port": 0,
    // Nothing that leaves this machine or that greets a new user.
    "datareporting.policy.dataSubmissionEnabled": false,
    "services.settings.server": "data:,#x/v1",
    "app.normandy.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "dom.push.connection.enabled": false,
    "browser.aboutwelcome.enabled": false,
    // Closing the last tab leaves an empty one, not a closed window.
    "browser.tabs.closeWindowWithLastTab": false,
    ...(theme && { "devtools.theme": theme, "ui.systemUsesDarkTheme": theme === "dark" ? 1 : 0 }),
    ...(panelHeight && { "devtools.toolbox.footer.height": panelHeight }),
    ...(panelWidth && { "devtools.toolbox.sidebar.width": panelWidth }),
    ...(downloadPath && {
      "browser.download.folderList": 2,
      "browser.download.dir": downloadPath,
      "browser.download.alwaysOpenPanel": false,
    }),
    ...options.prefs,
  };
  return Object.entries(prefs)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");
}
