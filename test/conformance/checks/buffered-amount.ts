/** World: the page under test. WebSockets §3.1: `bufferedAmount`, right after `send()` and after the end. */
import { section } from "../check.ts";
import { outcome } from "../describe.ts";

const check = section("bufferedAmount");

check("right after send, in UTF-8 bytes", async (t) => {
  const socket = await t.open();
  return [
    "abc",
    "\u00e4",
    "\ud83d\ude00",
    "\ud800",
    "",
    new Uint8Array(10),
    new DataView(new ArrayBuffer(5)),
    new Blob(["1234567"]),
    new ArrayBuffer(3),
  ].map((data) => {
    socket.send(data);
    return socket.bufferedAmount;
  });
});
check("is empty again when the echo has come", async (t) => {
  const socket = await t.open();
  await t.echo(socket, "x".repeat(1000));
  return socket.bufferedAmount;
});
check("after close(): nothing thrown, bufferedAmount grows for good", async (t) => {
  const socket = await t.open();
  socket.close();
  const seen = ["abc", "\u00e4", new Uint8Array(4), new Blob(["12"]), ""].map((data) => [
    outcome(() => socket.send(data)),
    socket.bufferedAmount,
  ]);
  await t.event(socket, "close");
  seen.push([outcome(() => socket.send("late")), socket.bufferedAmount]);
  return [...seen, outcome(() => socket.send(new ArrayBuffer(6))), socket.bufferedAmount];
});
