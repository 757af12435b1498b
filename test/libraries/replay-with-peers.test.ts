/** Conversations of libraries with real peers, played again: to the library without its peer, and to the peer without a user. */
import { test } from "vitest";
import { fillWhole, openDrawer } from "../drawer-view.ts";
import { REPORT, STATE } from "../replay-view.ts";
import { preserveLog } from "../session-view.ts";
import { isQuiet } from "../set-rule.ts";
import { stories } from "../stage.ts";
import { startTalks, talks } from "./talk.ts";

const WORDS = ["one", "two ✓", "three"];

const heard = WORDS.map((word) => `heard ${word}`);

stories("The recording of a library", (stage) => {
  // One that tries again could be taken for the one that is to be played.
  const meet = startTalks(stage, "#once");

  test.each(Object.values(talks))("is the same to it once more, with its peer stopped: $library", (talk) =>
    meet(talk, async (talking) => {
      const { page, view, peer } = talking;
      await talking.ask(...WORDS);
      await talking.delivers("heard here", ...heard);
      const last = await talking.recorded();
      await peer.close();

      await openDrawer(view, "Replay");
      await fillWhole(view, "To row", String(last));
      await view.choose("Timing", "Wait for answers");
      await page.evaluate(() => {
        Reflect.set(window, "isOld", true);
      });
      await view.press("Reload and play");
      await page.waitFor(() => Reflect.get(window, "isOld") === undefined);
      await talking.delivers("heard here");
      await talking.ask(...WORDS);
      await talking.delivers("heard here", ...heard);
      await view.says(STATE, "done.");
      await view.says(REPORT, "No departures");
      await view.press("Stop replay");
      await isQuiet(view);
    }),
  );

  test.each(Object.values(talks))("is said to its peer once more, by nobody: $library", (talk) =>
    meet(talk, async (talking) => {
      const { page, view } = talking;
      await preserveLog(view);
      const first = await talking.recorded();
      await talking.ask(...WORDS);
      await talking.delivers("heard here", ...heard);
      const last = await talking.recorded();
      await page.reload();
      await talking.understood("here", ...WORDS, "here");
      await view.hasConnection("#2");

      await openDrawer(view, "Replay");
      await view.choose("Recording", "#1");
      await fillWhole(view, "From row", String(first + 1));
      await fillWhole(view, "To row", String(last));
      await view.choose("Side", "↑ Sent");
      await view.choose("Over", "#2");
      await view.choose("Timing", "Wait for answers");
      await view.press("Play to the server");
      await view.says(STATE, "done.");
      await talking.understood("here", ...WORDS, "here", ...WORDS);
    }),
  );
});
