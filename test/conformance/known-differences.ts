/**
 * What a page can still tell, and why no hook can hide it: docs/coverage.md says the same in words. A check that is not
 * matched here must see the same with Earshot and without.
 */
import type { BrowserName } from "../drivers/driver.ts";

interface Known {
  /** Of the check's name. */
  pattern: RegExp;
  why: string;
}

const CALLBACKS =
  "Code of the page that runs during a call (toString of an argument...) finds our call between.";
const PROXY =
  "ECMA-262 shows what is a Proxy: no caller and arguments, cycles of prototypes, texts of some errors.";

const both: Known[] = [
  { pattern: /^Stack: in |^Call sites: .* in toString of /, why: CALLBACKS },
  { pattern: /^Stack: (function\.caller|arguments\.callee\.caller) in sloppy callbacks$/, why: CALLBACKS },
  { pattern: /^Call sites: Error\.captureStackTrace in a wrapper of the page$/, why: CALLBACKS },
  { pattern: /^Disguise: \S+ (frozen, sealed|a cycle |caller and arguments)/, why: PROXY },
  { pattern: /^Interface object: arguments and caller$/, why: PROXY },
  {
    pattern: /^send: what a string conversion throws comes out as it is$/,
    why: "The conversion happens before the native function, so the browser's own TypeError words it otherwise.",
  },
];

const known: Record<BrowserName, Known[]> = {
  chromium: [
    ...both,
    {
      pattern: /^Interface prototype object: read-only attributes ignore writes in sloppy mode$/,
      why: "V8 names an object in an error after its constructor, if that is no Proxy.",
    },
    {
      pattern: /^Stack: of Function\.prototype\.toString of an object$/,
      why: "A stack cleaned above our function lacks the native one's own frame.",
    },
    {
      pattern: /^Protocols: a Proxy of an array: which traps run, in order$/,
      why: "An array is read by a look at its elements, and nothing tells a Proxy from an array.",
    },
    {
      pattern: /^Uncaught: (a protocol that throws|the getter of new\.target\.prototype throws)$/,
      why: "The page's own exception is reported where it was made, not where it was thrown.",
    },
    { pattern: /^Call sites: getThis and getFunction of sloppy frames$/, why: CALLBACKS },
  ],
  firefox: [
    ...both,
    {
      pattern: /^Uncaught: /,
      why: "The report of an uncaught exception is made again with the page's place in it, and is not trusted.",
    },
    {
      pattern:
        /^(Constructor: values that cannot|Protocols: iterators that go wrong|Realms: .* its array as protocols)/,
      why: "SpiderMonkey words a TypeError with the expression of the script that called, which is ours.",
    },
    {
      pattern: /^Stack: of new WebSocket whose protocols are no iterable$/,
      why: "SpiderMonkey words a TypeError with the expression of the script that called, which is ours.",
    },
    { pattern: /^Interface object: structuredClone$|^Disguise: \S+ (cloned|on the right)/, why: PROXY },
    { pattern: /^Interface prototype object: (send|close) has neither arguments nor caller$/, why: PROXY },
    {
      pattern: /^Globals: names on the global object at the first script, in order$/,
      why: "SpiderMonkey makes globals when they are first named, and lists them in that order.",
    },
    {
      pattern: /^Call sites: Error\.stackTraceLimit in a TypeError of the constructor$/,
      why: "The limit counts our frame before the stack is cleaned of it.",
    },
  ],
};

/** Why the check of that name may differ; undefined when it may not. */
export function whyKnown(browser: BrowserName, check: string): string | undefined {
  return known[browser].find(({ pattern }) => pattern.test(check))?.why;
}

/** The patterns that none of the differing checks needs. */
export function unneeded(browser: BrowserName, differing: readonly string[]): RegExp[] {
  return known[browser]
    .map(({ pattern }) => pattern)
    .filter((pattern) => !differing.some((name) => pattern.test(name)));
}
