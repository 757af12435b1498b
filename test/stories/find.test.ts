import { expect, test } from "vitest";
import { openSocket, send } from "../page-sockets.ts";
import { stories } from "../stage.ts";

stories("Finding", (stage) => {
  /** A page with two sockets whose server sends back what it gets, and the panel on it. */
  async function twoEchoes() {
    const page = await stage.openBlank();
    await openSocket(page, new URL("echo", stage.server.socketUrl).href);
    await openSocket(page, new URL("echo", stage.server.socketUrl).href);
    const view = await stage.openPanel(page);
    await view.hasRows(4);
    let rows = 4;
    const say = async (value: unknown, index = 0) => {
      await send(page, JSON.stringify(value), index);
      rows += 2;
      await view.hasRows(rows);
    };
    return { page, view, panel: view.panel, say };
  }

  const holds = (text: string) =>
    document.querySelector<HTMLInputElement>('[aria-label="Filter"]')?.value === text;
  /** Nothing else is suggested. */
  const suggests = (text: string) =>
    [...document.querySelectorAll("[aria-label=Suggestions] [role=option] b")]
      .map((each) => each.textContent)
      .join() === text;

  test("by fields of the messages, written with the keyboard and what is suggested", async () => {
    const { view, panel, say } = await twoEchoes();
    await say({ op: "hello", user: { id: 7, name: "Ann" } });
    await say({ op: "bye", user: { id: 8, name: "Bob" } });
    await view.selectRow('Received text, {"op":"bye"');

    await panel.press("Control+f");
    await panel.type("json.user.i");
    await panel.waitFor(suggests, "json.user.id=");
    await panel.press("ArrowDown");
    await panel.press("Enter");
    await panel.waitFor(holds, "json.user.id=");
    await panel.type("7 dir:rec");
    await panel.waitFor(suggests, "received");
    await panel.press("ArrowDown");
    await panel.press("Tab");
    await panel.waitFor(holds, "json.user.id=7 dir:received");
    await view.hasRows(1);
    expect(await view.messages()).toEqual([expect.stringMatching(/^Received text.*hello/)]);

    await view.fill("Filter", "-is:event -/bye/");
    await view.hasRows(2);
    await view.fill("Filter", "/(/");
    await view.hasProblem("/(/ is no regular expression");
    await view.fill("Filter", "");
    await view.hasRows(8);
  });

  test("marks rows of all connections among the others, and Enter walks over them", async () => {
    const { view, panel, say } = await twoEchoes();
    await say({ needle: 1 });
    await say({ hay: 1 });
    await say({ needle: 2 }, 1);
    await view.selectConnection(1);
    await view.press("Keep other rows");
    const chosen = () =>
      document.querySelector("[role=row][aria-selected=true]")?.getAttribute("aria-label") ?? "";
    const isChosen = (words: string) =>
      document.querySelector("[role=row][aria-selected=true]")?.getAttribute("aria-label")?.includes(words);
    try {
      await view.fill("Filter", "needle dir:sent");
      await panel.waitFor(() => document.body.innerText.includes("2 found"));
      await panel.press("Enter");
      await panel.waitFor(isChosen, '{"needle":1}');
      await panel.press("Enter");
      await panel.waitFor(isChosen, '{"needle":2}');
      expect(await panel.evaluate(chosen)).toContain("Sent");
      await view.hasRows(10);
      await panel.press("Shift+Enter");
      await panel.waitFor(isChosen, '{"needle":1}');
    } finally {
      await view.press("Keep other rows");
    }
  });

  test("again, by a filter that was saved", async () => {
    const { view, panel, say } = await twoEchoes();
    await say({ op: "hello" });
    await view.fill("Filter", "op=hello is:sent");
    await view.press("Saved filters and help");
    await view.press("Save this filter");
    await view.press("Saved filters and help");
    await view.fill("Filter", "");
    await view.hasRows(6);
    await view.press("Saved filters and help");
    await view.press("op=hello is:sent");
    await view.hasRows(1);
    await view.press("Saved filters and help");
    await view.press("Forget op=hello is:sent");
    await panel.waitFor(() => document.body.innerText.includes("None yet."));
  });

  test("what answers a message, by a field that the user names", async () => {
    const { view, panel, say } = await twoEchoes();
    await say({ op: "get", request: 41 });
    await say({ op: "get", request: 42 });
    await view.selectRow('Sent text, {"op":"get","request":42}');
    await panel.click('[aria-label="Decoded message"] [role=treeitem]:last-child');
    await panel.press("a");
    await view.hasDetail("Answered by #");
    await view.press("#");
    await panel.waitFor(() =>
      document
        .querySelector("[role=row][aria-selected=true]")
        ?.getAttribute("aria-label")
        ?.startsWith('Received text, {"op":"get","request":42}'),
    );
    await view.fill("Filter", "latency>=0ms request=41");
    await view.hasRows(2);
    await view.press("no more");
    await panel.waitFor(
      () => !document.querySelector('[aria-label="Details"]')?.textContent?.includes("Answers #"),
    );
  });
});
