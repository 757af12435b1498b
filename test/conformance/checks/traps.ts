/** World: the page under test. Pages that put getters, setters and Proxies where a hook might look something up. */
import { section } from "../check.ts";
import { outcome } from "../describe.ts";
import { quietSession, tally } from "../watch-calls.ts";
import type { Wild } from "../wild.ts";

const check = section("Traps", { onlyTop: true });

const TRAPPED = [
  "get",
  "set",
  "value",
  "writable",
  "enumerable",
  "configurable",
  "detail",
  "bubbles",
  "cancelable",
  "composed",
  "relatedTarget",
  "data",
  "origin",
  "source",
  "ports",
  "type",
  "endings",
  "then",
  "toJSON",
  "next",
  "done",
  "return",
  "construct",
  "apply",
  "has",
  "sequence",
  "time",
  "payload",
  "opcode",
  "text",
  "bytes",
  "blob",
  "failure",
  "weight",
  "message",
  "connectionId",
  "url",
  "protocols",
  "injected",
  "once",
  "capture",
  "passive",
  "signal",
  "handleEvent",
  "0",
  "1",
  "2",
];

for (const holder of ["Object", "Array", "Function"])
  check(`getters and setters on ${holder}.prototype`, async (t) => {
    const realm = await t.realm();
    const touched: string[] = [];
    const target = realm[holder].prototype;
    for (const key of TRAPPED)
      if (!Object.hasOwn(target, key))
        Object.defineProperty(target, key, {
          configurable: true,
          get: () => void touched.push(`get ${key}`),
          set: () => void touched.push(`set ${key}`),
        });
    const heard = await quietSession(t, realm);
    const refused = [
      outcome(() => new realm.WebSocket("ftp://x/")),
      outcome(() => new realm.WebSocket()),
      outcome(() => t.keep(new realm.WebSocket(t.url(), [])).send("x")),
      outcome(() => t.keep(new realm.WebSocket(t.url())).close(1)),
    ];
    await t.pause(40);
    return [tally(touched), heard, refused];
  });
for (const holder of ["Array", "Function", "Promise", "Event", "Error", "WeakMap"])
  check(`a Proxy behind ${holder}.prototype`, async (t) => {
    const realm = await t.realm();
    const touched: string[] = [];
    const note =
      (trap: string) =>
      (target: object, key: PropertyKey, ...rest: unknown[]) => {
        touched.push(`${trap} ${String(key)}`);
        return (Reflect as Wild)[trap](target, key, ...rest);
      };
    const parent = Object.create(Object.getPrototypeOf(realm[holder].prototype));
    Object.setPrototypeOf(
      realm[holder].prototype,
      new Proxy(parent, { get: note("get"), set: note("set"), has: note("has") } as Wild),
    );
    const heard = await quietSession(t, realm);
    const refused = [
      outcome(() => new realm.WebSocket("ftp://x/")),
      outcome(() => t.keep(new realm.WebSocket(t.url())).send("x")),
    ];
    await t.pause(40);
    return [tally(touched), heard, refused];
  });
