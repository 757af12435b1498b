import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type BrowserSocket, PATIENCE_MS } from "../core/browser-record.ts";
import { batchOf, hello, NOON, page } from "../core/testing.ts";
import type { LinkListener } from "./link.ts";
import { type RecorderOptions, startRecorder } from "./recorder.ts";

beforeEach(() => {
  // Of a page of the extension: where rules are kept, and heard of.
  vi.stubGlobal("localStorage", { getItem: () => null });
  vi.stubGlobal("addEventListener", () => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A recorder whose tab is played by the test. */
function record(openWitness: RecorderOptions["openWitness"] = () => {}) {
  const listeners: LinkListener[] = [];
  const openLink = (listener: LinkListener) => {
    listeners.push(listener);
    return { send: () => {}, close: () => {} };
  };
  const { session } = startRecorder({ tabId: 1, openLink, openWitness }, () => {});
  const [tab] = listeners;
  if (!tab) throw new Error("The recorder has not opened its link.");
  return { session, tab };
}

const handshake = { url: "wss://chat.example/ws?room=1", time: NOON, originUrl: hello().url };

test("a socket that a busy page's hook tells of late is listed once", () => {
  vi.useFakeTimers({ now: NOON });
  const { session, tab } = record();
  const { created, documentId } = page();
  tab.joined(hello());
  tab.handshake(handshake);
  vi.advanceTimersByTime(PATIENCE_MS * 2);
  expect(session.connections).toHaveLength(1);

  tab.events(documentId, batchOf(created()));

  expect(session.connections.map((connection) => connection.documentId)).toEqual([documentId]);
  expect([...session.rows]).toHaveLength(1);
});

test("a handshake of the page before is not taken for an unseen one of this page", () => {
  vi.useFakeTimers({ now: NOON });
  const { session, tab } = record();
  tab.joined(hello({ documentId: "first" }));
  tab.handshake(handshake);
  tab.events("first", batchOf(page("first").created()));

  tab.joined(hello({ documentId: "second" }));
  vi.advanceTimersByTime(PATIENCE_MS * 2);

  expect(session.connections).toEqual([]);
});

test("what a page without a hook did is gone with that page", () => {
  vi.useFakeTimers({ now: NOON });
  const tellers: ((sockets: BrowserSocket[]) => void)[] = [];
  const { session, tab } = record((tell) => tellers.push(tell));
  const socket = { id: "1", messages: [], answer: undefined, hasEnded: false };
  tellers[0]?.([{ url: handshake.url, time: NOON - PATIENCE_MS * 2, ...socket }]);
  expect(session.connections).toHaveLength(1);

  tab.joined(hello());

  expect(session.connections).toEqual([]);
  expect([...session.rows].map(({ event }) => event.type)).toEqual(["navigated"]);
});
