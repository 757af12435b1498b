import type { Page as Tab } from "puppeteer-core";
import { toExpression } from "./script.ts";

/**
 * A PNG of a tab with its docked DevTools. Each of the two can only be photographed alone: the one of DevTools
 * has a hole where the page belongs.
 */
export async function photographDocked(tab: Tab, devTools: Tab): Promise<Buffer> {
  const frameImage = await devTools.screenshot({ encoding: "base64" });
  const pageImage = await tab.screenshot({ encoding: "base64" });
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
