/**
 * World: the page under test. The entry of the suite: runs every check in this context and hands the record to the
 * page that gathers them. Its own address tells what it needs: `?context=top&socket=ws://127.0.0.1:1234/`.
 */
import "./checks/all.ts";
import { type Check, checks } from "./check.ts";
import { describe } from "./describe.ts";
import { NotHere, type Stand, Trial } from "./trial.ts";
import type { Wild } from "./wild.ts";

/** What was seen, in the order of the checks. */
export type Seen = [name: string, value: string][];

const PATIENCE_MS = 10_000;
const LATE = "(timed out)";
/** A hook that lets more than these hang is to blame itself. */
const MAX_RETRIED = 3;
const script = typeof document === "undefined" ? location.href : (document.currentScript as Wild).src;
const address = new URL(script);
const context = address.searchParams.get("context") ?? "";
const socketUrl = address.searchParams.get("socket") ?? "";
const isTop = context === "top";
/** Chromium slows down a process in which many sockets wait, and the other contexts share one. */
const TOGETHER = isTop ? 8 : 3;
const stand: Stand = { socketUrl, siteUrl: address.origin, hasRealms: isTop };

async function seenBy({ look }: Check): Promise<string> {
  const trial = new Trial(stand);
  const late = new Promise<string>((resolve) => setTimeout(resolve, PATIENCE_MS, LATE));
  try {
    const seen = (async () => describe(await look(trial)))();
    return withoutPorts(await Promise.race([seen, late]));
  } catch (error) {
    return withoutPorts(
      error instanceof NotHere ? `(not here: ${error.message})` : `(threw) ${describe(error)}`,
    );
  } finally {
    trial.clear();
  }
}

function withoutPorts(text: string): string {
  return text
    .replaceAll(new URL(socketUrl).host, "chat")
    .replaceAll(encodeURIComponent(new URL(socketUrl).host), "chat")
    .replaceAll(new RegExp(`(127\\.0\\.0\\.1|localhost):${address.port}`, "g"), "site");
}

/** Runs checks, at most `limit` at a time, and keeps their order. */
async function run(some: Check[], limit: number): Promise<Map<Check, string>> {
  const seen = new Map<Check, string>();
  const waiting = some[Symbol.iterator]();
  const work = async () => {
    for (const check of waiting) seen.set(check, await seenBy(check));
  };
  await Promise.all(Array.from({ length: limit }, work));
  return seen;
}

async function runAll(): Promise<Seen> {
  const wanted = checks.filter(({ onlyTop }) => isTop || !onlyTop);
  const seen = new Map([
    ...(await run(
      wanted.filter(({ alone }) => !alone),
      TOGETHER,
    )),
    ...(await run(
      wanted.filter(({ alone }) => alone),
      1,
    )),
  ]);
  // In one run of 20 or so a socket of a bare Chromium never opens among the many: such a check has a second try, alone.
  const late = wanted.filter((check) => seen.get(check) === LATE);
  if (late.length <= MAX_RETRIED) for (const check of late) seen.set(check, await seenBy(check));
  return wanted.map((check) => [check.name, seen.get(check) ?? ""]);
}

function handIn(record: Seen): void {
  const home = typeof document === "undefined" ? self : (window.opener ?? parent);
  home.postMessage({ suite: "conformance", context, record }, { targetOrigin: "*" });
}

void runAll().then(handIn);
