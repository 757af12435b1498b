import { setTimeout as sleep } from "node:timers/promises";
import type { Page as Tab } from "puppeteer-core";
import { toExpression } from "./script.ts";

const PATIENCE_MS = 3000;
const TRIES = 5;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * A PNG of a tab, in base64. Headless Chromium waits for a next frame that in a still page may never come: then it is
 * asked again, which makes one.
 */
async function photograph(tab: Tab): Promise<string> {
  const session = await tab.createCDPSession();
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const shot = session.send("Page.captureScreenshot", { format: "png" });
      shot.catch(() => {}); // One that never came ends with its session.
      const answer = await Promise.race([shot, sleep(PATIENCE_MS)]);
      if (answer) return answer.data;
    }
  } finally {
    await session.detach();
  }
  throw new Error(`Chromium took no picture in ${TRIES} tries.`);
}

/** A PNG of a part of a tab. Chromium's own clip resizes the tab for it, and does not always size it back. */
export async function photographPart(tab: Tab, box: Box): Promise<Buffer> {
  const cut = await tab.evaluate(toExpression(cutOut, [await photograph(tab), box]));
  return Buffer.from(String(cut), "base64");
}

/** Runs in the tab. */
async function cutOut(base64: string, { x, y, width, height }: Box): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const scale = image.width / innerWidth;
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext("2d")?.drawImage(image, -x * scale, -y * scale);
  return canvas.toDataURL("image/png").replace(/^.*,/, "");
}

/**
 * A PNG of a tab with its docked DevTools. Each of the two can only be photographed alone: the one of DevTools
 * has a hole where the page belongs.
 */
export async function photographDocked(tab: Tab, devTools: Tab): Promise<Buffer> {
  const frameImage = await photograph(devTools);
  const pageImage = await photograph(tab);
  const side = await devTools.evaluate(
    `import("./ui/legacy/legacy.js").then(({ DockController }) =>
       DockController.DockController.instance().dockSide())`,
  );
  const drawn = await devTools.evaluate(toExpression(lay, [frameImage, pageImage, side === "left"]));
  return Buffer.from(String(drawn), "base64");
}

/** Runs in DevTools, as Node cannot draw. The page is in the corner that DevTools leaves free. */
async function lay(frameImage: string, pageImage: string, toTheRight: boolean): Promise<string> {
  const [frame, page] = await Promise.all(
    [frameImage, pageImage].map((base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      return createImageBitmap(new Blob([bytes], { type: "image/png" }));
    }),
  );
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!frame || !page || !context) throw new Error("DevTools cannot draw.");
  canvas.width = frame.width;
  canvas.height = frame.height;
  context.drawImage(frame, 0, 0);
  context.drawImage(page, toTheRight ? frame.width - page.width : 0, 0);
  return canvas.toDataURL("image/png").replace(/^.*,/, "");
}
