import puppeteer from "puppeteer-core";
import { expect, test } from "vitest";
import { foundBrowsers } from "../../scripts/browsers.ts";
import { har } from "../../src/core/exporters/har.ts";
import { exported, NOON, page, startedSession } from "../../src/core/testing.ts";

function writeHar(): Promise<string> {
  const session = startedSession();
  const { created, opened, sent, bytes, injected, closed } = page();
  session.record("page", [
    created(),
    opened(),
    sent("hällo"),
    bytes("received", 0, 255),
    injected("mine"),
    closed(),
  ]);
  return exported(har, session);
}

const { chromium } = foundBrowsers();

test.skipIf(chromium === undefined)("Chrome DevTools open our HAR with every message", async () => {
  const text = await writeHar();
  const browser = await puppeteer.launch({
    executablePath: chromium ?? "",
    pipe: true,
    args: ["--no-sandbox"],
  });
  try {
    const [tab] = await browser.pages();
    const devTools = await tab?.openDevTools();
    await devTools?.waitForFunction(() => "InspectorFrontendAPI" in window);

    // DevTools' own modules: the Network panel's "Import HAR file", and the log that it shows.
    const [shown] = JSON.parse(
      String(
        await devTools?.evaluate(`(async () => {
          const { NetworkPanel } = await import("./panels/network/network.js");
          const { NetworkLog } = await import("./models/logs/logs.js");
          const file = new File([${JSON.stringify(text)}], "earshot.har");
          await NetworkPanel.NetworkPanel.instance().networkLogView.onLoadFromFile(file);
          return JSON.stringify(NetworkLog.NetworkLog.instance().requests().map((request) => ({
            url: request.url(), type: request.resourceType().name(), status: request.statusCode,
            frames: request.frames().map(({ type, time, opCode, text }) => ({ type, time, opCode, text })),
          })));
        })()`),
      ),
    );

    expect(shown).toEqual({
      url: "wss://chat.example/ws?room=1",
      type: "websocket",
      status: 101,
      frames: [
        { type: "send", time: (NOON + 30) / 1000, opCode: 1, text: "hällo" },
        { type: "receive", time: (NOON + 40) / 1000, opCode: 2, text: "AP8=" },
        { type: "send", time: (NOON + 50) / 1000, opCode: 1, text: "mine" },
      ],
    });
  } finally {
    await browser.close();
  }
});
