/**
 * World: the page under test. How a check is written down: it looks at one thing that a standard promises and returns
 * what it saw. What is right is decided elsewhere, by the same browser without Earshot.
 */
import type { Trial } from "./trial.ts";

/** Gives what was seen: any value that `describe` can put in words. */
export type Look = (trial: Trial) => unknown;

export interface Check {
  name: string;
  look: Look;
  /** Changes or listens to what others use as well, so it runs after them and alone. */
  alone: boolean;
  /** Is about the hook's code and not about where it is installed, so one context is enough. */
  onlyTop: boolean;
}

export const checks: Check[] = [];

/** The checks of one section of a standard. */
export function section(title: string, { onlyTop = false } = {}) {
  return (name: string, look: Look, { alone = false } = {}): void => {
    checks.push({ name: `${title}: ${name}`, look, alone, onlyTop });
  };
}
