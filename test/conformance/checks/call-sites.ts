/** World: the page under test. V8's own stack API, which pages and error reporters use; Firefox says that it is absent. */
import { section } from "../check.ts";
import { stackLines } from "../describe.ts";
import type { Trial } from "../trial.ts";
import { NotHere } from "../trial.ts";
import type { Wild } from "../wild.ts";

const check = section("Call sites", { onlyTop: true });

const SITES = `
  function sites(error, frames) {
    return frames.map(function (frame) {
      return [frame.getFunctionName(), frame.getTypeName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber(),
        frame.getColumnNumber(), frame.isNative(), frame.isToplevel(), frame.isConstructor(), frame.isEval(), frame.isAsync() ? "at async " : "", String(frame)].join(" ");
    }).join("\\n");
  }`;

/** Runs a script in a window that is put right again; gives what it left in `result`. */
async function inV8(t: Trial, source: string): Promise<Wild> {
  if (!("captureStackTrace" in Error)) throw new NotHere("Error.captureStackTrace");
  const realm = await t.sharedRealm();
  const limit = Object.getOwnPropertyDescriptor(realm.Error, "stackTraceLimit") as PropertyDescriptor;
  const result = t.script(realm, `var made = []; ${source}`);
  Object.defineProperty(realm.Error, "stackTraceLimit", limit);
  delete realm.Error.prepareStackTrace;
  for (const socket of realm.made) t.keep(socket);
  // With DevTools open Firefox adds asynchronous frames to stacks, at times.
  return typeof result === "string" ? result.replace(/async\*[\s\S]*/, "") : result;
}

for (const [name, code] of [
  [
    "an exception of the constructor",
    "try { new WebSocket('ftp://x/'); } catch (error) { result = error.stack; }",
  ],
  ["an exception of send", "try { socket.send('x'); } catch (error) { result = error.stack; }"],
  ["an exception of close", "try { socket.close(1); } catch (error) { result = error.stack; }"],
  ["a TypeError of the constructor", "try { new WebSocket(); } catch (error) { result = error.stack; }"],
  [
    "toString of the url",
    "made.push(new WebSocket({ toString: function toUrl() { result = new Error().stack; return url; } }));",
  ],
  [
    "toString of data",
    "try { socket.send({ toString: function toText() { result = new Error().stack; return ''; } }); } catch (error) {}",
  ],
] as const) {
  const socket = code.includes("socket.") ? "var socket = made[0] = new WebSocket(url);" : "";
  check(`Error.prepareStackTrace in ${name}`, async (t) => {
    const seen = await inV8(
      t,
      `${SITES} ${socket} Error.prepareStackTrace = sites; function page() { ${code} } page();`,
    );
    return stackLines(seen);
  });
  check(`Error.stackTraceLimit in ${name}`, async (t) => {
    const stacks = await inV8(
      t,
      `${socket} var stacks = [];
       function page() { ${code} }
       for (var limit of [0, 1, 2, 100, undefined, "many"]) { Error.stackTraceLimit = limit; page(); stacks.push(result); }
       delete Error.stackTraceLimit; page(); stacks.push(result); result = stacks;`,
    );
    return [...stacks].map(stackLines);
  });
}
check("getThis and getFunction of sloppy frames", async (t) => {
  return inV8(
    t,
    `var socket = new WebSocket(url);
     Error.prepareStackTrace = function (error, frames) {
       return frames.map(function (frame) { var f = frame.getFunction(); return (f ? f.name || "(anonymous)" : String(f)) + " on " + Object.prototype.toString.call(frame.getThis()); }).join(", ");
     };
     function page() { new WebSocket({ toString: function toUrl() { result = new Error().stack; return url; } }); }
     page();`,
  );
});
check("how often Error.prepareStackTrace is called for an exception", async (t) => {
  return inV8(
    t,
    `var called = 0;
     Error.prepareStackTrace = function () { called++; return "mine"; };
     try { new WebSocket("ftp://x/"); } catch (error) { var before = called; result = before + " " + (error.stack === "mine") + " " + called; }`,
  );
});
check("how often it is called while all goes well", async (t) => {
  if (!("captureStackTrace" in Error)) throw new NotHere("Error.captureStackTrace");
  const realm = await t.realm();
  t.script(
    realm,
    `var called = 0, socket = new WebSocket(url);
     Error.prepareStackTrace = function () { called++; return "mine"; };
     socket.onopen = function () { socket.send("x"); };
     socket.onmessage = function () { socket.close(); };`,
  );
  await t.event(realm.socket, "close");
  return realm.called;
});
check("a setter on Error.stackTraceLimit is not touched", async (t) => {
  if (!("captureStackTrace" in Error)) throw new NotHere("Error.captureStackTrace");
  const realm = await t.realm();
  t.script(
    realm,
    `var touched = [], socket = new WebSocket(url);
     Object.defineProperty(Error, "stackTraceLimit", { get: function () { touched.push("get"); return 10; }, set: function () { touched.push("set"); }, configurable: true });
     try { socket.send("x"); } catch (error) {}
     try { new WebSocket("ftp://x/"); } catch (error) {}`,
  );
  return realm.touched;
});
check("Error.captureStackTrace in a wrapper of the page", async (t) => {
  if (!("captureStackTrace" in Error)) throw new NotHere("Error.captureStackTrace");
  const realm = await t.realm();
  return stackLines(
    t.script(
      realm,
      `function wrapper() { var o = {}; Error.captureStackTrace(o, wrapper); result = o.stack; return url; }
       function page() { new WebSocket({ toString: wrapper }); }
       page();`,
    ),
  );
});
