import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { WebSocketServer } from "ws";
import type { Page } from "../drivers/driver.ts";
import { openSocket, send } from "../page-sockets.ts";
import type { PanelView } from "../panel-view.ts";
import { stories } from "../stage.ts";

stories("The chat lens", (stage) => {
  /** A page whose server sends back what it gets, and the panel on it. */
  async function echo(query: string): Promise<{ page: Page; view: PanelView }> {
    const page = await stage.openBlank();
    await openSocket(page, new URL(`echo${query}`, stage.server.socketUrl).href);
    const view = await stage.openPanel(page);
    await view.hasRows(2);
    return { page, view };
  }

  async function say(page: Page, ...messages: (object | string)[]): Promise<void> {
    for (const message of messages)
      await send(page, typeof message === "string" ? message : JSON.stringify(message));
  }

  const transcript = async (view: PanelView) =>
    (await view.text("ol", "Transcript"))
      .replace(/\d\d:\d\d:\d\d\.\d+/g, "")
      .replace(/echo \d+ ms/g, "")
      .split(/\n+/)
      .map((line) => line.trim())
      .filter(Boolean);

  /** Waits until the element of that label holds the words. */
  const holds = (view: PanelView, label: string, words: string) =>
    view.panel.waitFor(
      (wantedLabel: string, wanted: string) =>
        document.querySelector<HTMLElement>(`[aria-label="${wantedLabel}"]`)?.innerText.includes(wanted),
      label,
      words,
    );
  const READ_BY = "How the chat is read";
  const talk = (user: string, text: string) => ({ type: "chat", data: { user: { name: user }, text } });

  test("guesses the fields of a chat that no decoder knows, and takes the user's word over its own", async () => {
    const { page, view } = await echo("?guess");
    await view.press("Chat");
    await view.panel.waitFor(() => document.body.innerText.includes("No chat on this connection"));

    await say(page, talk("Ann", "Hello"), talk("Bob", "Hi Ann"), talk("Ann", "Bye"));
    await holds(
      view,
      READ_BY,
      "Guessed from 6 messages of kind “chat”: text in data.text, sender in data.user.name.",
    );
    await vi.waitFor(
      async () => expect(await transcript(view)).toEqual(["Ann", "Hello", "Bob", "Hi Ann", "Ann", "Bye"]),
      20_000,
    );

    await view.press("Fields…");
    await view.fill("Text", "data..");
    await view.press("Use");
    await view.hasProblem("Text: write a path");
    await view.fill("Text", "data.user.name");
    await view.fill("Sender", "type");
    await view.press("Use");
    await holds(
      view,
      READ_BY,
      "You chose the fields for this address: text in data.user.name, sender in type.",
    );
    await vi.waitFor(
      async () => expect(await transcript(view)).toEqual(["chat", "Ann", "chat", "Bob", "chat", "Ann"]),
      20_000,
    );
  });

  test("remembers the fields for the address, until they shall be guessed again", async () => {
    const { page, view } = await echo("?remembered");
    await say(page, talk("Ann", "One"), talk("Bob", "Two"));
    await view.press("Chat");
    await holds(view, READ_BY, "You chose the fields for this address");

    await view.press("Fields…");
    await view.press("Guess again");

    await holds(view, READ_BY, "Guessed from 4 messages");
    await vi.waitFor(
      async () => expect(await transcript(view)).toEqual(["Ann", "One", "Bob", "Two"]),
      20_000,
    );
  });

  /** A server that says all of these lines, each a message, when it is first spoken to. */
  async function lineServer(lines: readonly string[]): Promise<{ url: string; close(): void }> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    server.on("connection", (socket) =>
      socket.once("message", () => {
        for (const line of lines) socket.send(line);
      }),
    );
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return { url: `ws://127.0.0.1:${port}/`, close: () => server.close() };
  }

  test("shows a conversation of IRC: rooms, who was there at a message, who types", async () => {
    const server = await lineServer([
      ":srv 001 ann :Welcome",
      ":ann!a@h JOIN #tea",
      ":srv 353 ann = #tea :@bob ann",
      ":bob!b@h PRIVMSG #tea :Good morning",
      ":cid!c@h JOIN #tea",
      ":cid!c@h PRIVMSG #tea :<b>Hello</b>",
      ":bob!b@h NICK rob",
      ":ann!a@h JOIN #cake",
      ":rob!b@h PRIVMSG #cake :Cake!",
      ":rob!b@h QUIT :bye",
      "@+typing=active :cid!c@h TAGMSG #tea",
    ]);
    onTestFinished(() => server.close());
    const page = await stage.openBlank();
    await openSocket(page, server.url, ["text.ircv3.net"]);
    const view = await stage.openPanel(page);
    await view.press("Chat");
    await say(page, "NICK ann\r\nUSER ann 0 * :Ann", "PRIVMSG #tea :I am here");

    await holds(view, "Transcript", "cid is typing");
    await holds(view, READ_BY, "The decoder of IRC tells who says what.");
    await holds(view, "Roster", "cid");
    expect(await view.text("ul", "Roster")).toMatch(/^ann this client\ncid$/);
    await holds(view, "Findings", "Holds markup");
    await view.choose("Room", "#tea");
    await view.panel.waitFor(
      () => !document.querySelector<HTMLElement>("[aria-label=Transcript]")?.innerText.includes("Cake!"),
    );
    const own = ["ann", "this client", "I am here"];
    expect((await transcript(view)).filter((line) => !own.includes(line))).toEqual([
      "ann joined in #tea.",
      "Here in #tea: bob.",
      "bob",
      "Good morning",
      "cid joined in #tea.",
      "cid",
      "<b>Hello</b>",
      "bob is now rob.",
      "rob left.",
      "cid is typing",
    ]);

    await pressEntry(view, "Good morning");
    await view.panel.waitFor(() => /Here at #\d+ \(2\)/.test(document.body.innerText));
    expect(await view.text("ul", "Roster")).toBe("ann this client\nbob");
    await view.hasDetail("PRIVMSG");
  });

  /** Clicks the entry of the transcript that holds the words. */
  async function pressEntry(view: PanelView, words: string): Promise<void> {
    const selector = await view.panel.waitFor((wanted: string) => {
      const entries = [...document.querySelectorAll<HTMLElement>("[aria-label=Transcript] button")];
      const index = entries.findIndex(({ innerText }) => innerText.includes(wanted));
      entries[index]?.setAttribute("data-entry", "wanted");
      return index < 0 ? undefined : "[data-entry=wanted]";
    }, words);
    await view.panel.click(selector);
  }

  test("pairs the messages of Rocket.Chat with their echoes", async () => {
    const { page, view } = await echo("?ddp");
    await view.press("Chat");
    const call = (id: string, msg: string) => ({
      msg: "method",
      method: "sendMessage",
      id: `call ${id}`,
      params: [{ _id: id, rid: "GENERAL", msg }],
    });
    const told = (id: string, username: string, msg: string) => ({
      msg: "changed",
      collection: "stream-room-messages",
      id: "id",
      fields: { eventName: "GENERAL", args: [{ _id: id, rid: "GENERAL", msg, u: { username } }] },
    });
    const deliver = async (message: object) => {
      await view.fill("Payload", JSON.stringify(message));
      await view.press("Deliver to page");
    };

    await say(page, call("1", "Hello all"));
    await deliver(told("1", "ann", "Hello all"));
    await holds(view, "Transcript", "echo");
    await deliver(told("x", "bob", "Hello Ann"));
    await holds(view, "Transcript", "Hello Ann");
    await say(page, call("2", "Lost"), call("3", "Kept"));
    await deliver(told("3", "ann", "Kept"));

    await holds(view, "Findings", "Sent and never echoed by the server.");
    await holds(view, READ_BY, "The decoder of DDP tells who says what.");
    expect((await transcript(view)).filter((line) => /^(Hello|Lost|Kept)/.test(line))).toEqual([
      "Hello all",
      "Hello Ann",
      "Lost",
      "Kept",
    ]);
  });

  test("tells what the messages look like, to be copied as types and found again", async () => {
    const { page, view } = await echo("?schema");
    await say(
      page,
      talk("Ann", "One"),
      { ...talk("Bob", "Two"), urgent: true },
      { type: "ping", n: 1 },
      { event: "user:joined" },
    );
    await view.hasRows(10);
    await view.press("Schema");
    await holds(view, "Kinds of messages", "chat");
    await view.press("chat");
    await holds(view, "chat, sent", "data.user.name");
    expect((await view.text("table", "chat, received")).replace(/\s+/g, " ")).toContain(
      'data.text string always "One" "Two" urgent boolean in 1 of 2 true',
    );

    await view.panel.evaluate(() => {
      const { clipboard } = navigator;
      const write = clipboard.writeText.bind(clipboard);
      clipboard.writeText = (text) => {
        (window as unknown as { copied: string }).copied = text;
        return write(text);
      };
    });
    const copied = () => view.panel.evaluate(() => (window as unknown as { copied: string }).copied);
    await view.press("Copy TypeScript");
    await holds(view, "Fields", "TypeScript of 2 types copied");
    expect(await copied()).toContain(
      "export interface ReceivedChat {\n  type: string;\n  data: {\n    user: {\n      name: string;\n    };\n    text: string;\n  };\n  urgent?: boolean;\n}\n",
    );
    await view.press("Copy JSON Schema");
    await holds(view, "Fields", "JSON Schema of 2 types copied");
    expect(JSON.parse(await copied())).toMatchObject({ $defs: { SentChat: { required: ["type", "data"] } } });

    await view.press("Show these messages");
    await view.hasRows(4);
    expect(await view.messages()).toHaveLength(4);
    await view.press("Schema");
    await view.press("user:joined");
    await view.press("Show these messages");
    await view.hasRows(2);
  });
});
