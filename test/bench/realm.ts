/** World: Node. The scripts beside this file, in a page or a panel. */
import { readFileSync } from "node:fs";
import type { Realm } from "../drivers/driver.ts";

/** Runs a file of this folder there. */
export function load(realm: Realm, name: "frames.js" | "panel.js"): Promise<void> {
  return realm.evaluate(readFileSync(new URL(name, import.meta.url), "utf8"));
}

/** Times between frames from now on; `end` tells them, in ms. */
export async function beginGaps(realm: Realm): Promise<() => Promise<number[]>> {
  await realm.evaluate("gaps.begin()");
  return () => realm.evaluate<number[]>("gaps.end()");
}

export const longest = (gaps: number[]) => gaps.reduce((most, gap) => Math.max(most, gap), 0);
