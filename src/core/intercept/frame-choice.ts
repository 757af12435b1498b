/** World: all. Which of a tab's documents something is for. */
import type { DocumentHello } from "../protocol.ts";

/** One of these, or the address of a frame. */
export type FrameChoice = string;

export const ANY_FRAME: FrameChoice = "any";
export const TOP_FRAME: FrameChoice = "top";

export function isIn({ isTop, url }: Pick<DocumentHello, "isTop" | "url">, choice: FrameChoice): boolean {
  return choice === ANY_FRAME || (choice === TOP_FRAME ? isTop : url === choice);
}
