/** World: the page under test. WebSockets §3.1: `close()`, its arguments, and the states before and after. */
import { section } from "../check.ts";
import { describe, outcome } from "../describe.ts";
import type { Wild } from "../wild.ts";

const check = section("close", { onlyTop: true });

check("codes that are refused, in each state", async (t) => {
  const socket = t.socket();
  const codes = [
    0,
    999,
    1001,
    1002,
    1005,
    1006,
    1015,
    2999,
    5000,
    65535,
    65536,
    66536,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "x",
    "1001",
    null,
    {},
    [],
    true,
    999.9,
    1000.9,
    4999.5,
  ];
  const seen = codes.slice(0, 6).map((code) => outcome(() => socket.close(code)));
  await t.event(socket, "open");
  // 1000.9 is 1000 with [Clamp] rounding to 1001, which is refused.
  seen.push(...codes.filter((code) => code !== 4999.5).map((code) => outcome(() => socket.close(code))));
  return [...seen, socket.readyState];
});
for (const code of [1000, 3000, 4999, "1000", "0x3e8", 1000.4, 4999.4, [4000], new Number(4000), undefined])
  check(`code ${describe(code)} is taken`, async (t) => {
    const socket = await t.open();
    const life = t.life(socket);
    return [outcome(() => socket.close(code)), socket.readyState, await life];
  });
check("a BigInt or a symbol as code", async (t) => {
  const socket = await t.open();
  return [outcome(() => socket.close(1000n)), outcome(() => socket.close(Symbol("x"))), socket.readyState];
});
check("an object as code is converted with the hint number, once", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  const code = { [Symbol.toPrimitive]: (hint: string) => (order.push(hint), 4001) };
  const life = t.life(socket);
  socket.close(code);
  return [order, await life];
});
check("code and reason are converted in order, before either is checked", async (t) => {
  const socket = await t.open();
  const order: string[] = [];
  const code = { valueOf: () => (order.push("code"), 1) };
  const reason = { toString: () => (order.push("reason"), "x".repeat(200)) };
  const third = { toString: () => (order.push("third"), "") };
  return [outcome(() => socket.close(code, reason, third)), order, socket.readyState];
});
check("what a conversion throws comes out as it is", async (t) => {
  const socket = await t.open();
  const own = {};
  const bad = {
    toString() {
      throw own;
    },
    valueOf() {
      throw own;
    },
  };
  return [[bad], [1000, bad]].map((args) => {
    try {
      socket.close(...args);
    } catch (error) {
      return [error === own, socket.readyState];
    }
    return "closed";
  });
});
for (const [name, reason] of [
  ["empty", ""],
  ["undefined", undefined],
  ["null", null],
  ["a number", 42],
  ["123 bytes", "x".repeat(123)],
  ["123 bytes in UTF-8", `${"\u00e4".repeat(61)}x`],
  ["a lone surrogate", "a\ud800b"],
  ["NUL", "a\0b"],
  ["an object", { toString: () => "object" }],
] as const)
  check(`reason: ${name}`, async (t) => {
    const socket = await t.open();
    const life = t.life(socket);
    return [outcome(() => socket.close(4000, reason)), await life];
  });
check("reasons above 123 bytes are refused", async (t) => {
  const socket = await t.open();
  return ["x".repeat(124), "\u00e4".repeat(62), "\u20ac".repeat(42), "\ud800".repeat(42)].map((reason) =>
    outcome(() => socket.close(1000, reason)),
  );
});
check("a long reason without a code is refused as well", async (t) => {
  const socket = await t.open();
  return [
    outcome(() => socket.close(undefined, "x".repeat(124))),
    outcome(() => socket.close(undefined, "short")),
    socket.readyState,
  ];
});
check("a symbol as reason", async (t) => {
  const socket = await t.open();
  return [outcome(() => socket.close(1000, Symbol("x"))), socket.readyState];
});
check("twice, and with a bad code when closed", async (t) => {
  const socket = await t.open();
  const life = t.life(socket);
  const seen = [
    outcome(() => socket.close(4001, "first")),
    outcome(() => socket.close(4002, "second")),
    outcome(() => socket.close(1)),
    socket.readyState,
  ];
  return [
    ...seen,
    await life,
    outcome(() => socket.close()),
    outcome(() => socket.close(1)),
    socket.readyState,
  ];
});
check("while connecting", async (t) => {
  const socket = t.socket();
  const life = t.life(socket);
  socket.close();
  return [socket.readyState, await life];
});
check("while connecting, with code and reason", async (t) => {
  const socket = t.socket();
  const life = t.life(socket);
  socket.close(4000, "early");
  return [socket.readyState, await life];
});
check("while the handshake is unanswered", async (t) => {
  const socket = t.socket("pending");
  const life = t.life(socket);
  await t.pause();
  socket.close(3000, "impatient");
  return [socket.readyState, await life];
});
check("in open, message, error and close handlers", async (t) => {
  const seen: unknown[] = [];
  const one = t.socket();
  one.onopen = () =>
    seen.push(
      outcome(() => one.close(4001, "in open")),
      one.readyState,
    );
  seen.push(await t.life(one));
  const two = t.socket("flood?count=2&size=4");
  two.onmessage = () =>
    seen.push(
      outcome(() => two.close(4002, "in message")),
      two.readyState,
    );
  seen.push(await t.life(two));
  const three = t.socket("refuse");
  three.onerror = three.onclose = () =>
    seen.push(
      outcome(() => three.close(4003, "late")),
      three.readyState,
    );
  return [...seen, await t.life(three)];
});
check("gives undefined and is done later", async (t) => {
  const socket = await t.open();
  let closed = false;
  socket.onclose = () => {
    closed = true;
  };
  const seen = [outcome(() => socket.close()), closed, socket.readyState];
  await Promise.resolve();
  return [...seen, closed];
});
check("messages that were sent before still go out", async (t) => {
  const socket = await t.open();
  const heard: string[] = [];
  socket.onmessage = ({ data }: MessageEvent) => heard.push(data);
  socket.send("a");
  socket.send("b");
  const life = t.life(socket);
  socket.close(1000, "bye");
  const [end] = (await life).slice(-1);
  return [end, socket.bufferedAmount];
});
check("a Blob that is still being read is waited for", async (t) => {
  const socket = await t.open();
  const life = t.life(socket);
  socket.send(new Blob(["x".repeat(1000)]));
  socket.close(1000, "after the Blob");
  return (await life).at(-1);
});
check("closing one of two", async (t) => {
  const [one, two] = [await t.open(), await t.open()];
  const life = t.life(one);
  one.close(4000);
  await life;
  return [one.readyState, two.readyState, await t.echo(two, "still here")] as Wild;
});
