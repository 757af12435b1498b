import { expect, test } from "vitest";
import { fillWhole, openDrawer, openEmptySteps } from "../drawer-view.ts";
import { startJsonRpc } from "../libraries/peers/json-rpc.ts";
import { hasHeard, openSocket } from "../page-sockets.ts";
import { stories } from "../stage.ts";

const outcomeOf = (number: number, outcome: string) => `[aria-label="Step ${number} ${outcome}"]`;

stories("Steps", (stage) => {
  const echo = () => new URL("echo", stage.server.socketUrl).href;

  test("call a server, capture what it answers, and use that in the next call", async () => {
    const peer = await startJsonRpc();
    try {
      const page = await stage.openBlank();
      await openSocket(page, peer.url);
      const view = await stage.openPanel(page);
      await openEmptySteps(view);

      await view.press("Add: Send to server");
      await fillWhole(
        view,
        "Payload of step 1",
        '{"jsonrpc":"2.0","method":"add","params":[40,2],"id":"{{counter}}"}',
      );
      await view.press("Add: Wait for message");
      await fillWhole(view, "Filter of step 2", "type:result");
      await view.press("Add: Capture value");
      await fillWhole(view, "Path of step 3", "result");
      await fillWhole(view, "Name of step 3", "sum");
      await view.press("Add: Send to server");
      await fillWhole(
        view,
        "Payload of step 4",
        '{"jsonrpc":"2.0","method":"add","params":[{{sum}},1],"id":"{{counter}}"}',
      );
      await view.press("Add: Wait for message");
      await view.press("Add: Assert");
      await fillWhole(view, "Path of step 6", "result");
      await fillWhole(view, "Value of step 6", "43");
      await view.press("Run steps");

      await view.says('[aria-label="State of the steps"]', "All done on #1.");
      await view.says(outcomeOf(3, "done"), "sum = 42");
      await view.says(outcomeOf(6, "done"), "43");
      await view.hasRow("result, result 43");
      const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
      expect(heard.map((each) => (JSON.parse(each) as { result: number }).result)).toEqual([42, 43]);
      await view.agreesWith(page);
    } finally {
      await peer.close();
    }
  });

  test("end where an assertion fails or nothing comes, and say why", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);
    await openEmptySteps(view);

    await view.press("Add: Send to server");
    await fillWhole(view, "Payload of step 1", '{"kind":"a"}');
    await view.press("Add: Wait for message");
    await view.press("Add: Assert");
    await fillWhole(view, "Path of step 3", "kind");
    await fillWhole(view, "Value of step 3", "b");
    await view.press("Add: Deliver to page");
    await fillWhole(view, "Payload of step 4", "never");
    await view.press("Run steps");
    await view.says(outcomeOf(3, "failed"), "has a at kind");
    await view.says('[aria-label="State of the steps"]', "Ended early");

    await fillWhole(view, "Filter of step 2", "kind=nothing");
    await fillWhole(view, "Seconds of step 2", "1");
    await view.press("Run steps");
    await view.says(outcomeOf(2, "failed"), "No message fitted “kind=nothing” within 1 s.");

    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).not.toContain(
      "never",
    );
  });

  test("go round and round until they are stopped, and are there when the panel is opened anew", async () => {
    const page = await stage.openBlank();
    await openSocket(page, echo());
    const view = await stage.openPanel(page);
    await openEmptySteps(view);
    await view.press("Add: Deliver to page");
    await fillWhole(view, "Payload of step 1", "round {{counter}}");
    await view.press("Add: Delay");
    await fillWhole(view, "Milliseconds of step 2", "10");
    await fillWhole(view, "Rounds", "3");
    await view.press("Run steps");
    await view.says('[aria-label="State of the steps"]', "All done");
    await hasHeard(page, "round 3");

    await fillWhole(view, "Rounds", "9999");
    await view.press("Run steps");
    await hasHeard(page, "round 5");
    await view.press("Compose"); // It goes on meanwhile.
    await hasHeard(page, "round 9");
    await view.press("Steps");
    await view.press("Stop steps");
    await view.says('[aria-label="State of the steps"]', "Ended early");

    const other = await stage.openBlank();
    const again = await stage.openPanel(other);
    await openDrawer(again, "Steps");
    await again.panel.waitFor(
      () =>
        document.querySelector<HTMLTextAreaElement>('[aria-label="Payload of step 1"]')?.value ===
        "round {{counter}}",
    );
    await again.press("Run steps");
    await again.hasProblem("Choose a connection first.");
  });
});
