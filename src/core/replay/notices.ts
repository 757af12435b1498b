/** World: all. What a replay tells the user, in sentences. */

export const ELSEWHERE =
  "Another window of Earshot changes this tab. It is played as soon as nothing is changed there any more.";

/** `address` as the hook looks for it. */
export const waitsFor = (address: string): string => `Waits for the page to connect to ${address.trim()}.`;

export const anotherWasLost = (number: number): string =>
  `The page made another connection, #${number}: it was lost, as with a server that is gone.`;

export const tooEarly = (number: number): string =>
  `The page made connection #${number} before Earshot was in it, and has its server. The next one is played. ` +
  "From DevTools, “Reload and play” is in time.";

/** Chromium puts no script of DevTools into frames. */
export const tooEarlyInFrame = (number: number, url: string): string =>
  `The frame ${url} made connection #${number} before Earshot was in it, and has its server. The next one is played.`;

export const inOtherFrame = (number: number, url: string): string =>
  `Connection #${number} was made in another frame, ${url}, and has its server.`;
