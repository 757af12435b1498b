/**
 * A page cannot tell that Earshot is there: every check of `checks/` sees the same with it and without it, in each
 * kind of document, whether DevTools are open or not.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { foundBrowsers } from "../../scripts/browsers.ts";
import type { LaunchOptions, Page } from "../drivers/driver.ts";
import { launch } from "../drivers/launch.ts";
import { setRule } from "../set-rule.ts";
import { stories } from "../stage.ts";
import { contexts, gather, putSuite, type Records, recordOf } from "./contexts.ts";
import { unneeded, whyKnown } from "./known-differences.ts";
import type { Seen } from "./suite.ts";

const FEWEST_CHECKS = 300;
const PATIENCE_MS = 240_000;
const FEWEST_NOTICED = 50;

/** Popups are allowed, garbage can be collected, and a refused socket does not slow down the next. */
const options: Partial<LaunchOptions> = {
  args: ["--disable-popup-blocking", "--js-flags=--expose-gc"],
  prefs: { "dom.disable_open_during_load": false, "network.websocket.delay-failed-reconnects": false },
};

const STATES = ["never opened", "open and a rule for another connection", "closed again"] as const;

interface Difference {
  check: string;
  without: string;
  with: string;
}

/** The checks that saw something else than they should, with the part of both values where they part. */
function differences(seen: Seen, expected: Seen): Difference[] {
  const right = new Map(expected);
  const wrong = seen.filter(([name, value]) => right.get(name) !== value);
  return wrong.map(([check, value]) => {
    const other = right.get(check) ?? "(no such check)";
    let start = 0;
    while (start < value.length && value[start] === other[start]) start += 1;
    const excerpt = (text: string) => text.slice(Math.max(0, start - 60), start + 200);
    return { check, without: excerpt(other), with: excerpt(value) };
  });
}

stories(
  "Conformance",
  (stage) => {
    let bare: Records;
    let again: Seen;
    let coarse: Seen;
    const run = async (page: Page) => {
      await page.goto(`${stage.site.origin}/contexts.html`);
      return gather(page);
    };
    /** Runs it in the page itself only. */
    const runTop = async (page: Page, fragment: string) => {
      await page.goto(`${stage.site.origin}/blank.html`);
      await page.goto(`${stage.site.origin}/contexts.html${fragment}`);
      return recordOf(page, "top");
    };

    beforeAll(async () => {
      await putSuite(stage.site, stage.server.socketUrl);
      const executablePath = foundBrowsers()[stage.name] ?? "";
      const browser = await launch(stage.name, { executablePath, ...options });
      const page = await browser.openPage(`${stage.site.origin}/blank.html`);
      bare = await run(page);
      again = await runTop(page, "#again");
      coarse = await runTop(page, "#coarse");
      await browser.close();
    }, PATIENCE_MS);

    test.each(contexts)("without Earshot all checks of the %s context are done", (context) => {
      const names = bare[context].map(([name]) => name);

      expect(names.length).toBeGreaterThanOrEqual(FEWEST_CHECKS);
      expect(new Set(names).size).toBe(names.length);
      expect(bare[context].filter(([, value]) => value === "(timed out)")).toEqual([]);
    });

    test("without Earshot the record is the same each time", () => {
      expect(differences(again, bare.top)).toEqual([]);
    });

    test("a coarse hook is noticed", () => {
      expect(differences(coarse, bare.top).length).toBeGreaterThan(FEWEST_NOTICED);
    });

    const unexpected = (seen: Seen, expected: Seen) =>
      differences(seen, expected).filter(({ check }) => !whyKnown(stage.name, check));

    describe.each(STATES)("with DevTools %s", (state) => {
      let records: Records;
      beforeAll(async () => {
        const page = await stage.openBlank();
        if (state !== "never opened")
          await setRule(await stage.openPanel(page), { url: "elsewhere.example", action: { type: "drop" } });
        if (state === "closed again") await page.closeDevTools();
        records = await run(page);
      }, PATIENCE_MS);

      test.each(contexts)("the %s context is as without Earshot", (context) => {
        expect(unexpected(records[context], bare[context])).toEqual([]);
      });

      test("no known difference is unneeded", () => {
        const differing = contexts.flatMap((context) => differences(records[context], bare[context]));
        const names = differing.map(({ check }) => check);
        expect(unneeded(stage.name, names)).toEqual([]);
      });
    });
  },
  options,
);
