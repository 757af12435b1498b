/** Faults on the connections of libraries with real peers: made in the panel, checked at the peer and at the library's API. */
import { expect, test } from "vitest";
import type { RecorderHandle } from "../../src/core/recorder-handle.ts";
import { openDrawer } from "../drawer-view.ts";
import type { PanelView } from "../panel-view.ts";
import { isQuiet, rulesInEffect } from "../set-rule.ts";
import { stories } from "../stage.ts";
import { PATIENCE, startTalks, talks } from "./talk.ts";

const DELAY_MS = 300;

interface TookWindow {
  took: Record<string, number>;
}

const BAR = '[aria-label="What Earshot changes"]';

/** Waits until Earshot holds a message of the page's. */
const waits = (view: PanelView) =>
  view.panel.waitFor(() => {
    const { session } = (window as unknown as { recorder: RecorderHandle }).recorder;
    return [...session.rows].some((row) => row.connection && row.fate === "held");
  });

/** How many connections ended as a broken one does. */
const broken = async (view: PanelView) =>
  (await view.connections()).filter((text) => text.includes("closed 1006")).length;

stories("A fault of a library's connection", (stage) => {
  const meet = startTalks(stage);

  test.each(Object.values(talks))("brings answers late, whole and in their order: $library", (talk) =>
    meet(talk, async (talking) => {
      const { page, view } = talking;
      await openDrawer(view, "Faults");
      await view.fill("Delay", String(DELAY_MS), "↓ To the page");
      await view.panel.press("Enter");
      await view.says(BAR, `received: ${DELAY_MS} ms late`);
      await rulesInEffect(view);

      await talking.ask("one", "two ✓", "three");
      await talking.delivers("heard here", "heard one", "heard two ✓", "heard three");
      const took = await page.evaluate(() => (window as unknown as TookWindow).took);
      for (const word of ["one", "two ✓", "three"]) expect(took[word]).toBeGreaterThanOrEqual(DELAY_MS);
      await talking.understood("here", "one", "two ✓", "three");
    }),
  );

  test.each(Object.values(talks))("is overcome by its own means: $library", (talk) =>
    meet(talk, async (talking) => {
      const { view } = talking;
      await openDrawer(view, "Faults");
      await view.press("Stalled");
      await view.says(BAR, "stalled");
      await rulesInEffect(view);
      await talking.ask("stalled");
      await waits(view);
      expect(talking.peer.heard).toEqual(["here"]);
      await view.press("Stalled");
      await isQuiet(view);
      await talking.delivers("heard here", "heard stalled");

      // It believes that its connection broke, and makes another one.
      await view.press("Show it closed");
      await talking.delivers("heard here", "heard stalled", "gone", "heard here");
      await view.hasConnection("#2");
      await talking.ask("again");
      await talking.understood("here", "stalled", "here", "again");
      await talking.delivers("heard here", "heard stalled", "gone", "heard here", "heard again");

      await view.selectConnection(2);
      await view.press("Take offline");
      await view.says(BAR, "offline");
      // The one that was shown closed, the one that was cut, and two attempts.
      await expect.poll(() => broken(view), PATIENCE).toBeGreaterThanOrEqual(4);
      await talking.understood("here", "stalled", "here", "again");
      await view.press("Bring back");
      await isQuiet(view);
      const lines = [
        "heard here",
        "heard stalled",
        "gone",
        "heard here",
        "heard again",
        "gone",
        "heard here",
      ];
      await talking.delivers(...lines);
      await talking.ask("back");
      await talking.delivers(...lines, "heard back");
      await talking.understood("here", "stalled", "here", "again", "here", "back");
    }),
  );
});
