/** Messages of libraries with real peers, held in the panel: let go, edited with the keyboard, and dropped. */
import { expect, test } from "vitest";
import { encodeUtf8, toHex } from "../../src/core/payload.ts";
import { makeRule, type WantedRule } from "../make-rule.ts";
import type { PanelView } from "../panel-view.ts";
import { isQuiet } from "../set-rule.ts";
import { stories } from "../stage.ts";
import { startTalks, type Talk, talks } from "./talk.ts";

/** What stands in the list of held messages. */
const HELD = '[aria-label="Held messages"]';
const FIELD = 'textarea[aria-label="Held message"]';

interface Held extends Talk {
  /** What the panel writes of bytes is hex. */
  isBinary?: boolean;
  /** Which of the received messages with a word is the answer, when there are others. */
  answer?: string;
  /** The broker writes a packet in several messages: without one of them the rest makes no sense. */
  isInParts?: boolean;
}

const held: readonly Held[] = [
  talks.socketIo,
  talks.stomp,
  { ...talks.mqtt, isBinary: true, isInParts: true },
  { ...talks.phoenix, answer: "type:phx_reply" },
  talks.graphql,
  talks.jsonRpc,
];

/** Writes other words over those in the held message. They are as long: so the lengths in it stay right. */
async function edit(view: PanelView, before: string, after: string): Promise<void> {
  await view.press("Edit");
  await view.panel.waitFor((selector: string) => document.querySelector(selector) !== null, FIELD);
  await view.panel.click(FIELD);
  await view.panel.waitFor(
    (selector: string, words: string) => {
      const field = document.querySelector<HTMLTextAreaElement>(selector);
      if (!field?.value.includes(words)) return false;
      field.setSelectionRange(field.value.indexOf(words), field.value.indexOf(words) + words.length);
      return document.activeElement === field;
    },
    FIELD,
    before,
  );
  await view.panel.type(after);
  await view.panel.waitFor(
    (selector: string, words: string) =>
      document.querySelector<HTMLTextAreaElement>(selector)?.value.includes(words),
    FIELD,
    after,
  );
  await view.press("Forward edited");
}

type Story = () => Promise<void>;

/** As the panel writes it in what is edited. */
const written = (word: string, { isBinary }: Held) => (isBinary ? toHex(encodeUtf8(word)) : word);

stories("A held message of a library", (stage) => {
  const meet = startTalks(stage);

  /** Has a rule hold messages for the time of a story, and counts what it met. */
  async function holding(view: PanelView, rule: Pick<WantedRule, "direction" | "messages">, story: Story) {
    await makeRule(view, { name: "hold", action: "Hold for me", ...rule });
    try {
      await story();
      // What stood above the rule is gone, and it stands still.
      await view.panel.waitFor((selector: string) => document.querySelector(selector) === null, HELD);
      return await view.text("li", "hold");
    } finally {
      await view.press("Remove rule"); // The next one is the only one, too.
      await isQuiet(view);
    }
  }

  test.each(held)("is let go, edited and dropped on its way to the peer: $library", (talk) =>
    meet(talk, async (talking) => {
      const { view, peer } = talking;
      const line = await holding(view, { direction: "↑ Sent", messages: "held" }, async () => {
        await talking.ask("held 1", "free", "held 2", "held 3", "held 4");
        await view.says(HELD, "4 held");
        expect(peer.heard).toEqual(["here"]);

        await view.press("Forward");
        await talking.delivers("heard here", "heard held 1", "heard free");
        await view.says(HELD, "3 held");
        await edit(view, written("held 2", talk), written("edited", talk));
        await talking.delivers("heard here", "heard held 1", "heard free", "heard edited");
        await view.says(HELD, "2 held");
        await view.press("Drop");
        await view.says(HELD, "1 held");
        await view.press("Forward all");
        await talking.delivers("heard here", "heard held 1", "heard free", "heard edited", "heard held 4");
      });
      expect(line).toContain("4 hits");
      expect(peer.heard).toEqual(["here", "held 1", "free", "edited", "held 4"]);
    }),
  );

  test.each(held)("is edited and dropped on its way to the library: $library", (talk) =>
    meet(talk, async (talking) => {
      const { view, peer } = talking;
      const messages = `${talk.answer ?? ""} late`.trim();
      const line = await holding(view, { direction: "↓ Received", messages }, async () => {
        await talking.ask("late 1", "late 2", "late 3", "free");
        await view.says(HELD, "3 held");
        await talking.understood("here", "late 1", "late 2", "late 3", "free");
        await talking.delivers("heard here");

        await edit(view, written("late 1", talk), written("edited", talk));
        await talking.delivers("heard here", "heard edited");
        await view.says(HELD, "2 held");
        await view.press(talk.isInParts ? "Forward" : "Drop");
        await view.says(HELD, "1 held");
        await view.press("Forward all");
        const second = talk.isInParts ? ["heard late 2"] : [];
        await talking.delivers("heard here", "heard edited", ...second, "heard late 3", "heard free");
      });
      expect(line).toContain("3 hits");
      expect(peer.heard).toEqual(["here", "late 1", "late 2", "late 3", "free"]);
    }),
  );
});
