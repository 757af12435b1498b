import { expect, test } from "vitest";
import type { PageEvent } from "../protocol.ts";
import { page, startedSession } from "../testing.ts";
import { type Range, type Recording, readRecording, type Side } from "./recording.ts";

const ALL: Range = { from: undefined, to: undefined };

async function read(events: PageEvent[], side: Side = "page", range = ALL): Promise<Recording> {
  const session = startedSession();
  session.record("page", events);
  const [connection] = session.connections;
  if (!connection) throw new Error("There is no connection.");
  const recording = await readRecording(session.rows, connection, { range, side, load: async () => {} });
  if ("problem" in recording) throw new Error(recording.problem);
  return recording;
}

/** As `↓ 30 hello`: received 30 ms after the connection was made. */
const linesOf = ({ messages }: Recording) =>
  messages.map(
    ({ direction, at, payload }) =>
      `${direction === "sent" ? "↑" : "↓"} ${at} ${payload.opcode === "text" ? payload.text : "bytes"}`,
  );

test("handshake, messages and close, in ms since the connection was made", async () => {
  const { created, opened, sent, received, closed } = page();

  const recording = await read([created(), opened(), received("hi"), sent("ho"), closed(4000, "bye")]);

  expect(recording).toMatchObject({ url: "wss://chat.example/ws?room=1", protocol: "json", opensAt: 10 });
  expect(linesOf(recording)).toEqual(["↓ 20 hi", "↑ 30 ho"]);
  expect(recording.close).toMatchObject({ number: 5, at: 40, code: 4000, isByPage: false, isFailure: false });
});

test("a range leaves out what is before and after it, the close too", async () => {
  const { created, opened, sent, received, closed } = page();
  const events = [created(), opened(), received("1"), sent("2"), received("3"), received("4"), closed()];

  const recording = await read(events, "page", { from: 4, to: 5 });

  expect(linesOf(recording)).toEqual(["↑ 10 2", "↓ 20 3"]);
  expect(recording.close).toBeUndefined();
});

test("what Earshot said itself is played again, and never waited for", async () => {
  const { created, opened, sent, injected } = page();
  const events = [created(), opened(), sent("by the page"), injected("by Earshot")];

  expect(linesOf(await read(events, "page"))).toEqual(["↑ 20 by the page"]);
  expect(linesOf(await read(events, "server"))).toEqual(["↑ 20 by the page", "↑ 30 by Earshot"]);
});

test("a close that the page asked for, and one after an error", async () => {
  const { created, opened, stamped, closed } = page();
  const asked = stamped({
    ...{ type: "close-called", connectionId: 1, code: 1000, reason: "", failure: undefined },
    ...{ injected: false, held: 0 },
  });
  expect((await read([created(), opened(), asked, closed()])).close).toMatchObject({ isByPage: true });

  const { created: made, stamped: next, closed: lost } = page();
  const error = next({ type: "connection-error", connectionId: 1, injected: false, held: 0 });
  const recording = await read([made(), error, lost(1006, "", false)]);
  expect(recording.close).toMatchObject({ code: 1006, isFailure: true, wasClean: false });
  expect(recording.opensAt).toBeUndefined();
});

test("what cannot be played is said in a sentence", async () => {
  const { created, opened, received } = page();

  await expect(read([created()])).rejects.toThrow("Nothing of this connection was recorded");
  await expect(read([created(), opened(), received("hi")], "server")).rejects.toThrow("nothing is sent");
});
