import { launchChromium } from "./chromium.ts";
import type { Browser, BrowserName, LaunchOptions } from "./driver.ts";
import { launchFirefox } from "./firefox.ts";

/** Starts a browser with an empty profile, and the extension in it if there is one. */
export function launch(name: BrowserName, options: LaunchOptions): Promise<Browser> {
  return name === "chromium" ? launchChromium(options) : launchFirefox(options);
}
