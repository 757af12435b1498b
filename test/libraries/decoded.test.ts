/**
 * What the panel's rows say of a library's messages is what the library's own API delivered: each scenario runs against a real
 * peer, and each line of its transcript that stands below has its row.
 */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { stories } from "../stage.ts";
import { chatScenarios } from "./chat-scenarios.ts";
import { type LibrarySite, startLibrarySite } from "./library-site.ts";
import { scenarios } from "./scenarios.ts";

const PATIENCE = { timeout: 10_000 };

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** Fails unless one item for each of `wanted`, in their order, fits. */
function expectInOrder(
  items: string[],
  wanted: string[],
  fits: (item: string, part: string) => boolean,
): void {
  let from = 0;
  for (const part of wanted) {
    const found = items.findIndex((item, index) => index >= from && fits(item, part));
    if (found < 0) expect.fail(`“${part}” is not among ${JSON.stringify(items.slice(from), undefined, 1)}`);
    from = found + 1;
  }
}

stories("The messages of a library", (stage) => {
  let site: LibrarySite;
  beforeAll(async () => {
    site = await startLibrarySite();
  });
  afterAll(() => site?.close());

  test.each([...scenarios, ...chatScenarios])(
    "are read as it reads them: $page",
    async ({ page, start, decoders, delivered, answered, unanswered }) => {
      const peer = await start();
      try {
        const tab = await stage.openBlank();
        const view = await stage.openPanel(tab);
        await tab.goto(site.urlOf(page, peer.url));
        await tab.waitFor(() => Reflect.get(window, "ended"));
        const transcript: string[] = await tab.evaluate(() => Reflect.get(window, "transcript"));
        expect(transcript.filter((line) => line.startsWith("!"))).toEqual([]);
        expectInOrder(
          transcript,
          delivered.map(([line]) => line),
          (line, begin) => line.startsWith(begin),
        );

        // The last messages may still be on their way.
        await vi.waitFor(
          async () =>
            expectInOrder(
              await view.messages(),
              delivered.map(([, row]) => row),
              (row, end) => row.startsWith("Received") && row.endsWith(end),
            ),
          PATIENCE,
        );
        for (const name of decoders) {
          await view.fill("Filter", `decoder="${name}" is:received`);
          await view.panel.waitFor(
            () => Number(document.querySelector('[role="grid"]')?.getAttribute("aria-rowcount")) > 1,
          );
        }
        await view.fill("Filter", "has:answer");
        await vi.waitFor(
          async () =>
            expect(await view.messages()).toEqual(
              expect.arrayContaining(
                answered.map((end) => expect.stringMatching(new RegExp(`${escaped(end)}$`))),
              ),
            ),
          PATIENCE,
        );
        await view.fill("Filter", "is:unanswered");
        await view.hasRows(unanswered);
      } finally {
        await peer.close();
      }
    },
  );
});
